import { isRefusal } from '#kernel';
import { ACT_RULES } from './acts/index.ts';
import { isAuthorised } from './authorise.ts';
import type { DecisionContext } from './context.ts';
import { moveOf } from './make-move.ts';
import { orRefusal } from './refusable.ts';
import type { MatterState } from './state.ts';

export type AllowedMove =
  | { readonly move: string; readonly allowed: true }
  | { readonly move: string; readonly allowed: false; readonly why: string };

/**
 * The moves of this state for this actor: what he may do now, and what he could do but for a reason that is told.
 * Moves that belong to others are left out.
 */
export function allowedMoves(state: MatterState, context: DecisionContext): readonly AllowedMove[] {
  return Object.entries(context.definition.moves)
    .filter(([, move]) => move.from.includes(state.status) && isAuthorised(move.by, state, context.actor, context))
    .map(([name]) => {
      const why = whyNot(state, name, context);
      return why === null ? { move: name, allowed: true as const } : { move: name, allowed: false as const, why };
    });
}

/** A conflict with how the matter stands; what input alone could mend does not count. */
function whyNot(state: MatterState, name: string, context: DecisionContext): string | null {
  const outcome = orRefusal(() => {
    const move = moveOf(state, name, context);
    return ACT_RULES[move.act]({ ...context, state, moveName: name, move, input: {} });
  });
  return isRefusal(outcome) && outcome.parts.kind === 'conflict' ? outcome.message : null;
}
