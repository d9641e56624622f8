import { Day } from './instant.ts';

const WRITTEN = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T].*)?$/u;

/**
 * A day as people and spreadsheets write it; a time after it is left aside. A month alone is no day.
 * @example writtenDay('2026年3月1日') // '2026-03-01'
 * @example writtenDay('2026-11') // undefined
 */
export function writtenDay(text: string): Day | undefined {
  const found = WRITTEN.exec(text.normalize('NFKC').trim());
  const [, year = '', month = found?.[4] ?? '', date = found?.[5] ?? ''] = found ?? [];
  const read = Day.safeParse(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  return read.success ? read.data : undefined;
}
