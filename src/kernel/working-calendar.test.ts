import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseCalendar, baseCalendarData } from '#testing/base-calendar';
import { addDays, DAY, type Day, day, dayFromNumber, dayNumber, type Instant, instant } from './instant.ts';
import { isRefusal } from './refusal.ts';
import { buildCalendar, findException, isProvisional, isWorkingDay } from './working-calendar.ts';
import {
  addWorkingDays,
  addWorkingMinutes,
  calendarAdd,
  closingOnOrAfter,
  measureWorkingDays,
  measureWorkingMinutes,
} from './working-time.ts';

const calendar = baseCalendar();
const anyDay = fc.integer({ min: dayNumber(day('2018-01-01')), max: dayNumber(day('2030-12-31')) }).map(dayFromNumber);
const anyInstant = fc
  .integer({ min: instant('2019-06-01'), max: instant('2028-06-01') })
  .map((value) => value as Instant);

function listRest2026(): Day[] {
  const days = [...Array(365).keys()].map((n) => addDays(day('2026-01-01'), n));
  return days.filter((date) => !isWorkingDay(calendar, date) && findException(calendar, date));
}

test('2026 is what the notice of 2025-11-04 says, day for day', () => {
  const span = (from: string, n: number) => [...Array(n).keys()].map((i) => addDays(day(from), i));
  expect(listRest2026()).toEqual([
    ...span('2026-01-01', 3),
    ...span('2026-02-15', 9),
    ...span('2026-04-04', 3),
    ...span('2026-05-01', 5),
    ...span('2026-06-19', 3),
    ...span('2026-09-25', 3),
    ...span('2026-10-01', 7),
  ]);
  const madeUp = [...calendar.exceptions].filter(([date, { kind }]) => kind === 'work' && date.startsWith('2026'));
  expect(madeUp.map(([date]) => date).sort()).toEqual(
    ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'].map((date) => `2026-${date}`),
  );
  for (const [date] of madeUp) expect(isWorkingDay(calendar, date)).toBe(true);
});

test('the Spring Festival of 2020 lasts until 2 February, and 1 February is no make-up day', () => {
  expect(isWorkingDay(calendar, day('2020-02-01'))).toBe(false);
  expect(isWorkingDay(calendar, day('2020-02-03'))).toBe(true);
});

test('a limit passes holidays and counts make-up days', () => {
  expect(calendarAdd(calendar, day('2026-09-20'), 15)).toBe('2026-10-16');
  expect(measureWorkingDays(calendar, day('2026-09-20'), day('2026-10-16'))).toBe(15);
  expect(measureWorkingDays(calendar, day('2026-10-16'), day('2026-09-20'))).toBe(-15);
});

test('the own day is not counted, an event on a rest day starts with the next working day, the end is closing time', () => {
  const due = addWorkingDays(calendar, instant('2026-10-12T10:00'), 1);
  expect(due).toEqual({ day: '2026-10-13', instant: instant('2026-10-13T17:30'), provisional: false });
  expect(addWorkingDays(calendar, instant('2026-10-12T23:59'), 1).day).toBe('2026-10-13');
  expect(addWorkingDays(calendar, day('2026-10-17'), 1).day).toBe('2026-10-19');
  expect(addWorkingDays(calendar, day('2026-10-17'), 0).day).toBe('2026-10-17');
});

test('beyond the announced years days follow the weekday and are called provisional', () => {
  expect(calendar.coveredThrough).toBe('2026-12-31');
  expect(addWorkingDays(calendar, day('2026-12-31'), 1)).toMatchObject({ day: '2027-01-01', provisional: true });
  expect(addWorkingDays(calendar, day('2026-12-30'), 1).provisional).toBe(false);
  expect(isProvisional(calendar, day('2019-12-31'))).toBe(true);
});

test('adding then measuring gives the number back, also backwards', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (a, n) => {
      expect(measureWorkingDays(calendar, a, addWorkingDays(calendar, a, n).day)).toBe(n);
    }),
  );
});

test('counting agrees with walking day by day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 500 }), (a, n) => {
      let walked = 0;
      for (let i = 1; i <= n; i++) if (isWorkingDay(calendar, addDays(a, i))) walked++;
      expect(measureWorkingDays(calendar, a, addDays(a, n))).toBe(walked);
    }),
    { numRuns: 30 },
  );
});

test('adding is additive and monotone', () => {
  const n = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(anyDay, anyDay, n, n, (a, b, m, k) => {
      const once = addWorkingDays(calendar, a, m + k).day;
      expect(addWorkingDays(calendar, addWorkingDays(calendar, a, m).day, k).day).toBe(once);
      const [first, second] = a < b ? [a, b] : [b, a];
      const [early, late] = [addWorkingDays(calendar, first, m).day, addWorkingDays(calendar, second, m).day];
      expect(early <= late).toBe(true);
    }),
  );
});

