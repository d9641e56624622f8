import { addWorkingDays, dayOf, startOfDay, toInstant, type WorkingCalendar } from '#kernel';
import type { BoardTimes } from './board-store.ts';

const DAY = 86_400_000;

/** Today ends at midnight; 三日内 is the close of the third working day from now, never before today's end. */
export function timesOf(calendar: WorkingCalendar, now: number): BoardTimes {
  const at = toInstant(now);
  const today = startOfDay(dayOf(at)) + DAY - 1;
  return { now, today, soon: Math.max(today, addWorkingDays(calendar, at, 3).instant) };
}
