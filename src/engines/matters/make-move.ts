import { refuse } from '#kernel';
import { type ActContext, type ActResult, conflict } from './acts/act.ts';
import { ACT_RULES } from './acts/index.ts';
import { isAuthorised } from './authorise.ts';
import { spanEnd, startOne, stopAll, stopOne } from './clocks.ts';
import { type DecisionContext, type Draft, draft } from './context.ts';
import { BACK, type Move, type State } from './definition/schema.ts';
import type { ActData, Inputs, MatterEvent } from './events.ts';
import { raiseFlags } from './flags.ts';
import { guardOf, neededIn } from './guard.ts';
import { checkNeeds } from './needs.ts';
import type { MatterState } from './state.ts';
import { resumeFrom, suspendOn } from './suspend.ts';

export type MoveCommand = { readonly move: string; readonly input: Inputs };

/**
 * The events of one move on a matter to which nothing is owed by time.
 * @throws Refusal
 */
export function makeMove(state: MatterState, command: MoveCommand, context: DecisionContext): readonly MatterEvent[] {
  const move = moveOf(state, command.move, context);
  const input = checkNeeds(neededIn(move, state, context.definition), command.input);
  const act: ActContext = { ...context, state, moveName: command.move, move, input };
  const result = ACT_RULES[move.act](act);
  const said = result.input ?? input;
  const to = result.stays ? undefined : targetOf(move, said, state);
  const target = context.definition.states.find((each) => each.id === to);
  const steps = draft(state.id, state, context);
  const custody = result.custody ?? custodyIn(target, state);
  steps.add({
    type: move.act,
    data: {
      ...actData(command.move, said, to, target, { ...result, ...(custody ? { custody } : {}) }),
      ...recorded(move, said),
    },
  });
  if (!result.stays) follow(steps, act, target);
  raiseFlags(steps, move.effects);
  result.after?.(steps);
  return steps.events();
}

const actData = (
  move: string,
  input: Inputs,
  to: string | undefined,
  target: State | undefined,
  { custody, hop, obligations, office, raisedFrom }: ActResult,
): ActData => ({
  move,
  input,
  ...(to === undefined ? {} : { to }),
  ...(target?.end ? { outcome: target.outcome ?? 'resolved' } : {}),
  ...(custody ? { custody } : {}),
  ...(hop ? { hop } : {}),
  ...(obligations && obligations.length > 0 ? { obligations } : {}),
  ...(office ? { office } : {}),
  ...(raisedFrom ? { raisedFrom } : {}),
});

/** What the definition has the move write into fields of the matter. */
function recorded({ records = [] }: Move, input: Inputs): Pick<ActData, 'fields'> {
  const given = records.filter((each) => input[each] !== undefined);
  return given.length > 0 ? { fields: Object.fromEntries(given.map((each) => [each, input[each]])) } : {};
}

/** What the definition says must happen with the act: clocks, suspension, the end. */
function follow(steps: Draft, context: ActContext, target: State | undefined): void {
  const { move } = context;
  if (move.resume) resumeFrom(steps, context);
  for (const clock of move.stops) stopOne(steps, clock, context);
  for (const clock of move.starts) startOne(steps, clock, context);
  if (move.suspend) suspendOn(steps, move.suspend, context);
  if (target?.end) end(steps, context);
}

/** Nothing runs on in a matter that has ended. A limit still open then was kept. */
function end(steps: Draft, context: ActContext): void {
  const { suspension } = steps.state();
  if (suspension) steps.add({ type: 'resumed', data: { ground: suspension.ground } });
  stopAll(steps, context);
}

function targetOf(move: Move, input: Inputs, state: MatterState): string | undefined {
  if (move.to === BACK) return state.cameFrom ?? state.status;
  if (move.to === undefined || typeof move.to === 'string') return move.to;
  const outcome = String(input.outcome ?? input.verdict ?? '');
  const to = move.to[outcome];
  if (to) return to;
  throw refuse({
    code: 'matter.input.outcome',
    kind: 'invalid',
    what: '没有选择结论',
    at: [{ path: 'outcome', message: '请选择结论' }],
  });
}

/** Whoever owns the new state holds the matter. */
function custodyIn(target: State | undefined, state: MatterState): ActData['custody'] {
  if (!target || target.end) return undefined;
  if (target.owner === 'office') return { hop: null, unit: state.office };
  if (target.owner === 'subject')
    return { hop: null, unit: `subject:${state.enterprise ?? state.openerPrincipal ?? state.openedBy}` };
  return undefined;
}

/** The move, if it exists, this actor may make it, and the matter stands where it starts. */
export function moveOf(state: MatterState, name: string, context: DecisionContext): Move {
  const move = context.definition.moves[name];
  if (!move) {
    const known = Object.values(context.definition.moves).map((each) => each.title);
    throw refuse({
      code: 'matter.no-move',
      kind: 'not-found',
      what: `“${context.definition.title}”没有动作 ${name}`,
      todo: `可用的有：${known.join('、')}`,
    });
  }
  if (!isAuthorised(move.by, state, context.actor, context))
    throw refuse({
      code: 'matter.not-yours',
      kind: 'forbidden',
      what: `您不能办理“${move.title}”`,
      ...whoMay(state, context),
    });
  if (!move.from.includes(state.status)) throw wrongState(state, move, context);
  if (move.atMost !== undefined && (state.moveCounts[name] ?? 0) >= move.atMost)
    throw conflict('too-often', `“${move.title}”最多${move.atMost}次，已经用完`);
  const since = state.custody.at(-1)?.from ?? state.openedAt;
  if (move.within && context.now > spanEnd(move.within, since, context.calendar))
    throw conflict('too-late', `“${move.title}”的期限已过`, '请继续办理，或联系营商办');
  if (move.apartFrom && state.stepsBy?.[move.apartFrom] === context.actor.id)
    throw conflict(
      'own-step',
      `“${move.title}”须由另一人办理`,
      '请由另一位同事办理',
      `您办理了“${context.definition.moves[move.apartFrom]?.title ?? move.apartFrom}”`,
    );
  const guard = guardOf(move, state, context);
  if (guard !== true) throw conflict('guard', `现在不能“${move.title}”`, undefined, guard);
  return move;
}

function wrongState(state: MatterState, move: Move, { definition }: DecisionContext): Error {
  const title = (id: string) => definition.states.find((each) => each.id === id)?.title ?? id;
  return conflict(
    'wrong-state',
    `事项现在是“${title(state.status)}”，不能“${move.title}”`,
    '请刷新页面，看看别人是否已经办理',
    `“${move.title}”只能在这些环节办理：${move.from.map(title).join('、')}`,
  );
}

/** Who has it instead, and whom to ask; which person, the platform says, which knows the names. */
function whoMay(
  state: MatterState,
  { directory, actor }: DecisionContext,
): { readonly why: string; readonly todo: string } {
  const todo = '如确应由您办理，请联系营商办';
  const held = state.custody.at(-1);
  if (state.closed || !held) return { why: '事项已经结束', todo };
  if (held.unit.startsWith('subject:')) return { why: '现在等企业办理', todo };
  const where = `${directory.unit(held.unit)?.name ?? held.unit}${held.section ? ` ${held.section}` : ''}`;
  const colleague = held.unit === actor.unit && (held.person !== undefined || held.section !== undefined);
  return {
    why: `现在由“${where}”办理`,
    todo: colleague ? '如应由您办理，请本单位负责人或联络员下转给您' : todo,
  };
}
