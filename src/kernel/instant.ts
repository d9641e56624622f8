import { z } from 'zod';
import { refuse } from './refusal.ts';

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Branded, so that a bare number is never taken for one. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A date in China, `YYYY-MM-DD`, one that exists. */
export const Day = z
  .string()
  .max(10, '日期须为 YYYY-MM-DD，例如 2026-09-20')
  .refine(isRealDay, { message: '日期须为存在的 YYYY-MM-DD，例如 2026-09-20' })
  .brand<'Day'>()
  .describe('日期，YYYY-MM-DD，北京时间');
export type Day = z.infer<typeof Day>;

/** A point in time as JSON carries it; within what both the database and people can write down. */
export const EpochMs = z
  .int('时间须为毫秒时间戳')
  .min(0, '时间早于 1970 年')
  .max(Date.UTC(2200, 0, 1), '时间晚于 2200 年')
  .describe('毫秒时间戳');

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** China keeps one zone and has had no daylight saving since 1992, so plain arithmetic replaces Intl. */
const OFFSET = 8 * HOUR;

/**
 * Reads a date.
 * @throws Refusal `kernel.bad-day` when the text is no existing date
 * @example day('2026-09-20') // '2026-09-20'
 */
export function day(text: string): Day {
  if (isRealDay(text)) return text as Day;
  throw refuse({
    code: 'kernel.bad-day',
    kind: 'invalid',
    what: `“${text}”不是有效日期`,
    todo: '请按 2026-09-20 的格式填写',
  });
}

/**
 * Reads an instant: ISO 8601. A text without a zone is Beijing time; a bare date is its midnight.
 * @throws Refusal `kernel.bad-instant`
 * @example instant('2026-10-13T17:30') === instant('2026-10-13T09:30:00Z') // true
 */
export function instant(text: string): Instant {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(text.trim());
  const at = parts ? Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${parts[3] ?? '+08:00'}`) : Number.NaN;
  if (parts?.[1] && isRealDay(parts[1]) && Number.isFinite(at)) return at as Instant;
  throw refuse({
    code: 'kernel.bad-instant',
    kind: 'invalid',
    what: `“${text}”不是有效时间`,
    todo: '请按 2026-10-13T17:30（北京时间）的格式填写',
  });
}

/** Takes a number or Date that is known to be an instant, e.g. from a database driver. */
export const toInstant = (value: number | Date): Instant => Number(value) as Instant;

/** Days since 1970-01-01, the integer on which all calendar arithmetic works. */
export const dayNumber = (value: Day): number => Date.parse(`${value}T00:00:00Z`) / DAY;
export const dayFromNumber = (value: number): Day => new Date(value * DAY).toISOString().slice(0, 10) as Day;
export const dayNumberAt = (value: Instant): number => Math.floor((value + OFFSET) / DAY);

/** The date in China at an instant. `dayOf(instant('2026-09-20T16:00:00Z'))` is 2026-09-21. */
export const dayOf = (value: Instant): Day => dayFromNumber(dayNumberAt(value));

/** Milliseconds since midnight in China. */
export const timeOfDay = (value: Instant): number => value + OFFSET - dayNumberAt(value) * DAY;

/** An instant from a day number and the milliseconds after its midnight (24 h is the next midnight). */
export const instantAt = (dayIndex: number, time: number): Instant => (dayIndex * DAY + time - OFFSET) as Instant;
export const startOfDay = (value: Day): Instant => instantAt(dayNumber(value), 0);

export const addDays = (value: Day, n: number): Day => dayFromNumber(dayNumber(value) + n);

/** The Monday of its week. */
export const mondayOf = (value: Day): Day => addDays(value, -((new Date(`${value}T00:00:00Z`).getUTCDay() + 6) % 7));

/**
 * Natural months; a missing day becomes the month's last (民法典 art. 202).
 * @example addMonths(day('2026-01-31'), 1) // '2026-02-28'
 */
export function addMonths(value: Day, n: number): Day {
  const from = new Date(`${value}T00:00:00Z`);
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n + 1, 0));
  last.setUTCDate(Math.min(from.getUTCDate(), last.getUTCDate()));
  return last.toISOString().slice(0, 10) as Day;
}

/** ISO 8601 with the Chinese offset: what leaves the system. */
export const formatInstant = (value: Instant): string => `${new Date(value + OFFSET).toISOString().slice(0, 23)}+08:00`;

const WEEKDAYS = '日一二三四五六';
export const formatDay = (value: Day): string => `${Number(value.slice(5, 7))}月${Number(value.slice(8))}日`;
export const formatWeekday = (value: Day): string => `周${WEEKDAYS[new Date(`${value}T00:00:00Z`).getUTCDay()]}`;

/**
 * How officials read a deadline. Midnight belongs to the day that ends; another year than `now`'s is spelt out.
 * @example formatDeadline(instant('2026-10-13T17:30')) // '10月13日（周二）17:30 前'
 */
export function formatDeadline(value: Instant, now?: Instant): string {
  const midnight = timeOfDay(value) === 0;
  const date = midnight ? addDays(dayOf(value), -1) : dayOf(value);
  const year = now === undefined || dayOf(now).slice(0, 4) === date.slice(0, 4) ? '' : `${date.slice(0, 4)}年`;
  const time = midnight ? '24:00' : formatInstant(value).slice(11, 16);
  return `${year}${formatDay(date)}（${formatWeekday(date)}）${time} 前`;
}

function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}
