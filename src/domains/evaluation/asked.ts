import { z } from 'zod';
import { Day, refuse } from '#kernel';
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
  on: notAhead(on, now),
  now,
});

/** Today, or a day before it: of tomorrow nobody knows anything. */
export function notAhead(on: Day | undefined, now: number): Day {
  const today = todayOf(now);
  if (on === undefined || on <= today) return on ?? today;
  throw refuse({
    code: 'indicator.ahead',
    kind: 'invalid',
    what: `${on} 还没有到`,
    todo: `请选 ${today} 或以前的日子`,
    at: [{ path: 'on' }],
  });
}

/** A limit that is set now lies ahead. */
export function notOver(due: Day, now: number): Day {
  if (due >= todayOf(now)) return due;
  throw refuse({
    code: 'evaluation.due-over',
    kind: 'invalid',
    what: `期限 ${due} 已经过了`,
    todo: '请选今天或以后的日子',
    at: [{ path: 'due' }],
  });
}
