import type { Move } from '../../api/types/index.ts';
import { quietMoves } from './move-context.ts';

export type MoveOrder = { readonly primary?: Move; readonly near: readonly Move[]; readonly far: readonly Move[] };

/** One primary, a few at hand, the rest one click away; what cannot be undone is never at hand. */
export function orderMoves(moves: readonly Move[], atHand: number): MoveOrder {
  const steps = moves.filter((move) => !quietMoves.has(move.move));
  const primary = steps.find((move) => move.primary);
  const others = steps.filter((move) => move !== primary);
  const calm = others.filter((move) => !move.danger);
  // A menu with a single entry hides more than it saves.
  const room = others.length <= atHand + 1 ? others.length : atHand;
  const near = room === others.length ? [...calm, ...others.filter((move) => move.danger)] : calm.slice(0, room);
  const far = others.filter((move) => !near.includes(move));
  return { ...(primary && { primary }), near, far };
}
