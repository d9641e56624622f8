import type { Refusal } from '#kernel';
import type { DecisionContext } from './context.ts';
import type { MatterEvent } from './events.ts';
import { fold } from './evolve.ts';
import { type MoveCommand, makeMove } from './make-move.ts';
import { orRefusal } from './refusable.ts';
import type { MatterState } from './state.ts';
import { decideDue } from './sweep.ts';

/**
 * Decides a move: the events that follow from it, or why not. Pure: the same arguments give the same events.
 * What time alone has brought about comes first, so that a limit that ran out before the move is on record even when
 * the sweep has not come by yet.
 *
 * @returns events with `seq` continuing the state's, or a Refusal (unknown move, not entitled, wrong state, guard, input)
 */
export function decide(
  state: MatterState,
  command: MoveCommand,
  context: DecisionContext,
): readonly MatterEvent[] | Refusal {
  return orRefusal(() => {
    const due = decideDue(state, context);
    return [...due, ...makeMove(fold(state.id, due, state) ?? state, command, context)];
  });
}
