import type { CalendarData, CalendarOverride, CalendarSource } from './calendar-data.ts';
import { countedDays, type DayIndex, indexDays } from './day-index.ts';
import { hashOf } from './hash.ts';
import { addDays, type Day, day, dayNumber, HOUR, MINUTE } from './instant.ts';
import { refuse } from './refusal.ts';

export type CalendarException = {
  readonly kind: 'work' | 'rest';
  /** The holiday or the local reason. */
  readonly name: string;
  readonly source?: CalendarSource;
};

/**
 * The working calendar is data: which days people work, and which hours. Make-up working days (调休补班) are
 * exceptions like holidays; days nobody announced follow the weekday and are called provisional (暂定).
 */
export type WorkingCalendar = {
  /** 12 hex digits over everything that can change an answer: equal versions give equal deadlines. */
  readonly version: string;
  readonly coveredFrom: Day;
  /** The last day of the last announced year; deadlines beyond it are provisional. */
  readonly coveredThrough: Day;
  readonly exceptions: ReadonlyMap<Day, CalendarException>;
  /** Milliseconds after midnight, ascending. */
  readonly businessHours: readonly { readonly from: number; readonly to: number }[];
  /** When a day-counted limit ends, milliseconds after midnight: closing time, or later. */
  readonly endOfDay: number;
  /** Working milliseconds in a working day. */
  readonly dayLength: number;
  readonly index: DayIndex;
};

/**
 * Builds the calendar from pack data; local overrides, the data's own unless others are given, come last and win.
 * @throws Refusal `calendar.*` for a gap between years, a day out of its year or said twice, bad hours
 * @example buildCalendar(CalendarData.parse(parseYaml(text)), [{ day: day('2026-03-03'), kind: 'rest', reason: '三月三' }])
 */
export function buildCalendar(
  data: CalendarData,
  localOverrides: readonly CalendarOverride[] = data.overrides ?? [],
): WorkingCalendar {
  const exceptions = exceptionsOf(data);
  for (const { day, kind, reason, source } of localOverrides)
    exceptions.set(day, { kind, name: reason, ...(source && { source }) });
  const businessHours = data.businessHours.map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) }));
  const closing = checkHours(businessHours);
  const endOfDay = data.endOfDay ? timeOf(data.endOfDay) : closing;
  if (endOfDay < closing) throw bad('end-of-day', '截止时刻早于下班时刻', '请把 endOfDay 设为下班时刻或更晚');
  const years = data.years.map(({ year }) => year).sort((a, b) => a - b);
  const effective = {
    covered: [years[0], years.at(-1)],
    exceptions: [...exceptions].map(([day, { kind }]) => `${day} ${kind}`).sort(),
    businessHours,
    endOfDay,
  };
  return {
    version: hashOf(effective).slice(0, 12),
    coveredFrom: day(`${years[0]}-01-01`),
    coveredThrough: day(`${years.at(-1)}-12-31`),
    exceptions,
    businessHours,
    endOfDay,
    dayLength: businessHours.reduce((sum, { from, to }) => sum + to - from, 0),
    index: indexDays([...exceptions].map(([day, { kind }]) => ({ number: dayNumber(day), works: kind === 'work' }))),
  };
}

/** @example isWorkingDay(calendar, day('2026-09-20')) // true: a Sunday that makes up for 国庆节 */
export const isWorkingDay = (calendar: WorkingCalendar, date: Day): boolean =>
  countedDays(calendar.index, dayNumber(date)) > countedDays(calendar.index, dayNumber(date) - 1);

/** Is this day only a guess, because no notice covers its year? */
export const isProvisional = (calendar: WorkingCalendar, date: Day): boolean =>
  date > calendar.coveredThrough || date < calendar.coveredFrom;

/** Why this day is not what its weekday says, if so: for tooltips. */
export const findException = (calendar: WorkingCalendar, date: Day): CalendarException | undefined =>
  calendar.exceptions.get(date);

function exceptionsOf(data: CalendarData): Map<Day, CalendarException> {
  const exceptions = new Map<Day, CalendarException>();
  const years = data.years.map(({ year }) => year).sort((a, b) => a - b);
  const gap = years.find((year, at) => at > 0 && year !== (years[at - 1] ?? year) + 1);
  if (gap) throw bad('years', `节假日数据在 ${gap} 年前不连续或重复`, '请补齐缺少的年份，每年一份');
  for (const { year, source, holidays } of data.years)
    for (const { name, rest, work } of holidays)
      for (const [kind, days] of [
        ['rest', rest],
        ['work', work],
      ] as const)
        for (const date of days) {
          if (exceptions.has(date)) throw bad('twice', `${date} 被安排了两次（${name}）`, '请只保留一处');
          // 元旦 of a year may begin in the December before.
          if (date < addDays(day(`${year}-01-01`), -7) || date > `${year}-12-31`)
            throw bad('out-of-year', `${date}（${name}）不在 ${year} 年`, '请移到所属年份');
          exceptions.set(date, { kind, name, source });
        }
  return exceptions;
}

function checkHours(hours: WorkingCalendar['businessHours']): number {
  const wrong = hours.some(({ from, to }, at) => to <= from || from < (hours[at - 1]?.to ?? 0));
  if (wrong) throw bad('hours', '办公时间有重叠或先后颠倒', '请按先后列出各段办公时间');
  return hours.at(-1)?.to ?? 24 * HOUR;
}

const timeOf = (text: string): number => Number(text.slice(0, 2)) * HOUR + Number(text.slice(3)) * MINUTE;

const bad = (code: string, what: string, todo: string) =>
  refuse({ code: `calendar.${code}`, kind: 'invalid', what, todo });
