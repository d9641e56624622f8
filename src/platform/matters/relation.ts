import { type Directory, isOpener, type MatterState, readsAll } from '#engines/matters';
import type { Call } from '#kernel';

/** What a reader is to a matter, as far as it decides what is shown. */
export type Relation = {
  /** May see who the enterprise is (匿名反映). */
  readonly showsSubject: boolean;
  /** Is the one whose personal data it is. */
  readonly isSubject: boolean;
};

/**
 * An appellant may hide from the units that handle. He himself still sees, and so do the office that took it in, the
 * offices above it, which call back, and auditors.
 */
export function relationTo(state: MatterState, { actor }: Pick<Call, 'actor'>, directory: Directory): Relation {
  const own = actor.enterprise !== undefined && actor.enterprise === state.enterprise;
  const isSubject = own || isOpener(state, actor.id);
  if (!state.hideIdentity || isSubject) return { showsSubject: true, isSubject };
  return { showsSubject: keepsIdentity(state, actor, directory), isSubject };
}

/** Offices keep the secret: the one of this matter, and the offices above it. */
export function keepsIdentity(state: Pick<MatterState, 'office'>, actor: Call['actor'], directory: Directory): boolean {
  const { unit } = actor;
  if (readsAll(actor)) return true;
  if (unit === undefined) return false;
  if (unit === state.office) return true;
  return directory.unit(unit)?.kind === 'office' && directory.ancestors(state.office).includes(unit);
}
