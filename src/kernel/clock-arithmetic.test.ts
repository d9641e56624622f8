import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseCalendar, baseCalendarData } from '#testing/base-calendar';
import {
  asUnits,
  type ClockReading,
  type ClockUnit,
  clockTimeBetween,
  elapsedOf,
  extendClock,
  instantWithLeft,
  isOverdue,
  remainingOf,
  reprojectClock,
  resumeClock,
  splitClock,
  startClock,
  suspendClock,
} from './clock-arithmetic.ts';
import { day, HOUR, type Instant, instant, MINUTE } from './instant.ts';
import { buildCalendar, type WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays } from './working-time.ts';

const calendar = baseCalendar();
const late = buildCalendar({ ...baseCalendarData(), endOfDay: '24:00' });
const start = (budget: number, unit: ClockUnit, at: string, on: WorkingCalendar = calendar) =>
  startClock({ budget, unit, now: instant(at), calendar: on });

const UNITS: readonly ClockUnit[] = ['working-day', 'working-hour', 'working-minute', 'day', 'hour', 'minute', 'month'];
const anyUnit = fc.constantFrom(...UNITS);
const anyInstant = fc.integer({ min: instant('2020-02-01'), max: instant('2026-06-01') }).map((at) => at as Instant);
const calendars = { calendar, late };
const anyCalendar = fc.constantFrom('calendar' as const, 'late' as const);
const gaps = (max: number) => fc.array(fc.integer({ min: 0, max: max * HOUR }), { maxLength: 12 });

test.each([
  [1, 'working-day', '2026-10-12T10:00', '2026-10-13T17:30'],
  [1, 'working-day', '2026-10-17T10:00', '2026-10-19T17:30'],
  [15, 'working-day', '2026-09-20T20:00', '2026-10-16T17:30'],
  [0.5, 'working-day', '2026-10-12T10:00', '2026-10-13T14:00'],
  [2, 'working-hour', '2026-10-12T11:00', '2026-10-12T14:30'],
  [45, 'working-minute', '2026-10-12T17:00', '2026-10-13T09:15'],
  [3, 'day', '2026-10-12T10:00', '2026-10-15T17:30'],
  [3, 'day', '2026-09-29T10:00', '2026-10-08T17:30'],
  [24, 'hour', '2026-10-02T10:00', '2026-10-03T10:00'],
  [30, 'minute', '2026-10-12T23:50', '2026-10-13T00:20'],
  [1, 'month', '2026-01-30T10:00', '2026-02-28T17:30'],
] as const)('%d %s from %s ends at %s', (budget, unit, from, to) => {
  expect(start(budget, unit, from).fireAt).toBe(instant(to));
});

test('where limits end at midnight, day-counted limits end at 24:00 and hours still end with the hours', () => {
  expect(start(1, 'working-day', '2026-10-12T10:00', late).fireAt).toBe(instant('2026-10-14T00:00'));
  expect(start(1, 'month', '2026-01-30T10:00', late).fireAt).toBe(instant('2026-03-01T00:00'));
  expect(start(1, 'month', '2026-03-15T10:00', late).fireAt).toBe(instant('2026-04-16T00:00'));
  expect(start(1, 'day', '2026-12-30T10:00', late)).toMatchObject({
    fireAt: instant('2027-01-01'),
    provisional: false,
  });
  expect(start(7, 'working-hour', '2026-10-12T09:00', late).fireAt).toBe(instant('2026-10-12T17:30'));
});

test('a working-day clock that is never touched ends where the calendar says', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 120 }), anyCalendar, (now, budget, which) => {
      const on = calendars[which];
      const due = addWorkingDays(on, now, budget);
      const clock = startClock({ budget, unit: 'working-day', now, calendar: on });
      expect(clock.fireAt).toBe(due.instant);
      expect(clock.provisional).toBe(due.provisional);
    }),
  );
});

test('suspension keeps the remainder: what is left when it stops is what is left when it goes on', () => {
  fc.assert(
    fc.property(anyUnit, anyInstant, gaps(60), anyCalendar, (unit, now, pauses, which) => {
      const on = calendars[which];
      let clock = startClock({ budget: 9, unit, now, calendar: on });
      let at = now;
      let used = 0;
      for (const gap of pauses) {
        const began = Math.max(at, clock.countingFrom) as Instant;
        at = (at + gap) as Instant;
        const alreadyOver = isOverdue(clock, at);
        used += clockTimeBetween(on, unit, began, Math.max(began, at) as Instant);
        clock = suspendClock(on, clock, at);
        if (clock.consumed !== used) {
          // Only rest days given beyond the nominal end of natural days may be forgiven.
          expect([unit, alreadyOver]).toEqual([unit === 'month' ? 'month' : 'day', false]);
          used = clock.consumed;
        }
        at = (at + gap) as Instant;
        expect(remainingOf(on, clock, at)).toBe(clock.budget - used);
        clock = resumeClock(on, clock, at);
        if (unit !== 'day' && unit !== 'month') expect(remainingOf(on, clock, at)).toBe(clock.budget - used);
      }
    }),
  );
});

test('stopping and going on in the same instant changes nothing', () => {
  fc.assert(
    fc.property(anyUnit, anyInstant, fc.nat(400 * HOUR), anyCalendar, (unit, now, gap, which) => {
      const on = calendars[which];
      const clock = startClock({ budget: 5, unit, now, calendar: on });
      const at = (now + gap) as Instant;
      const again = resumeClock(on, suspendClock(on, clock, at), at);
      expect(again.fireAt).toBe(clock.fireAt);
      expect(remainingOf(on, again, at)).toBe(remainingOf(on, clock, at));
    }),
  );
});

