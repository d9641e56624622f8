import type { Day } from '#kernel';
import type { Clause } from '../clause/index.ts';

/** The span in which one enterprise gets one: once, 2026, 2026Q4, 2026-11. */
export function periodOf(per: Clause['per'], day: Day): string {
  if (per === 'once') return 'once';
  const [year = '', month = '01'] = day.split('-');
  if (per === 'year') return year;
  return per === 'month' ? `${year}-${month}` : `${year}Q${Math.ceil(Number(month) / 3)}`;
}
