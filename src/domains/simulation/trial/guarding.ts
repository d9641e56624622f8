import { isHiddenFrom } from '#engines/registry';
import type { ClauseSet, FactGuard } from '../ports.ts';
import type { LiftedSet } from './handles.ts';

/** What one reader may not see, and what follows from it. */
export type Guarding = {
  /** Facts that the reader may not see one by one. */
  readonly hidden: readonly string[];
  /** Facts of every clause that reads one of them: no value of theirs is had by fewer than ten. */
  readonly coarse: readonly string[];
  /** Clauses that stand on such facts: their figures are rounded. */
  readonly guarded: readonly string[];
};

export function guardingOf(
  { readsBy }: Pick<LiftedSet, 'readsBy'>,
  facts: readonly FactGuard[],
  permissions: readonly string[],
): Guarding {
  const secret = new Set(facts.filter((each) => isHiddenFrom(permissions, each.sensitivity)).map((each) => each.name));
  const reads = [...readsBy];
  const coarse = new Set(reads.flatMap(([, names]) => (names.some((name) => secret.has(name)) ? names : [])));
  return {
    hidden: [...new Set(reads.flatMap(([, names]) => names))].filter((name) => secret.has(name)),
    coarse: [...coarse],
    guarded: reads.flatMap(([rule, names]) => (names.some((name) => coarse.has(name)) ? [rule] : [])),
  };
}

/** What is paid hangs on other clauses as well: one that stands on guarded facts makes all of them guarded. */
export const paysTogether = ({ caps, terms }: Pick<ClauseSet, 'caps' | 'terms'>): boolean =>
  caps.length > 0 || Object.values(terms).some(({ group, excludes }) => group !== undefined || excludes !== undefined);
