import { z } from 'zod';
import { Day } from './instant.ts';

const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时刻须为 HH:MM')
  .describe('时刻 HH:MM，24:00 为当日结束');

export const CalendarSource = z.strictObject({
  document: z.string().min(1).describe('文号，例如 国办发明电〔2025〕7号'),
  title: z.string().optional(),
  date: Day.optional().describe('发文日期'),
  url: z.string().optional(),
  assumed: z.boolean().optional().describe('未经核实的来源'),
});
export type CalendarSource = z.infer<typeof CalendarSource>;

export const CalendarYear = z.strictObject({
  year: z.int().min(1990).max(2200),
  source: CalendarSource,
  holidays: z.array(
    z.strictObject({
      name: z.string().min(1).describe('节日，例如 国庆节'),
      rest: z.array(Day).describe('放假各日（含其中的周末）'),
      work: z.array(Day).default([]).describe('调休补班各日'),
    }),
  ),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

export const CalendarOverride = z.strictObject({
  day: Day,
  kind: z.enum(['work', 'rest']),
  reason: z.string().min(1).describe('地方规定或临时安排的理由'),
  source: CalendarSource.optional(),
});
export type CalendarOverride = z.infer<typeof CalendarOverride>;

/** What notices fixed, what a city decided for itself, and the hours an office keeps. */
export const CalendarData = z.strictObject({
  businessHours: z
    .array(z.strictObject({ from: TimeOfDay, to: TimeOfDay }))
    .min(1)
    .default([
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ]),
  endOfDay: TimeOfDay.optional().describe('期限最后一日的截止时刻，默认下班时刻'),
  endOfDayBasis: z.string().optional().describe('截止时刻的依据'),
  years: z.array(CalendarYear).min(1),
  overrides: z.array(CalendarOverride).optional().describe('地方自定的休息日和上班日，最后说了算'),
});
export type CalendarData = z.infer<typeof CalendarData>;
