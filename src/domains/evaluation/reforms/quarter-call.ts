import { addDays, addMonths, type Day, day, refuse, startOfDay } from '#kernel';
import { monthsOf } from '../appraisal/rollup.ts';

/** Cases of a quarter are called for until so many days after its end. Our own until a notice fixes it. */
const CLOSES_AFTER = 20;

/** From when to when cases of a quarter may be nominated; both days are included. */
function callFor(quarter: string): { readonly opens: Day; readonly closes: Day } {
  const opens = day(`${monthsOf(quarter)[0] ?? ''}-01`);
  return { opens, closes: addDays(addMonths(opens, 3), CLOSES_AFTER - 1) };
}

/** @throws Refusal outside the call: it has not opened, or it has closed */
export function mustBeCalled(quarter: string, now: number): void {
  const { opens, closes } = callFor(quarter);
  const words = `${quarter.slice(0, 4)}年第${quarter.slice(-1)}季度`;
  const isEarly = now < startOfDay(opens);
  if (!isEarly && now < startOfDay(addDays(closes, 1))) return;
  throw refuse({
    code: 'reforms.no-call',
    kind: 'conflict',
    what: isEarly ? `${words}的征集还没有开始` : `${words}的征集已经截止`,
    why: `征集自 ${opens} 至 ${closes}`,
    todo: '请推荐到正在征集的季度',
    at: [{ path: 'quarter', message: `征集自 ${opens} 至 ${closes}` }],
  });
}
