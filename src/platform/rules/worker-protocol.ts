import type { AtomIndex, Grouping, LegalDay, MatchPart, Population, RuleSet, Supposed } from '#engines/rules';
import type { FactDeclaration } from '#language';

/** What a worker needs to make the same program as everybody else; functions cannot be sent, texts can. */
export type MatchSource = {
  readonly sets: readonly RuleSet[];
  readonly facts: readonly FactDeclaration[];
  readonly day: LegalDay;
  readonly supposed?: Supposed | undefined;
};

export type Ask =
  | { readonly kind: 'open'; readonly source: MatchSource; readonly population: Population }
  /** Makes room for the index, in memory that all share. */
  | { readonly kind: 'room' }
  | { readonly kind: 'fill'; readonly index: AtomIndex; readonly from: number; readonly to: number }
  | {
      readonly kind: 'match';
      readonly from: number;
      readonly to: number;
      readonly index?: AtomIndex | undefined;
      readonly by?: Grouping | undefined;
      readonly rules?: readonly number[] | undefined;
    };

export type Answer =
  | { readonly kind: 'opened'; readonly rules: readonly string[] }
  | { readonly kind: 'room'; readonly index: AtomIndex }
  | { readonly kind: 'filled' }
  | { readonly kind: 'matched'; readonly part: MatchPart }
  | { readonly kind: 'failed'; readonly why: string };
