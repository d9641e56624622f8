import { type Day, hashOf } from '#kernel';
import type { Facts } from '#language';
import type { LibraryClause } from '../clause/index.ts';
import type { Decision } from '../match/decide.ts';

/**
 * A decision as it is kept: the facts that were read, what each condition came to, and hashes of both and of the text,
 * so that the same text over the same facts can be shown to give the same answer.
 */
export function recordOf(
  { reads, version, clause, policy }: LibraryClause,
  facts: Facts,
  day: Day,
  decision: Decision,
) {
  const frozen = Object.fromEntries(reads.map((name) => [name, name in facts ? (facts[name] ?? null) : null]));
  return {
    policy: policy.policy,
    clause: clause.clause,
    version,
    day,
    facts: frozen,
    factsHash: hashOf(frozen as never),
    outcome: decision.outcome,
    amount: decision.amount ?? null,
    conditions: decision.conditions.map(({ id, text, outcome, missing, gaps }) => ({
      id,
      text,
      outcome,
      missing: [...missing],
      gaps: gaps.map(({ have, need, short }) => ({ have, need, ...(short ? { short } : {}) })),
    })),
  };
}

/** Why not, in a sentence an applicant can act on. */
export const whyNot = ({ conditions }: Decision): string =>
  conditions
    .filter((each) => each.outcome === 'no')
    .flatMap((each) => each.gaps.map(({ sentence }) => sentence))
    .join('；');
