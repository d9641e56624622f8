import type { FactDefinition } from './definition.ts';

/**
 * Which source is believed when two disagree, as data: the department that answers for a fact first, then others by
 * the rank of their kind. Among equals the later statement stands.
 */
export type Precedence = {
  readonly owner: number;
  readonly kinds: readonly SourceKind[];
};

export type SourceKind = { readonly id: string; readonly title: string; readonly rank: number };

/** Who says so. */
export type SourceClaim = { readonly kind: string; readonly department?: string | undefined };

/**
 * @throws Error for a kind that the precedence does not have
 * @example rankOf({ owner: 100, kinds: [{ id: 'enterprise', title: '企业自报', rank: 20 }] }, { kind: 'enterprise' }, fact) // 20
 */
export function rankOf(
  precedence: Precedence,
  { kind, department }: SourceClaim,
  fact: Pick<FactDefinition, 'owner'>,
): number {
  const found = precedence.kinds.find((each) => each.id === kind);
  if (!found) throw new Error(`no source kind ${kind}`);
  return department !== undefined && department === fact.owner ? Math.max(precedence.owner, found.rank) : found.rank;
}
