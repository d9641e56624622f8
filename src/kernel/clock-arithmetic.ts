import {
  addMonths,
  DAY,
  type Day,
  dayNumber,
  dayNumberAt,
  dayOf,
  HOUR,
  type Instant,
  instantAt,
  MINUTE,
  timeOfDay,
} from './instant.ts';
import { isProvisional, type WorkingCalendar } from './working-calendar.ts';
import { closingOnOrAfter, instantOfPosition, workingPosition } from './working-time.ts';

/**
 * A clock is a budget and a ledger. It runs on one of two scales: working time (working-day, -hour, -minute), which
 * stands still outside business hours, or plain time (day, hour, minute, month). Budget and consumption are whole
 * milliseconds of that scale, so every sum is exact.
 *
 * Units counted in days begin at the end of the event's own day, `countingFrom`: one working day begun on Monday at
 * 10:00 is the 7 working hours after Monday's close and ends at Tuesday's close. Suspension stops the ledger at the
 * millisecond and resumption goes on with what is left, so a limit resumed at 15:00 may end at 15:00. Plain days and
 * months end at the first close of a working day at or after their nominal end (民法典 art. 203); begun after closing
 * time, they count from that closing time all the same.
 */
export type ClockUnit = 'working-day' | 'working-hour' | 'working-minute' | 'day' | 'hour' | 'minute' | 'month';

