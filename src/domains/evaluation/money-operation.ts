import { z } from 'zod';
import { type Call, Day, dayOf, operation, toInstant } from '#kernel';
import { todayOf, windowOf } from './events/window.ts';
import { MONEY_STAGES, type MoneyView } from './money.ts';
import type { EvaluationPorts } from './ports.ts';

const yearOf = (on: Day): number => Number(on.slice(0, 4));

/** Null in a city whose year has no budget lines. */
export async function readMoney(
  ports: EvaluationPorts,
  { tenant, now }: Pick<Call, 'tenant' | 'now'>,
  on: Day,
): Promise<z.infer<typeof MoneyView> | null> {
  const year = yearOf(on);
  const flow = await ports.money.flow(tenant, { year, asOf: windowOf('month', on, now).asOf });
  return flow ? { year, budget: flow.budget, stages: [...flow.stages], days: flow.days } : null;
}

/** The payments behind one figure of the money, on any day. */
export const moneyOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'cockpit.money',
    method: 'GET',
    path: '/api/cockpit/money',
    title: '资金流向中一个数背后的各笔款项，任何一天',
    permission: 'funds.read',
    input: z.object({
      on: Day.optional(),
      stage: z.enum(MONEY_STAGES),
      after: z
        .string()
        .max(90)
        .regex(/^\d{1,15} .{1,64}$/u)
        .optional()
        .describe('上一页的 next'),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({
      on: z.string(),
      year: z.number(),
      items: z.array(
        z.object({
          id: z.string(),
          line: z.string(),
          payee: z.string(),
          purpose: z.string(),
          amount: z.number(),
          since: z.string().describe('进入这一步的日期'),
        }),
      ),
      next: z.string().optional(),
    }),
    handle: async ({ tenant, now }, { on = todayOf(now), stage, after, limit }) => {
      const year = yearOf(on);
      const [amount, ...id] = after?.split(' ') ?? [];
      const from = amount === undefined ? undefined : ([Number(amount), id.join(' ')] as const);
      const asked = { year, asOf: windowOf('month', on, now).asOf, stage, after: from, limit: limit + 1 };
      const found = await ports.money.items(tenant, asked);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        on,
        year,
        items: items.map((each) => ({ ...each, since: dayOf(toInstant(each.since)) })),
        ...(found.length > limit && last ? { next: `${last.amount} ${last.id}` } : {}),
      };
    },
  });
