import { z } from 'zod';
import { LAMPS } from '#engines/matters';
import { LeagueLine } from './county-league.ts';
import { MoneyView } from './money.ts';
import { One } from './ones.ts';
import { TeamStand } from './organisation/view.ts';

const Coded = z.object({ code: z.string(), title: z.string() });
const Named = z.object({ id: z.string(), name: z.string() });
const Lamps = z.object({
  normal: z.number(),
  near: z.number(),
  overdue: z.number(),
  suspended: z.number(),
  done: z.number(),
});
export const Line = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  dueAt: z.number().optional(),
  unit: z.string().optional(),
  person: z.string().optional().describe('在谁手里'),
  remainingMinutes: z.number().optional().describe('现在还剩的工作分钟，负数为已超'),
  lamp: z.enum(LAMPS),
});

export const Cockpit = z.object({
  on: z.string(),
  now: z.number(),
  asOf: z.number().describe('这些数是什么时刻的'),
  isToday: z.boolean(),
  breaking: z.object({
    today: z.number(),
    overdue: z.number(),
    near: z.number(),
    open: z.number(),
    items: z.array(Line),
    hidden: z.number(),
    oldestDays: z.number().optional().describe('最久的已超期几个工作日'),
  }),
  units: z.array(z.object({ unit: Named, overdue: z.number(), near: z.number(), open: z.number() })),
  plans: z.array(z.object({ id: z.string(), title: z.string(), lamps: Lamps })),
  tiles: z.array(
    z.object({
      region: Coded,
      short: z.string(),
      column: z.number(),
      row: z.number(),
      open: z.number(),
      overdue: z.number(),
      near: z.number(),
      score: z.number().nullable(),
      tier: z.number().nullable(),
      few: z.literal(true).optional(),
    }),
  ),
  rest: z.object({ open: z.number(), overdue: z.number() }).describe('不属于图上任何一格的，如市本级的'),
  index: z
    .object({
      scheme: z.string(),
      title: z.string(),
      caution: z.string(),
      confidence: z.number(),
      lines: z.array(LeagueLine),
    })
    .nullable(),
  headline: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      unit: z.string(),
      direction: z.enum(['higher', 'lower', 'none']),
      value: z.number().nullable(),
      before: z.number().nullable(),
      interval: z.tuple([z.number(), z.number()]).nullable(),
      counted: z.number(),
      good: z.number().optional(),
    }),
  ),
  teams: z.array(TeamStand).describe('评价的各项指标：当前数、牵头单位、未补齐的差距，按当天所在季度'),
  alerts: z
    .array(z.object({ id: z.string(), title: z.string(), at: z.number() }))
    .describe('当时还没有回到警戒值以内的预警'),
  causes: z.array(z.object({ category: Coded, count: z.number(), before: z.number() })),
  money: MoneyView.nullable().describe('当年资金流向；没有预算时为空'),
  ones: z.array(One).describe('六个“一”中已建成的'),
});

export const What = z.enum(['open', 'overdue', 'near', 'normal', 'suspended', 'done', 'due']);

export const OutlineView = z.object({
  title: z.string(),
  review: z.string().describe('审图号'),
  width: z.number(),
  height: z.number(),
  shapes: z.array(z.object({ region: z.string(), path: z.string(), x: z.number(), y: z.number() })).readonly(),
});
