import { z } from 'zod';
import {
  type AnyOperation,
  addDays,
  type CalendarData,
  CalendarOverride,
  CalendarYear,
  operation,
  type WorkingCalendar,
} from '#kernel';

const Hours = z.object({ from: z.string(), to: z.string() });

const CalendarView = z.object({
  version: z.string().describe('时限按哪一版日历算的；内容相同则版本相同'),
  coveredFrom: z.string(),
  coveredThrough: z.string().describe('放假安排已公布到哪一天'),
  provisionalFrom: z.string().describe('从这一天起按星期推算，期限标“暂定”'),
  businessHours: z.array(Hours),
  endOfDay: z.string().describe('以日计的期限在最后一日几时截止'),
  endOfDayBasis: z.string().optional(),
  years: z.array(CalendarYear).describe('每年一份通知：放假、调休补班'),
  overrides: z.array(CalendarOverride).describe('本地自定的休息日和上班日，最后说了算'),
});

export type CalendarPorts = {
  readonly calendar: (tenant: string) => WorkingCalendar;
  /** What the calendar was built from, with the notices that say so. */
  readonly calendarData: (tenant: string) => CalendarData;
};

/** The calendar that made every date: whoever doubts a deadline looks here. */
export function calendarOperations({ calendar, calendarData }: CalendarPorts) {
  return [
    operation({
      id: 'calendar.get',
      method: 'GET',
      path: '/api/calendar',
      title: '工作日历：放假、调休补班、依据的通知、本地规定，和尚未公布的年份',
      permission: 'public',
      input: z.object({}),
      output: CalendarView,
      handle: async ({ tenant }) => {
        const { version, coveredFrom, coveredThrough } = calendar(tenant);
        const { businessHours, endOfDay, endOfDayBasis, years, overrides = [] } = calendarData(tenant);
        return {
          version,
          coveredFrom,
          coveredThrough,
          provisionalFrom: addDays(coveredThrough, 1),
          businessHours,
          endOfDay: endOfDay ?? businessHours.at(-1)?.to ?? '24:00',
          ...(endOfDayBasis ? { endOfDayBasis } : {}),
          years: [...years].sort((a, b) => b.year - a.year),
          overrides: [...overrides].sort((a, b) => (a.day < b.day ? -1 : 1)),
        };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
