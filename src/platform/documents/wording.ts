import { type Day, dayOf, formatInstant, toInstant, type WorkingCalendar } from '#kernel';

const DIGITS = '〇一二三四五六七八九';

/** 1–99 as official documents number their sections. @example chineseNumber(12) // '十二' */
export function chineseNumber(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const one = ones === 0 ? '' : DIGITS.charAt(ones);
  if (value < 10) return DIGITS.charAt(value);
  return `${tens === 1 ? '' : DIGITS.charAt(tens)}十${one}`;
}

/** @example longDay('2026-10-13') // '2026年10月13日' */
export const longDay = (day: Day | string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** The year is left out where it is this one. */
export function dueText(dueAt: number | undefined, now: number): string {
  if (dueAt === undefined) return '未定';
  const [day, today] = [dayOf(toInstant(dueAt)), dayOf(toInstant(now))];
  return day.slice(0, 4) === today.slice(0, 4) ? longDay(day).slice(5) : longDay(day);
}

/** @example momentText(now) // '2026年11月22日15时' */
export function momentText(now: number): string {
  const at = toInstant(now);
  return `${longDay(dayOf(at))}${Number(formatInstant(at).slice(11, 13))}时`;
}

/** How long over a limit, as an official paper says it: by working days, never by the minute. */
export function overrunText(calendar: WorkingCalendar, minutes: number): string {
  const days = Math.floor((Math.abs(Math.round(minutes)) * 60_000) / calendar.dayLength);
  return days === 0 ? '不足1个工作日' : `${days}个工作日`;
}

/** Working minutes as people count them. @example workingText(calendar, 1620) // '3个工作日3小时' */
export function workingText(calendar: WorkingCalendar, minutes: number): string {
  const perDay = calendar.dayLength / 60_000;
  const whole = Math.abs(Math.round(minutes));
  const days = Math.floor(whole / perDay);
  const hours = Math.floor((whole - days * perDay) / 60);
  if (days === 0 && hours === 0) return `${Math.max(1, whole % 60)}分钟`;
  return `${days > 0 ? `${days}个工作日` : ''}${hours > 0 ? `${hours}小时` : ''}`;
}
