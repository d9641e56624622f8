import { z } from 'zod';
import { type Call, Day, dayOf, operation, toInstant } from '#kernel';
import { todayOf, windowOf } from './events/window.ts';
import type { EvaluationPorts } from './ports.ts';

/** Where the money of a year's budget lines stands, as a leader counts it. */
export const MONEY_STAGES = ['committed', 'payable', 'sent', 'arrived', 'returned'] as const;
export type MoneyStage = (typeof MONEY_STAGES)[number];

export type MoneyFlow = {
  /** 预算, 分. */
  readonly budget: number;
  readonly stages: readonly { readonly stage: MoneyStage; readonly amount: number; readonly items: number }[];
  /** From filing (or the promise, where nobody filed) to arrival. */
  readonly days: { readonly median: number; readonly slowest: number; readonly items: number } | null;
};

export type MoneyItem = {
  readonly id: string;
  readonly line: string;
  readonly payee: string;
  readonly purpose: string;
  readonly amount: number;
  readonly since: number;
};

export type MoneyAsked = { readonly year: number; readonly asOf: number };
export type MoneyQuery = MoneyAsked & {
  readonly stage: MoneyStage;
  readonly after?: readonly [amount: number, id: string] | undefined;
  readonly limit: number;
};

/** Read from the books' entries, so that any past moment can be asked for. */
export type MoneyReader = {
  readonly flow: (tenant: string, asked: MoneyAsked) => Promise<MoneyFlow | undefined>;
  readonly items: (tenant: string, query: MoneyQuery) => Promise<readonly MoneyItem[]>;
};

export const MoneyView = z.object({
  year: z.number(),
  budget: z.number().describe('分'),
  stages: z.array(
    z.object({ stage: z.enum(MONEY_STAGES), amount: z.number().describe('分'), items: z.number().describe('笔') }),
  ),
  days: z
    .object({ median: z.number(), slowest: z.number(), items: z.number() })
    .nullable()
    .describe('从申报（没有申报的从承诺）到到账的天数'),
});

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
