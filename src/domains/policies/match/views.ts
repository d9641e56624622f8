import { z } from 'zod';
import { type Call, type Day, formatMoney, money, parseMoney } from '#kernel';
import { ClauseRow, clauseRow, type Viewing } from '../browse/views.ts';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { KnownEnterprise } from '../ports.ts';
import {
  assessOn,
  type ConditionResult,
  type Decision,
  decisionIn,
  standingOf,
  type Verdict,
  verdictIn,
} from './decide.ts';
import { type Settled, settle } from './settle.ts';

const GapView = z.object({
  text: z.string(),
  have: z.string(),
  need: z.string(),
  short: z.string().optional(),
  oneOf: z.number().optional(),
  sentence: z.string(),
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

export type Decided = {
  readonly each: LibraryClause;
  readonly verdict: Verdict;
  readonly settled?: Settled;
  /** Why, worked out when somebody asks. */
  readonly decision: Decision;
};

/** Does the policy reach the place at all: 只在这些区域适用. */
export const reaches = ({ policy }: LibraryClause, region: string | undefined): boolean =>
  policy.regions.length === 0 || (region !== undefined && policy.regions.some((each) => region.startsWith(each)));

/** One enterprise against every clause that stands open on the day, settled against each other. */
export function decideAll(library: Library, { facts, region }: KnownEnterprise, day: Day): readonly Decided[] {
  const open = library.clauses.filter(
    (each) => standingOf(each.policy, each.clause, day) === 'open' && reaches(each, region),
  );
  const assessment = assessOn(library.book, facts, day);
  const verdicts = open.map((each) => ({ each, verdict: verdictIn(assessment, each) }));
  const candidates = verdicts.flatMap(({ each: { clause }, verdict }) =>
    verdict.outcome === 'yes'
      ? [
          {
            clause: clause.clause,
            amount: verdict.amount ?? money(0),
            excludes: clause.excludes,
            ...(clause.group ? { group: clause.group } : {}),
          },
        ]
      : [],
  );
  const settled = new Map(settle(candidates, capsOf(library)).map((each) => [each.clause, each]));
  return verdicts.map(({ each, verdict }) => {
    const found = settled.get(each.clause.clause);
    return {
      each,
      verdict,
      ...(found ? { settled: found } : {}),
      get decision() {
        return decisionIn(assessment, each);
      },
    };
  });
}

const capsOf = ({ policies }: Library) =>
  policies.flatMap(({ policy: { cumulation } }) =>
    cumulation ? [{ group: cumulation.group, cap: parseMoney(cumulation.cap) }] : [],
  );

/** How near: fewer conditions that fail, then fewer facts that lack. */
export const distanceOf = ({ failed, open }: Verdict): number => failed * 10 + open;

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
