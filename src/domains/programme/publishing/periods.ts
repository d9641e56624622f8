import { addDays, addMonths, type Day } from '#kernel';

export type Every = { readonly every: number; readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year' };
/** One report that is owed: for the days from `from` to `to`, by the end of `to`. */
export type ReportPeriod = { readonly label: string; readonly from: Day; readonly to: Day };

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
/** A plan of many years with a daily duty must not open thousands of matters at once. */
const MOST = 60;

/**
 * The periods of a recurring duty inside a plan's term: whole months, quarters or years counted from the term's first
 * month, the last one cut at the term's end. Periods over before `today` are not asked for any more.
 *
 * @example reportPeriods({ every: 2, unit: 'month' }, '2026-01-01', '2026-12-31', '2026-03-10').length // 5
 */
export function reportPeriods(every: Every, first: Day, last: Day, today: Day): readonly ReportPeriod[] {
  const periods: ReportPeriod[] = [];
  for (let from = startOf(every, first); from <= last && periods.length < MOST; ) {
    const next = after(every, from);
    const end = addDays(next, -1);
    const to = end < last ? end : last;
    if (to >= today) periods.push({ label: labelOf(every, from, to), from, to });
    from = next;
  }
  return periods;
}

const isMonthly = (unit: Every['unit']): unit is keyof typeof MONTHS => unit in MONTHS;

const startOf = ({ unit }: Every, first: Day): Day =>
  unit === 'day' || unit === 'week' ? first : (`${first.slice(0, 7)}-01` as Day);

function after({ every, unit }: Every, from: Day): Day {
  return isMonthly(unit) ? addMonths(from, every * MONTHS[unit]) : addDays(from, every * (unit === 'week' ? 7 : 1));
}

function labelOf({ every, unit }: Every, from: Day, to: Day): string {
  const month = `${from.slice(0, 4)}年${Number(from.slice(5, 7))}月`;
  if (unit === 'day' || unit === 'week') return `${from} 至 ${to}`;
  return every * MONTHS[unit] === 1 ? month : `${month}至${Number(to.slice(5, 7))}月`;
}
