import type { Statement } from '#domains/enterprises';
import type { FactDefinition } from '#engines/registry';

/** A fact that a statement speaks of, with its place and how far its source is believed. */
export type MergedFact = {
  readonly fact: FactDefinition;
  readonly ordinal: number;
  /** Of the source that speaks now. */
  readonly rank: number;
};

/** Facts that departments subscribed to, and whether they hear of new enterprises. */
export type Announced = { readonly facts: readonly MergedFact[]; readonly registered: boolean };

export type Merge = Pick<Statement, 'source' | 'rows' | 'now' | 'dryRun'> & {
  readonly announced: Announced;
  readonly tenant: string;
  readonly asOf: string;
  readonly facts: readonly MergedFact[];
  /** How many facts there are in all: the length of enterprise_facts.origins. */
  readonly places: number;
  readonly ownerRank: number;
};

/** With the number of the change, taken when the merge begins. */
export type NumberedMerge = Merge & { readonly change: number };
