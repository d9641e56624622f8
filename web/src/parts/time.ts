/** Time as people count it. Always China time: the office's clock, not the browser's. */
const chinaOffset = 8 * 3600_000;
const thin = '\u2009';
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: string;
  readonly hour: number;
  readonly minute: number;
};

export function partsOf(at: number): Parts {
  const date = new Date(at + chinaOffset);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: weekdays[date.getUTCDay()] ?? '',
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** 10月13日 (周二) 17:30; with the year when it is not this year. */
export function moment(at: number, now?: number): string {
  const part = partsOf(at);
  return `${dayText(at, now)}${thin}${two(part.hour)}:${two(part.minute)}`;
}

export function dayText(at: number, now?: number): string {
  const part = partsOf(at);
  const year = now !== undefined && partsOf(now).year === part.year ? '' : `${part.year}年`;
  return `${year}${part.month}月${part.day}日（周${part.weekday}）`;
}

/** 今天 09:20, 昨天 16:05, 10月8日 11:30. */
export function when(at: number, now: number): string {
  const part = partsOf(at);
  const clock = `${two(part.hour)}:${two(part.minute)}`;
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return `今天${thin}${clock}`;
  if (days === 1) return `昨天${thin}${clock}`;
  if (days === -1) return `明天${thin}${clock}`;
  const year = partsOf(now).year === part.year ? '' : `${part.year}年`;
  return `${year}${part.month}月${part.day}日${thin}${clock}`;
}

export const dayNumber = (at: number): number => Math.floor((at + chinaOffset) / 86_400_000);

/** So many days after a day, both YYYY-MM-DD; before it when negative. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 2026-Q3 → 2026年第3季度. */
export const quarterWord = (quarter: string): string => `${quarter.slice(0, 4)}年第${quarter.slice(-1)}季度`;

/** 2026-09 → 2026-09-30. */
export const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** YYYY-MM-DD in China. */
export function isoDay(at: number): string {
  const part = partsOf(at);
  return `${part.year}-${two(part.month)}-${two(part.day)}`;
}

/** How often something is had: once, or in this period (2026, 2026Q3, 2026-11). */
export const periodWord = (period: string): string => (period === 'once' ? '一次性' : period);

/** 2027-06-30 → 2027年6月30日. */
export function dayOf(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return year && month && day ? `${year}年${month}月${day}日` : iso;
}

/** Working minutes in the two largest units: 2 个工作日 3 小时; 40 分钟. */
export function workingTime(minutes: number, workday = 480): string {
  const total = Math.max(0, Math.round(Math.abs(minutes)));
  const days = Math.floor(total / workday);
  const hours = Math.floor((total % workday) / 60);
  const rest = Math.floor(total % 60);
  if (days > 0) return spaced(days, '个工作日') + (hours > 0 ? thin + spaced(hours, '小时') : '');
  if (hours > 0) return spaced(hours, '小时') + (rest > 0 && hours < 3 ? thin + spaced(rest, '分钟') : '');
  return spaced(total, '分钟');
}

/** With nothing left out, where parts must add up before the reader's eyes: 1 个工作日 2 小时 5 分钟. */
export function exactWorkingTime(minutes: number, workday = 480): string {
  const total = Math.max(0, Math.round(minutes));
  const parts = [
    [Math.floor(total / workday), '个工作日'],
    [Math.floor((total % workday) / 60), '小时'],
    [(total % workday) % 60, '分钟'],
  ] as const;
  const told = parts.filter(([value]) => value > 0).map(([value, unit]) => spaced(value, unit));
  return told.length > 0 ? told.join(thin) : spaced(0, '分钟');
}

/** For narrow places, one unit: 6 日, 3 小时, 40 分. */
export function shortWorkingTime(minutes: number, workday = 480): string {
  const total = Math.max(0, Math.round(Math.abs(minutes)));
  if (total >= workday) return spaced(trimmed(total / workday), '日');
  return total >= 60 ? spaced(Math.floor(total / 60), '小时') : spaced(total, '分');
}

const trimmed = (days: number): number => (days >= 10 ? Math.floor(days) : Math.floor(days * 10) / 10);
const spaced = (value: number, unit: string): string => `${value}${thin}${unit}`;
