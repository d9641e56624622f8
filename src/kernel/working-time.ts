import { countedDays, dayOfCount } from './day-index.ts';
import {
  type Day,
  dayFromNumber,
  dayNumber,
  dayNumberAt,
  type Instant,
  instantAt,
  MINUTE,
  timeOfDay,
} from './instant.ts';
import { isProvisional, type WorkingCalendar } from './working-calendar.ts';

export type DueDay = {
  readonly day: Day;
  /** The end of that day: closing time, or what the calendar's `endOfDay` says. */
  readonly instant: Instant;
  /** The count leaves the announced years. */
  readonly provisional: boolean;
};

/**
 * The end of a limit of n working days. The event's own day is not counted, a rest day counts for nothing, so an
 * event on a Sunday counts Monday as day 1 (民法典 art. 201, 203). `measureWorkingDays(a, add(a, n).day) === n` for
 * every integer n; n = 0 is the day itself.
 *
 * @example addWorkingDays(calendar, day('2026-09-20'), 15).day // '2026-10-16'
 */
export function addWorkingDays(calendar: WorkingCalendar, start: Day | Instant, n: number): DueDay {
  if (!Number.isSafeInteger(n)) throw new Error(`working days are counted whole, not ${n}`);
  const from = numberOf(start);
  const to = n === 0 ? from : dayOfCount(calendar.index, countedDays(calendar.index, from) + n);
  const date = dayFromNumber(to);
  return {
    day: date,
    instant: instantAt(to, calendar.endOfDay),
    provisional: isProvisional(calendar, date) || isProvisional(calendar, dayFromNumber(from)),
  };
}

/** Working days in (from, to]; negative when `to` comes first. */
export const measureWorkingDays = (calendar: WorkingCalendar, from: Day | Instant, to: Day | Instant): number =>
  countedDays(calendar.index, numberOf(to)) - countedDays(calendar.index, numberOf(from));

/**
 * Working milliseconds up to an instant, from a fixed origin: the scale on which working clocks run. It stands still
 * outside business hours, so differences are additive by construction.
 */
export function workingPosition(calendar: WorkingCalendar, at: Instant): number {
  const date = dayNumberAt(at);
  const before = countedDays(calendar.index, date - 1);
  const full = before * calendar.dayLength;
  if (countedDays(calendar.index, date) === before) return full;
  const time = timeOfDay(at);
  return calendar.businessHours.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(time, to) - from), full);
}

/** The earliest instant at a working position: the end of a span rather than the start of the next one. */
export function instantOfPosition(calendar: WorkingCalendar, position: number): Instant {
  const count = Math.ceil(position / calendar.dayLength);
  let rest = position - (count - 1) * calendar.dayLength;
  const date = dayOfCount(calendar.index, count);
  for (const { from, to } of calendar.businessHours) {
    if (rest <= to - from) return instantAt(date, from + rest);
    rest -= to - from;
  }
  throw new Error('a position lies within its day');
}

/**
 * Moves on by whole working minutes; zero moves nowhere.
 * @example addWorkingMinutes(calendar, instant('2026-10-13T17:00'), 60) // 2026-10-14T09:30
 */
export function addWorkingMinutes(calendar: WorkingCalendar, at: Instant, minutes: number): Instant {
  if (!Number.isSafeInteger(minutes)) throw new Error(`working minutes are counted whole, not ${minutes}`);
  return minutes === 0 ? at : instantOfPosition(calendar, workingPosition(calendar, at) + minutes * MINUTE);
}

/** Whole working minutes between two instants. Each end is cut to the minute, so that parts always sum to the whole. */
export const measureWorkingMinutes = (calendar: WorkingCalendar, from: Instant, to: Instant): number =>
  Math.floor(workingPosition(calendar, to) / MINUTE) - Math.floor(workingPosition(calendar, from) / MINUTE);

/** The first end-of-day of a working day at or after an instant: where limits in natural days end (民法典 art. 203). */
export function closingOnOrAfter(calendar: WorkingCalendar, at: Instant): Instant {
  const today = dayNumberAt(at);
  const yesterdayEnds = instantAt(today - 1, calendar.endOfDay);
  // With an end at 24:00, midnight still belongs to the day before.
  const first = at <= yesterdayEnds ? today - 1 : at <= instantAt(today, calendar.endOfDay) ? today : today + 1;
  return instantAt(dayOfCount(calendar.index, countedDays(calendar.index, first - 1) + 1), calendar.endOfDay);
}

/** For the command line: `clearway calendar add 2026-09-20 15` prints 2026-10-16. */
export const calendarAdd = (calendar: WorkingCalendar, date: Day, n: number): Day =>
  addWorkingDays(calendar, date, n).day;

const numberOf = (value: Day | Instant): number => (typeof value === 'string' ? dayNumber(value) : dayNumberAt(value));
