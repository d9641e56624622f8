import { allowedMoves, type MatterState, type Move, neededIn } from '#engines/matters';
import { nextMoveOf } from './next-move.ts';
import type { Viewing } from './view-row.ts';
import type { MatterDetail } from './view-schema.ts';

/** What this reader may do now, and what he could expect to do but for a reason that is told. */
export function movesOf(
  state: MatterState,
  { context, open = allowedMoves(state, context) }: Viewing,
): Pick<MatterDetail, 'moves' | 'blocked'> {
  const { definition } = context;
  const moves: MatterDetail['moves'] = [];
  const blocked: MatterDetail['blocked'] = [];
  const next = nextMoveOf(state, context, open)?.move;
  for (const each of open) {
    const rule = definition.moves[each.move];
    if (!rule || rule.by.every((by) => by === 'system')) continue;
    if (each.allowed) moves.push(moveView(each.move, rule, { state, definition }, each.move === next));
    else blocked.push({ move: each.move, title: rule.title, why: each.why });
  }
  return { moves, blocked };
}

export function moveView(
  name: string,
  move: Move,
  { state, definition }: { readonly state: MatterState; readonly definition: Viewing['context']['definition'] },
  primary: boolean,
): MatterDetail['moves'][number] {
  return {
    move: name,
    title: move.title,
    primary,
    danger: move.danger,
    needs: neededIn(move, state, definition).map(({ options, list, hint, max, ...need }) => ({
      name: need.name,
      title: need.title,
      type: need.type,
      required: need.required,
      ...(list ? { list } : {}),
      ...(hint ? { hint } : {}),
      ...(max === undefined ? {} : { max }),
      ...optionsFor(need.name, move, definition, options),
    })),
  };
}

/** Options that the definition itself knows: grounds of refusal, grades. */
function optionsFor(
  name: string,
  move: Move,
  definition: Viewing['context']['definition'],
  options: MatterDetail['moves'][number]['needs'][number]['options'],
) {
  if (options) return { options };
  if (move.act === 'refuse' && name === 'ground')
    return { options: definition.refusals.map((each) => ({ code: each.ground, title: each.title })) };
  if (move.act === 'grade' && name === 'grade')
    return { options: definition.grading.map((each) => ({ code: each.grade, title: each.title })) };
  return {};
}