export type ClockReading = {
  readonly unit: ClockUnit;
  /** All the time ever granted, extensions included, in milliseconds of the clock's scale. */
  readonly budget: number;
  /** What closed running segments used. */
  readonly consumed: number;
  /** Nothing is consumed before this instant. */
  readonly countingFrom: Instant;
  /** Start of the running segment; null while suspended. */
  readonly runningSince: Instant | null;
  /** When the budget ends if nothing else happens; null while suspended. */
  readonly fireAt: Instant | null;
  /** `fireAt` lies beyond the announced years. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
};

export type StartClock = {
  readonly budget: number;
  readonly unit: ClockUnit;
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
};

/**
 * Starts a clock of `budget` units.
 * @example startClock({ budget: 1, unit: 'working-day', now: instant('2026-10-12T10:00'), calendar }).fireAt
 *          // instant('2026-10-13T17:30')
 */
export function startClock({ budget, unit, now, calendar }: StartClock): ClockReading {
  const countingFrom = countsDays(unit) ? instantAt(dayNumberAt(now), calendar.endOfDay) : now;
  const granted = amountOf(calendar, unit, budget, countingFrom);
  const clock = { unit, budget: granted, consumed: 0, countingFrom, runningSince: countingFrom };
  return project(calendar, { ...clock, fireAt: null, provisional: false, calendarVersion: calendar.version });
}

/** Stops the ledger. Suspending a suspended clock changes nothing. */
export function suspendClock(calendar: WorkingCalendar, clock: ClockReading, now: Instant): ClockReading {
  if (clock.runningSince === null) return clock;
  const used = consumedBy(calendar, clock, now);
  // Rest days that follow the nominal end were given, not used: a clock not yet overdue keeps at least nothing.
  const consumed = isOverdue(clock, now) ? used : Math.min(used, clock.budget);
  return { ...clock, consumed, runningSince: null, fireAt: null, provisional: false };
}

/** Goes on with exactly what is left. Resuming a running clock changes nothing. */
export function resumeClock(calendar: WorkingCalendar, clock: ClockReading, now: Instant): ClockReading {
  if (clock.runningSince !== null) return clock;
  return project(calendar, { ...clock, runningSince: later(now, clock.countingFrom) });
}

/** Grants more of the clock's own unit; works on running and suspended clocks, and after the end. */
export function extendClock(calendar: WorkingCalendar, clock: ClockReading, amount: number): ClockReading {
  const end = (clock.countingFrom + clock.budget) as Instant;
  return project(calendar, { ...clock, budget: clock.budget + amountOf(calendar, clock.unit, amount, end) });
}

/**
 * Closes the running segment and opens the next, when the matter changes hands: `fireAt` stays, and `segment` is
 * what the old holder used. Segments sum to `elapsedOf`.
 */
export function splitClock(
  calendar: WorkingCalendar,
  clock: ClockReading,
  now: Instant,
): { readonly clock: ClockReading; readonly segment: number } {
  const consumed = consumedBy(calendar, clock, now);
  const segment = consumed - clock.consumed;
  if (clock.runningSince === null) return { clock, segment: 0 };
  return { clock: { ...clock, consumed, runningSince: later(now, clock.countingFrom) }, segment };
}

/** Time used so far, in milliseconds of the clock's scale. */
export const elapsedOf = (calendar: WorkingCalendar, clock: ClockReading, now: Instant): number =>
  consumedBy(calendar, clock, now);

/** Time left (negative: overrun), in milliseconds of the clock's scale. */
export function remainingOf(calendar: WorkingCalendar, clock: ClockReading, now: Instant): number {
  if (clock.fireAt === null || !rounds(clock.unit)) return clock.budget - consumedBy(calendar, clock, now);
  return clock.fireAt - later(now, clock.countingFrom);
}

/** Overdue is derived, never stored. */
export const isOverdue = (clock: ClockReading, now: Instant): boolean => clock.fireAt !== null && now > clock.fireAt;

/**
 * When the running clock will have `left` units left: the instant of a reminder rung; null while suspended.
 * Negative `left` is that long after the end. Already past rungs give past instants.
 * @example instantWithLeft(calendar, fiveWorkingDays, 1) // close of the fourth working day
 */
export function instantWithLeft(calendar: WorkingCalendar, clock: ClockReading, left: number): Instant | null {
  if (clock.fireAt === null || left === 0) return clock.fireAt;
  const distance = left * lengthOf(calendar, clock.unit);
  if (!isWorking(clock.unit)) return (clock.fireAt - distance) as Instant;
  return instantOfPosition(calendar, workingPosition(calendar, clock.fireAt) - distance);
}

/**
 * The same clock under a newly announced calendar. The running segment is measured anew; closed segments stay. If
 * the length of a working day changed, working days keep their number.
 */
export function reprojectClock(from: WorkingCalendar, to: WorkingCalendar, clock: ClockReading): ClockReading {
  const factor = clock.unit === 'working-day' ? to.dayLength / from.dayLength : 1;
  const budget = Math.round(clock.budget * factor);
  const consumed = Math.round(clock.consumed * factor);
  return project(to, { ...clock, budget, consumed });
}

/** Clock time between two instants on a unit's scale, in milliseconds: attribution of any span to any holder. */
export function clockTimeBetween(calendar: WorkingCalendar, unit: ClockUnit, from: Instant, to: Instant): number {
  return isWorking(unit) ? workingPosition(calendar, to) - workingPosition(calendar, from) : to - from;
}

/** Milliseconds of a scale as units, e.g. 2.5 working days: for showing, not for sums. */
export const asUnits = (calendar: WorkingCalendar, unit: ClockUnit, amount: number): number =>
  amount / lengthOf(calendar, unit);

function project(calendar: WorkingCalendar, clock: ClockReading): ClockReading {
  const calendarVersion = calendar.version;
  if (clock.runningSince === null) return { ...clock, calendarVersion };
  const fireAt = fireAtOf(calendar, clock, clock.runningSince);
  return { ...clock, fireAt, provisional: isProvisional(calendar, dayEndedBy(fireAt)), calendarVersion };
}

function fireAtOf(calendar: WorkingCalendar, clock: ClockReading, since: Instant): Instant {
  const left = clock.budget - clock.consumed;
  if (rounds(clock.unit)) return closingOnOrAfter(calendar, (since + left) as Instant);
  if (!isWorking(clock.unit)) return (since + left) as Instant;
  const end = instantOfPosition(calendar, workingPosition(calendar, since) + left);
  // Where limits end later than office hours do, a limit that ends with the last working minute ends then.
  return clock.unit === 'working-day' && timeOfDay(end) === calendar.businessHours.at(-1)?.to
    ? instantAt(dayNumberAt(end), calendar.endOfDay)
    : end;
}

function consumedBy(calendar: WorkingCalendar, clock: ClockReading, now: Instant): number {
  if (clock.runningSince === null) return clock.consumed;
  const until = later(now, clock.runningSince);
  return clock.consumed + clockTimeBetween(calendar, clock.unit, clock.runningSince, until);
}

function amountOf(calendar: WorkingCalendar, unit: ClockUnit, amount: number, from: Instant): number {
  if (!(amount > 0) || (unit === 'month' && !Number.isInteger(amount)))
    throw new Error(`a clock is given a positive amount (months whole), not ${amount} × ${unit}`);
  if (unit !== 'month') return Math.round(amount * lengthOf(calendar, unit));
  return instantAt(dayNumber(addMonths(dayEndedBy(from), amount)), calendar.endOfDay) - from;
}

function lengthOf(calendar: WorkingCalendar, unit: ClockUnit): number {
  if (unit === 'working-day') return calendar.dayLength;
  return LENGTHS[unit];
}

/** A month counts 30 days where only a rough length is asked for: rungs and display. */
const LENGTHS = {
  'working-hour': HOUR,
  'working-minute': MINUTE,
  day: DAY,
  hour: HOUR,
  minute: MINUTE,
  month: 30 * DAY,
} as const;

const isWorking = (unit: ClockUnit): boolean => unit.startsWith('working');
const countsDays = (unit: ClockUnit): boolean => unit === 'working-day' || rounds(unit);
const rounds = (unit: ClockUnit): boolean => unit === 'day' || unit === 'month';
const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
/** Midnight belongs to the day that ends. */
const dayEndedBy = (at: Instant): Day => dayOf((at - 1) as Instant);
