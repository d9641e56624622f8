import { z } from 'zod';
import { addDays, type Day, mondayOf } from '#kernel';
import { MoneyView } from '../money.ts';

/** Monday to Sunday around a day. */
export function weekOf(on: Day): Brief['period'] {
  const first = mondayOf(on);
  const say = (each: Day): string => `${Number(each.slice(5, 7))}月${Number(each.slice(8))}日`;
  return { key: first, label: `${first.slice(0, 4)}年${say(first)}至${say(addDays(first, 6))}` };
}

const Named = z.object({ id: z.string(), name: z.string() });

export const Brief = z.object({
  title: z.string(),
  on: z.string(),
  period: z.object({ key: z.string(), label: z.string() }),
  summary: z.string(),
  week: z
    .array(
      z.object({
        indicator: z.string().optional(),
        words: z.string(),
        good: z.boolean().nullable().describe('变好、变差；在误差内的为空'),
      }),
    )
    .describe('周一到当天，与上周同期比'),
  moved: z
    .array(
      z.object({
        indicator: z.string(),
        title: z.string(),
        words: z.string().describe('从多少到多少'),
        why: z.string().describe('主要由谁带动，各占多少'),
        good: z.boolean().nullable(),
      }),
    )
    .describe('超出误差的变动'),
  still: z.array(z.string()).describe('在误差内的'),
  gaps: z
    .array(
      z.object({
        region: Named,
        indicator: z.string(),
        title: z.string(),
        points: z.number().describe('离满分的这些分'),
        score: z.number(),
        holders: z.array(
          z.object({ unit: Named, missed: z.number(), person: Named.optional().describe('单位主要负责人') }),
        ),
        doing: z.number().describe('对这些单位在办的督办、整改'),
      }),
    )
    .describe('最费分的三个差距'),
  clocks: z.object({
    open: z.number(),
    overdue: z.number(),
    near: z.number(),
    oldestDays: z.number().optional(),
    units: z.array(z.object({ unit: Named, overdue: z.number(), near: z.number() })),
  }),
  causes: z.array(
    z.object({ category: z.object({ code: z.string(), title: z.string() }), count: z.number(), before: z.number() }),
  ),
  money: MoneyView.nullable(),
  plans: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      overdue: z.number(),
      near: z.number(),
      open: z.number(),
      done: z.number(),
    }),
  ),
});
export type Brief = z.infer<typeof Brief>;
