import type { Assessment } from '#engines/rules';
import { type Day, money, parseMoney } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { KnownEnterprise } from '../ports.ts';
import { assessOn, type Decision, decisionIn, standingOf, type Verdict, verdictIn } from './decide.ts';
import { type Candidate, type Cap, type Settled, settle } from './settle.ts';

/** One clause for one enterprise: what it came to, alone and beside the others. */
export type Decided = {
  readonly each: LibraryClause;
  readonly verdict: Verdict;
  /** Of a yes only. */
  readonly settled: Settled | undefined;
  readonly assessment: Assessment;
};

/** Why, worked out for those who ask. */
export const whyOf = ({ assessment, each, verdict }: Decided): Decision => decisionIn(assessment, each, verdict);

/** Does the policy reach the place at all: 只在这些区域适用. */
export const reaches = ({ policy }: LibraryClause, region: string | undefined): boolean =>
  policy.regions.length === 0 || (region !== undefined && policy.regions.some((each) => region.startsWith(each)));

/** What is the same for everyone who asks on a day. */
type OnDay = { readonly day: Day; readonly open: readonly LibraryClause[]; readonly caps: readonly Cap[] };
const days = new WeakMap<Library, OnDay>();

function onDay(library: Library, day: Day): OnDay {
  const known = days.get(library);
  if (known?.day === day) return known;
  const open = openOn(library, day);
  const made = { day, open, caps: capsOf(library) };
  days.set(library, made);
  return made;
}

/** Clauses that one can have on a day. */
export const openOn = ({ clauses }: Library, day: Day): readonly LibraryClause[] =>
  clauses.filter((each) => standingOf(each.policy, each.clause, day) === 'open');

export const capsOf = ({ policies }: Library): readonly Cap[] =>
  policies.flatMap(({ policy: { cumulation } }) =>
    cumulation ? [{ group: cumulation.group, cap: parseMoney(cumulation.cap) }] : [],
  );

/** One enterprise against every clause that stands open on the day, settled against each other. */
export function decideAll(library: Library, { facts, region }: KnownEnterprise, day: Day): readonly Decided[] {
  const { open, caps } = onDay(library, day);
  const assessment = assessOn(library.book, facts, day);
  const own = open.filter((each) => reaches(each, region));
  const verdicts = own.map((each) => verdictIn(assessment, each));
  const candidates = own.flatMap((each, at) => {
    const verdict = verdicts[at];
    return verdict?.outcome === 'yes' ? [candidateOf(each, verdict)] : [];
  });
  const settled = new Map(settle(candidates, caps).map((each) => [each.clause, each]));
  return own.map((each, at) => {
    const verdict = verdicts[at] as Verdict;
    const stands = verdict.outcome === 'yes' ? settled.get(each.clause.clause) : undefined;
    return { each, verdict, settled: stands, assessment };
  });
}

export const candidateOf = ({ clause }: LibraryClause, { amount }: Pick<Verdict, 'amount'>): Candidate => ({
  clause: clause.clause,
  amount: amount ?? money(0),
  excludes: clause.excludes,
  ...(clause.group ? { group: clause.group } : {}),
});
