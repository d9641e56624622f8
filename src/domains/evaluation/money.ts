import { z } from 'zod';

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
