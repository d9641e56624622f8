import type { Move } from '../../api/types/index.ts';
import { quietMoves } from './move-context.ts';

/** Keeping the record tidy comes after moving the work on. */
const upkeepMoves: ReadonlySet<string> = new Set(['amend', 'link', 'merge', 'grade', 'urge']);
const upkeep = (move: Move): number => Number(upkeepMoves.has(move.move));

export type MoveOrder = { readonly primary?: Move; readonly near: readonly Move[]; readonly far: readonly Move[] };

/** One primary, a few at hand, the rest one click away; what cannot be undone is never at hand. */
export function orderMoves(moves: readonly Move[], atHand: number, elsewhere = quietMoves): MoveOrder {
  const steps = moves.filter((move) => !elsewhere.has(move.move));
  const primary = steps.find((move) => move.primary);
  const others = steps.filter((move) => move !== primary);
  const calm = [...others.filter((move) => !move.danger)].sort((a, b) => upkeep(a) - upkeep(b));
  // A menu with a single entry hides more than it saves.
  const room = others.length <= atHand + 1 ? others.length : atHand;
  const near = room === others.length ? [...calm, ...others.filter((move) => move.danger)] : calm.slice(0, room);
  const far = others.filter((move) => !near.includes(move));
  return { ...(primary && { primary }), near, far };
}
