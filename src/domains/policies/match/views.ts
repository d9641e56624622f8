import { z } from 'zod';
import { type Call, type Day, formatMoney } from '#kernel';
import { ClauseRow, clauseRow, type Viewing } from '../browse/views.ts';
import type { Library } from '../library.ts';
import { type Decided, whyOf } from './decide-all.ts';
import type { Settled } from './settle.ts';

const GapView = z.object({
  text: z.string(),
  have: z.string(),
  need: z.string(),
  short: z.string().optional(),
  oneOf: z.number().optional(),
  sentence: z.string(),
});
/** 谁提供的、截至哪一天. */
export const SourceView = z.object({ fact: z.string(), source: z.string(), day: z.string() });
export const MatchView = z.object({
  clause: ClauseRow,
  outcome: z.enum(['yes', 'no', 'unknown']),
  amount: z.string().optional(),
  fen: z.number().optional(),
  amountMissing: z.array(z.string()).readonly(),
  missing: z.array(z.string()).readonly(),
  yields: z.object({ to: z.string(), title: z.string(), why: z.string() }).optional(),
  cutFrom: z.string().optional(),
  conditions: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        quote: z.string(),
        why: z.string().optional(),
        outcome: z.enum(['yes', 'no', 'unknown']),
        missing: z.array(z.string()).readonly(),
        gaps: z.array(GapView).readonly(),
        reads: z.array(z.string()).readonly().describe('用到的数据；谁提供的、截至哪一天，见 sources'),
      }),
    )
    .readonly(),
});
export type MatchView = z.infer<typeof MatchView>;

export async function matchView(
  ports: Viewing,
  call: Call,
  decided: Decided,
  day: Day,
  library: Library,
): Promise<MatchView> {
  const { each, settled } = decided;
  const decision = whyOf(decided);
  const amount = settled?.amount ?? decision.amount;
  const { yields, cutFrom } = settled ?? {};
  const shows = decision.amount !== undefined && amount !== undefined;
  return {
    clause: await clauseRow(ports, call, each, day),
    outcome: decision.outcome,
    amountMissing: decision.amountMissing,
    missing: decision.missing,
    conditions: decision.conditions,
    ...(shows ? { amount: formatMoney(amount), fen: amount } : {}),
    ...(yields ? { yields: yieldsView(yields, library) } : {}),
    ...(cutFrom === undefined ? {} : { cutFrom: formatMoney(cutFrom) }),
  };
}

/** 与《…》第三条不可同时享受，按从高选择. */
function yieldsView({ to, why }: NonNullable<Settled['yields']>, library: Library): MatchView['yields'] {
  const other = library.clause(to);
  if (!other) return { to, title: to, why };
  const { clause, policy } = other;
  return { to, title: clause.title, why: `与《${policy.title}》${clause.article}不可同时享受，${why}` };
}