test('working minutes run over lunch, night and holidays', () => {
  const later = addWorkingMinutes(calendar, instant('2026-09-30T17:00'), 60);
  expect(later).toBe(instant('2026-10-08T09:30'));
  expect(measureWorkingMinutes(calendar, instant('2026-10-12T11:30'), instant('2026-10-12T14:00'))).toBe(60);
  expect(addWorkingMinutes(calendar, instant('2026-10-12T09:00'), 180)).toBe(instant('2026-10-12T12:00'));
});

test('working minutes: add then measure gives the number back; parts sum to the whole; later never ends earlier', () => {
  fc.assert(
    fc.property(anyInstant, anyInstant, anyInstant, fc.integer({ min: 0, max: 90_000 }), (a, b, c, n) => {
      expect(measureWorkingMinutes(calendar, a, addWorkingMinutes(calendar, a, n))).toBe(n);
      const minutes = (from: Instant, to: Instant) => measureWorkingMinutes(calendar, from, to);
      expect(minutes(a, b) + minutes(b, c)).toBe(minutes(a, c));
      const [first, second] = a < b ? [a, b] : [b, a];
      expect(addWorkingMinutes(calendar, first, n)).toBeLessThanOrEqual(addWorkingMinutes(calendar, second, n));
    }),
  );
});

test('the closing time at or after an instant is on a working day', () => {
  expect(closingOnOrAfter(calendar, instant('2026-10-01T12:00'))).toBe(instant('2026-10-08T17:30'));
  expect(closingOnOrAfter(calendar, instant('2026-10-12T17:30'))).toBe(instant('2026-10-12T17:30'));
  expect(closingOnOrAfter(calendar, instant('2026-10-12T17:31'))).toBe(instant('2026-10-13T17:30'));
  const late = buildCalendar({ ...baseCalendarData(), endOfDay: '24:00' });
  expect(closingOnOrAfter(late, instant('2026-10-13T00:00'))).toBe(instant('2026-10-13T00:00'));
  expect(addWorkingDays(late, day('2026-10-12'), 1).instant).toBe(instant('2026-10-14T00:00'));
});

test('a local override wins, changes the version, and its reason can be shown', () => {
  const local = buildCalendar(baseCalendarData(), [{ day: day('2026-10-13'), kind: 'rest', reason: '台风停工' }]);
  expect(addWorkingDays(local, day('2026-10-12'), 1).day).toBe('2026-10-14');
  expect(findException(local, day('2026-10-13'))?.name).toBe('台风停工');
  expect(local.version).not.toBe(calendar.version);
  expect(calendar.version).toMatch(/^[0-9a-f]{12}$/);
});

test('the version follows what changes answers, not wording or order', () => {
  const data = baseCalendarData();
  const same = { ...data, years: data.years.toReversed().map((y) => ({ ...y, source: { document: '别的文号' } })) };
  expect(buildCalendar(same).version).toBe(calendar.version);
  expect(buildCalendar({ ...data, endOfDay: '18:00' }).version).not.toBe(calendar.version);
});

test('data that contradicts itself is refused with what to do', () => {
  const data = baseCalendarData();
  const first = data.years[0];
  if (!first) throw new Error('no years');
  const code = (wrong: typeof data) => {
    try {
      buildCalendar(wrong);
    } catch (no) {
      if (isRefusal(no)) return no.code;
      throw no;
    }
    return 'accepted';
  };
  expect(code({ ...data, years: data.years.filter(({ year }) => year !== 2023) })).toBe('calendar.years');
  expect(code({ ...data, years: [...data.years, { ...first, holidays: [] }] })).toBe('calendar.years');
  const twice = { ...first, holidays: [...first.holidays, { name: '重复', rest: [], work: [day('2020-01-01')] }] };
  expect(code({ ...data, years: [twice] })).toBe('calendar.twice');
  const away = { ...first, holidays: [{ name: '错年', rest: [day('2021-01-01')], work: [] }] };
  expect(code({ ...data, years: [away] })).toBe('calendar.out-of-year');
  expect(code({ ...data, businessHours: data.businessHours.toReversed() })).toBe('calendar.hours');
  expect(code({ ...data, endOfDay: '12:00' })).toBe('calendar.end-of-day');
});

test('counting costs microseconds, whatever the distance', () => {
  const from = instant('2020-01-02');
  const begin = performance.now();
  for (let i = 0; i < 20_000; i++) addWorkingMinutes(calendar, (from + i * DAY * 0.1) as Instant, 4_000);
  expect(performance.now() - begin).toBeLessThan(1_000);
});
