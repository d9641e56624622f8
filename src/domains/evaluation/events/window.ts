import { addDays, addMonths, type Day, day, dayOf, startOfDay, toInstant } from '#kernel';
import type { Window } from '../sums.ts';

export const PERIODS = {
  month: '本月',
  quarter: '本季度',
  year: '本年',
  '30d': '近 30 天',
  '90d': '近 90 天',
} as const;
export type Period = keyof typeof PERIODS;

/**
 * The period in which a day lies, as it was known at the end of that day (today: now).
 * @example windowOf('month', day('2026-10-13'), now) // October up to the end of the 13th
 */
export function windowOf(period: Period, on: Day, now: number): Window {
  const to = startOfDay(addDays(on, 1));
  return { from: startOfDay(firstDayOf(period, on)), to, asOf: Math.min(to, now + 1) };
}

/** The whole period before, as it was known when it ended. */
export function windowBefore(period: Period, on: Day): Window {
  const last = addDays(firstDayOf(period, on), -1);
  const to = startOfDay(addDays(last, 1));
  return { from: startOfDay(firstDayOf(period, last)), to, asOf: to };
}

function firstDayOf(period: Period, on: Day): Day {
  switch (period) {
    case '30d':
      return addDays(on, -29);
    case '90d':
      return addDays(on, -89);
    case 'month':
      return day(`${on.slice(0, 7)}-01`);
    case 'quarter': {
      const month = Number(on.slice(5, 7));
      const first = month - ((month - 1) % 3);
      return day(`${on.slice(0, 4)}-${String(first).padStart(2, '0')}-01`);
    }
    case 'year':
      return day(`${on.slice(0, 4)}-01-01`);
  }
}

/** Has the period of this day ended with it, and is the day itself over? */
export const isWhole = (period: Period, on: Day, now: number): boolean =>
  on < todayOf(now) && (ROLLING.has(period) || firstDayOf(period, addDays(on, 1)) === addDays(on, 1));

/** The last day of the newest period that is whole. */
export function lastWhole(period: Period, now: number): Day {
  const today = todayOf(now);
  return addDays(ROLLING.has(period) ? today : firstDayOf(period, today), -1);
}

const ROLLING: ReadonlySet<Period> = new Set(['30d', '90d']);

/** The twelve months that end with the one of this day, each at its own end. */
export const monthsUpTo = (on: Day, count = 12): readonly Day[] =>
  Array.from({ length: count }, (_, at) => {
    const first = addMonths(day(`${on.slice(0, 7)}-01`), at - count + 1);
    return at === count - 1 ? on : addDays(addMonths(first, 1), -1);
  });

export const todayOf = (now: number): Day => day(dayOf(toInstant(now)));
