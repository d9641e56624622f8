/** Days of the civil calendar as `YYYY-MM-DD`, which sorts as text. Working days are the kernel's business. */

const DAY = 86_400_000;
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

const partsOf = (date: string): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];

const utc = (year: number, month: number, day: number): number => {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getTime();
};

/** The day as text, `undefined` when there is no such day. */
export const dateFrom = (year: number, month: number, day: number): string | undefined => {
  const text = new Date(utc(year, month, day)).toISOString();
  const [y, m, d] = partsOf(text);
  return text.startsWith('+') || y !== year || m !== month || d !== day || year < 1 ? undefined : text.slice(0, 10);
};

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** True for a day that exists: 2024-02-29 yes, 2026-02-29 no. */
export const isDate = (text: string): boolean => {
  if (!PATTERN.test(text)) return false;
  const [year, month, day] = partsOf(text);
  const last = month === 2 && !isLeap(year) ? 28 : (LONGEST[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= last;
};

const dayNumber = (date: string): number => utc(...(partsOf(date) as [number, number, number])) / DAY;

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

export const addDays = (date: string, days: number): string | undefined => {
  const at = new Date((dayNumber(date) + days) * DAY);
  return Number.isNaN(at.getTime()) ? undefined : dateFrom(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
};

/** One month after 31 January is the last day of February. */
export const addMonths = (date: string, months: number): string | undefined => {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  for (let last = day; last >= 28; last -= 1) {
    const found = dateFrom(toYear, toMonth, last);
    if (found !== undefined) return found;
  }
  return dateFrom(toYear, toMonth, day);
};

/** Whole months from one day to another; negative when the second lies before the first. */
export const monthsBetween = (from: string, to: string): number => {
  if (to < from) return -monthsBetween(to, from);
  const [fromYear, fromMonth] = partsOf(from);
  const [toYear, toMonth] = partsOf(to);
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  const reached = addMonths(from, months);
  return reached !== undefined && reached > to ? months - 1 : months;
};

/** `2026年1月1日`, as it is written in documents and in canonical expressions. */
export const dateInWords = (date: string): string => {
  const [year, month, day] = partsOf(date);
  return `${String(year).padStart(4, '0')}年${month}月${day}日`;
};
