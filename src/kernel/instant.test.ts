import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  Day,
  day,
  dayFromNumber,
  dayNumber,
  dayOf,
  formatDeadline,
  formatInstant,
  type Instant,
  instant,
  startOfDay,
  timeOfDay,
  toInstant,
} from './instant.ts';

test('a text without a zone is Beijing time', () => {
  expect(instant('2026-10-13T17:30')).toBe(instant('2026-10-13T09:30:00Z'));
  expect(instant('2026-10-13 17:30:05.250')).toBe(Date.UTC(2026, 9, 13, 9, 30, 5, 250));
  expect(instant('2026-10-13T00:30:00+0000')).toBe(instant('2026-10-13T08:30'));
  expect(instant('2026-10-13')).toBe(startOfDay(day('2026-10-13')));
  expect(toInstant(new Date('2026-10-13T09:30:00Z'))).toBe(instant('2026-10-13T17:30'));
});

test.each(['2026-02-30', '2026-13-01', '26-1-1', '', '2026-10-13T25:00', 'tomorrow'])('%s is refused', (text) => {
  expect(() => instant(text)).toThrow('不是有效');
  if (text.length <= 10) expect(() => day(text)).toThrow('不是有效日期');
  expect(Day.safeParse(text).success).toBe(false);
});

test('the date and the hour are those of China, whatever zone the machine keeps', () => {
  expect(dayOf(instant('2026-09-20T16:00:00Z'))).toBe('2026-09-21');
  expect(timeOfDay(instant('2026-09-20T16:00:00Z'))).toBe(0);
  expect(formatInstant(instant('2026-10-13T17:30'))).toBe('2026-10-13T17:30:00.000+08:00');
});

test('instants and days survive being written and read', () => {
  const anyInstant = fc.integer({ min: instant('1990-01-01'), max: instant('2100-01-01') }).map((at) => at as Instant);
  fc.assert(
    fc.property(anyInstant, (at) => {
      expect(instant(formatInstant(at))).toBe(at);
      expect(startOfDay(dayOf(at)) + timeOfDay(at)).toBe(at);
      expect(dayFromNumber(dayNumber(dayOf(at)))).toBe(dayOf(at));
    }),
  );
});

test('natural months end on the last day where the day is missing', () => {
  expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addMonths(day('2027-11-30'), 3)).toBe('2028-02-29');
  expect(addMonths(day('2026-03-15'), -3)).toBe('2025-12-15');
  expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
});

test('a deadline is said as officials say it', () => {
  expect(formatDeadline(instant('2026-10-13T17:30'))).toBe('10月13日（周二）17:30 前');
  expect(formatDeadline(instant('2026-10-14T00:00'))).toBe('10月13日（周二）24:00 前');
  expect(formatDeadline(instant('2027-01-04T17:30'), instant('2026-12-30'))).toBe('2027年1月4日（周一）17:30 前');
  expect(formatDeadline(instant('2027-01-01T00:00'), instant('2026-12-30'))).toBe('12月31日（周四）24:00 前');
});