test('changing hands never moves the end, and the segments sum to the total', () => {
  fc.assert(
    fc.property(anyUnit, anyInstant, gaps(30), anyCalendar, (unit, now, handovers, which) => {
      const on = calendars[which];
      const whole = startClock({ budget: 7, unit, now, calendar: on });
      let clock: ClockReading = whole;
      let at = now;
      let sum = 0;
      for (const gap of [...handovers, 0]) {
        at = (at + gap) as Instant;
        const split = splitClock(on, clock, at);
        sum += split.segment;
        clock = split.clock;
        expect(clock.fireAt).toBe(whole.fireAt);
        expect(extendClock(on, clock, 1).fireAt).toBe(extendClock(on, whole, 1).fireAt);
      }
      expect(sum).toBe(elapsedOf(on, whole, at));
    }),
  );
});

test('a suspension mid-morning resumes with the minutes that were left', () => {
  const clock = start(2, 'working-day', '2026-10-12T10:00');
  const stopped = suspendClock(calendar, clock, instant('2026-10-13T10:00'));
  expect(stopped).toMatchObject({ consumed: 60 * MINUTE, runningSince: null, fireAt: null });
  expect(asUnits(calendar, 'working-day', remainingOf(calendar, stopped, instant('2026-10-20T09:00')))).toBe(13 / 7);
  expect(resumeClock(calendar, stopped, instant('2026-10-19T15:00')).fireAt).toBe(instant('2026-10-21T14:00'));
});

test('a clock stopped on its own day has used nothing', () => {
  const clock = start(1, 'working-day', '2026-10-12T10:00');
  const stopped = suspendClock(calendar, clock, instant('2026-10-12T16:00'));
  expect(stopped.consumed).toBe(0);
  expect(resumeClock(calendar, stopped, instant('2026-10-12T16:30')).fireAt).toBe(clock.fireAt);
});

test('natural days that end inside a holiday keep running to the first closing time after it', () => {
  const clock = start(3, 'day', '2026-09-29T10:00');
  expect(isOverdue(clock, instant('2026-10-08T17:30'))).toBe(false);
  const stopped = suspendClock(calendar, clock, instant('2026-10-05T10:00'));
  expect(remainingOf(calendar, stopped, instant('2026-10-05T10:00'))).toBe(0);
  expect(resumeClock(calendar, stopped, instant('2026-10-09T10:00')).fireAt).toBe(instant('2026-10-09T17:30'));
});

test('an extension adds to the budget, running or suspended', () => {
  const clock = start(5, 'working-day', '2026-10-12T10:00');
  expect(extendClock(calendar, clock, 3).fireAt).toBe(addWorkingDays(calendar, day('2026-10-12'), 8).instant);
  const stopped = suspendClock(calendar, clock, instant('2026-10-14T17:30'));
  const resumed = resumeClock(calendar, extendClock(calendar, stopped, 3), instant('2026-10-14T17:30'));
  expect(resumed.fireAt).toBe(extendClock(calendar, clock, 3).fireAt);
  expect(extendClock(calendar, start(1, 'month', '2026-01-30T10:00'), 1).fireAt).toBe(instant('2026-03-30T17:30'));
});

test('overdue is derived from the end, and the overrun is the negative rest', () => {
  const clock = start(1, 'working-day', '2026-10-12T10:00');
  expect(isOverdue(clock, instant('2026-10-13T17:30'))).toBe(false);
  expect(isOverdue(clock, instant('2026-10-13T17:31'))).toBe(true);
  expect(remainingOf(calendar, clock, instant('2026-10-14T10:00'))).toBe(-HOUR);
  expect(isOverdue(suspendClock(calendar, clock, instant('2026-10-13T10:00')), instant('2027-01-01'))).toBe(false);
});

test('rungs are placed by what is left', () => {
  const clock = start(5, 'working-day', '2026-09-28T10:00');
  expect(instantWithLeft(calendar, clock, 1)).toBe(addWorkingDays(calendar, day('2026-09-28'), 4).instant);
  expect(instantWithLeft(calendar, clock, -1)).toBe(addWorkingDays(calendar, day('2026-09-28'), 6).instant);
  expect(instantWithLeft(calendar, start(48, 'hour', '2026-10-12T10:00'), 12)).toBe(instant('2026-10-13T22:00'));
  expect(instantWithLeft(calendar, suspendClock(calendar, clock, instant('2026-09-29T10:00')), 1)).toBeNull();
});

test('a new notice moves provisional ends and says so by its version', () => {
  const data = baseCalendarData();
  const notice = {
    year: 2027,
    source: { document: '测试' },
    holidays: [{ name: '元旦', rest: [day('2027-01-01')], work: [] }],
  };
  const next = buildCalendar({ ...data, years: [...data.years, notice] });
  const clock = start(3, 'working-day', '2026-12-29T10:00');
  expect(clock).toMatchObject({ provisional: true, fireAt: instant('2027-01-01T17:30') });
  const moved = reprojectClock(calendar, next, clock);
  expect(moved).toMatchObject({
    provisional: false,
    fireAt: instant('2027-01-04T17:30'),
    calendarVersion: next.version,
  });
});

test('other office hours keep the number of working days', () => {
  const short = buildCalendar({
    ...baseCalendarData(),
    businessHours: [{ from: '09:00', to: '12:00' }],
    endOfDay: '12:00',
  });
  const clock = start(3, 'working-day', '2026-10-12T10:00');
  expect(reprojectClock(calendar, short, clock).fireAt).toBe(instant('2026-10-15T12:00'));
});

test('a clock without a positive budget is a bug', () => {
  expect(() => start(0, 'working-day', '2026-10-12T10:00')).toThrow('positive amount');
  expect(() => start(0.5, 'month', '2026-10-12T10:00')).toThrow('months whole');
});
