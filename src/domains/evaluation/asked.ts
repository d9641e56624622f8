import { z } from 'zod';
import { Day } from '#kernel';
import { PERIODS, type Period, todayOf } from './events/window.ts';

/** Of what period, as of which day, and of whom. */
export const Asked = z.object({
  period: z
    .enum(Object.keys(PERIODS) as [Period, ...Period[]])
    .default('month')
    .describe('期间'),
  on: Day.optional().describe('看哪一天的数，默认今天'),
  region: z.string().optional(),
  unit: z.string().optional(),
  category: z.string().optional().describe('诉求类别'),
});

export const asOf = ({ on, ...asked }: z.infer<typeof Asked>, now: number) => ({
  ...asked,
  on: on ?? todayOf(now),
  now,
});
