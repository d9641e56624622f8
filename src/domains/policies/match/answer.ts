import type { Day } from '#kernel';
import type { Library } from '../library.ts';
import type { KnownEnterprise } from '../ports.ts';
import type { Verdict } from './decide.ts';
import { type Decided, decideAll } from './decide-all.ts';

export type Answer = {
  readonly yes: readonly Decided[];
  /** What a missing fact decides, the fewest open conditions first. */
  readonly possible: readonly Decided[];
  /** What one condition stands in the way of. */
  readonly near: readonly Decided[];
};

const MANY = 40;

/** How near: fewer conditions that fail, then fewer facts that lack. */
const distanceOf = ({ failed, open }: Verdict): number => failed * 10 + open;

/** All clauses for one enterprise: what it gets, what it might get, what it just misses, the nearest `most`; ask `whyOf` for the why of each. */
export function answerFor(library: Library, enterprise: KnownEnterprise, day: Day, most = MANY): Answer {
  const decided = decideAll(library, enterprise, day);
  const of = (outcome: Verdict['outcome']) => decided.filter((each) => each.verdict.outcome === outcome);
  const nearest = (chosen: readonly Decided[]) =>
    chosen.toSorted((a, b) => distanceOf(a.verdict) - distanceOf(b.verdict)).slice(0, most);
  const yes = of('yes')
    .filter(({ verdict }) => verdict.amount !== 0)
    .toSorted((a, b) => (b.settled?.amount ?? 0) - (a.settled?.amount ?? 0));
  return {
    yes,
    possible: nearest(of('unknown')),
    near: nearest(of('no').filter(({ verdict }) => verdict.failed === 1)),
  };
}
