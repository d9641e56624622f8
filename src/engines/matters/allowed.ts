import { isRefusal, type Refusal } from '#kernel';
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
 * Not his turn at all, rather than a turn that something stands in the way of: signing what is signed, deciding what
 * nobody asked for, reporting where nobody stands above.
 */
const NOT_HIS_TURN: ReadonlySet<string> = new Set(
  [
    'wrong-stage',
    'unsigned',
    'not-dispatched',
    'not-root',
    'no-parent',
    'no-agent',
    'no-extension',
    'no-obligation',
    'extension-pending',
  ].map((each) => `matter.${each}`),
);

/**
 * The moves of this state for this actor: what he may do now, and what he could expect to do but for a reason that is
 * told. Moves that belong to others, or to another stage of the work, are left out. In the order of the definition.
 */
export function allowedMoves(state: MatterState, context: DecisionContext): readonly AllowedMove[] {
  return Object.entries(context.definition.moves)
    .filter(([, move]) => move.from.includes(state.status) && isAuthorised(move.by, state, context.actor, context))
    .flatMap(([name]): readonly AllowedMove[] => {
      const refusal = refusalOf(state, name, context);
      if (refusal === null) return [{ move: name, allowed: true }];
      return NOT_HIS_TURN.has(refusal.parts.code) ? [] : [{ move: name, allowed: false, why: refusal.message }];
    });
}

/** A conflict with how the matter stands; what input alone could mend does not count. */
function refusalOf(state: MatterState, name: string, context: DecisionContext): Refusal | null {
  const outcome = orRefusal(() => {
    const move = moveOf(state, name, context);
    return ACT_RULES[move.act]({ ...context, state, moveName: name, move, input: {} });
  });
  return isRefusal(outcome) && outcome.parts.kind === 'conflict' ? outcome : null;
}
