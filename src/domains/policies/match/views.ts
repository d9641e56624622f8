import { z } from 'zod';
import { type Call, type Day, formatMoney, money, parseMoney } from '#kernel';
import { ClauseRow, clauseRow, type Viewing } from '../browse/views.ts';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { KnownEnterprise } from '../ports.ts';
import { type ConditionResult, type Decision, decideClause, standingOf } from './decide.ts';
import { type Settled, settle } from './settle.ts';

const GapView = z.object({
  text: z.string(),
  have: z.string(),
  need: z.string(),
  short: z.string().optional(),
  oneOf: z.number().optional(),
});
export const MatchView = z.object({
  clause: ClauseRow,
  outcome: z.enum(['yes', 'no', 'unknown']),
  amount: z.string().optional(),
  fen: z.number().optional(),
  amountMissing: z.array(z.string()),
  missing: z.array(z.string()),
  yields: z.object({ to: z.string(), title: z.string(), why: z.string() }).optional(),
  cutFrom: z.string().optional(),
  conditions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      quote: z.string(),
      why: z.string().optional(),
      outcome: z.enum(['yes', 'no', 'unknown']),
      missing: z.array(z.string()),
      gaps: z.array(GapView),
    }),
  ),
});
export type MatchView = z.infer<typeof MatchView>;

export type Decided = { readonly each: LibraryClause; readonly decision: Decision; readonly settled?: Settled };

/** Does the policy reach the place at all: 只在这些区域适用. */
export const reaches = ({ policy }: LibraryClause, region: string | undefined): boolean =>
  policy.regions.length === 0 || (region !== undefined && policy.regions.some((each) => region.startsWith(each)));

/** One enterprise against every clause that stands open on the day, settled against each other. */
export function decideAll(library: Library, { facts, region }: KnownEnterprise, day: Day): readonly Decided[] {
  const open = library.clauses.filter(
    (each) => standingOf(each.policy, each.clause, day) === 'open' && reaches(each, region),
  );
  const decided = open.map((each) => ({ each, decision: decideClause(each, facts, day) }));
  const candidates = decided.flatMap(({ each: { clause }, decision }) =>
    decision.outcome === 'yes'
      ? [
          {
            clause: clause.clause,
            amount: decision.amount ?? money(0),
            excludes: clause.excludes,
            ...(clause.group ? { group: clause.group } : {}),
          },
        ]
      : [],
  );
  const settled = new Map(settle(candidates, capsOf(library)).map((each) => [each.clause, each]));
  return decided.map((one) => {
    const found = settled.get(one.each.clause.clause);
    return { ...one, ...(found ? { settled: found } : {}) };
  });
}

const capsOf = ({ policies }: Library) =>
  policies.flatMap(({ policy: { cumulation } }) =>
    cumulation ? [{ group: cumulation.group, cap: parseMoney(cumulation.cap) }] : [],
  );

/** How near: fewer conditions that fail, then fewer facts that lack. */
export const distanceOf = ({ conditions }: Decision): number =>
  conditions.filter((each) => each.outcome === 'no').length * 10 +
  conditions.filter((each) => each.outcome === 'unknown').length;

export async function matchView(
  ports: Viewing,
  call: Call,
  { each, decision, settled }: Decided,
  day: Day,
  library: Library,
): Promise<MatchView> {
  const amount = settled?.amount ?? decision.amount;
  const { yields, cutFrom } = settled ?? {};
  const shows = decision.amount !== undefined && amount !== undefined;
  return {
    clause: await clauseRow(ports, call, each, day),
    outcome: decision.outcome,
    amountMissing: [...decision.amountMissing],
    missing: [...decision.missing],
    conditions: decision.conditions.map(conditionView),
    ...(shows ? { amount: formatMoney(amount), fen: amount } : {}),
    ...(yields ? { yields: { ...yields, title: library.clause(yields.to)?.clause.title ?? yields.to } } : {}),
    ...(cutFrom === undefined ? {} : { cutFrom: formatMoney(cutFrom) }),
  };
}

const conditionView = ({ id, text, quote, why, outcome, missing, gaps }: ConditionResult) => ({
  id,
  text,
  quote,
  outcome,
  missing: [...missing],
  gaps: gaps.map((gap) => ({ ...gap })),
  ...(why ? { why } : {}),
});
