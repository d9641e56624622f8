import { dayText, plusDays } from '../../parts/time.ts';

const next = (iso: string): string => plusDays(iso, 1);
/** 9月20日（周日）, without the year that stands above: of a make-up day the weekday is what surprises. */
function short(iso: string): string {
  const at = Date.parse(`${iso}T12:00:00+08:00`);
  return dayText(at, at);
}

/**
 * Days as people say them: runs of days that follow each other as one.
 * @example runs(['2026-10-01', '2026-10-02', '2026-10-05']) // [['2026-10-01', '2026-10-02'], ['2026-10-05']]
 */
export function runs(days: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (const day of [...days].sort()) {
    const run = found.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && next(last) === day) run.push(day);
    else found.push([day]);
  }
  return found;
}

export function dayRuns(days: readonly string[]): string {
  if (days.length === 0) return '无';
  return runs(days)
    .map((run) => {
      const [first = '', last = ''] = [run[0], run.at(-1)];
      return run.length === 1 ? short(first) : `${short(first)}至${short(last)}，共\u2009${run.length}\u2009天`;
    })
    .join('；');
}
