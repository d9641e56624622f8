import { isRefusal, type Refusal, refuse } from '#kernel';
import { type ActContext, conflict } from './acts/act.ts';
import { ACT_RULES } from './acts/index.ts';
import { resumeFrom, suspendOn } from './acts/limits.ts';
import { isAuthorised } from './authorise.ts';
import { startOne, stopAll, stopOne } from './clocks.ts';
import { type DecisionContext, type Draft, draft } from './context.ts';
import type { Effect, Move, State } from './definition/schema.ts';
import type { ActData, Inputs, MatterEvent } from './events.ts';
import { guardOf } from './guard.ts';
import { checkNeeds } from './needs.ts';
import type { MatterState } from './state.ts';

export type MoveCommand = { readonly move: string; readonly input: Inputs };

/**
 * Decides a move: the events that follow from it, or why not. Pure: the same arguments give the same events.
 *
 * @returns events with `seq` continuing the state's, or a Refusal (unknown move, not entitled, wrong state, guard, input)
 */
export function decide(
  state: MatterState,
  command: MoveCommand,
  context: DecisionContext,
): readonly MatterEvent[] | Refusal {
  return orRefusal(() => {
    const move = moveOf(state, command.move, context);
    const input = checkNeeds(move.needs, command.input);
    const act: ActContext = { ...context, state, moveName: command.move, move, input };
    const result = ACT_RULES[move.act](act);
    const said = result.input ?? input;
    const to = targetOf(move, said);
    const target = context.definition.states.find((each) => each.id === to);
    const steps = draft(state.id, state, context);
    const custody = result.custody ?? custodyIn(target, state);
    steps.add({
      type: move.act,
      data: actData(command.move, said, to, target, { ...result, ...(custody ? { custody } : {}) }),
    });
    follow(steps, act, target, said);
    result.after?.(steps);
    return steps.events();
  });
}

const actData = (
  move: string,
  input: Inputs,
  to: string | undefined,
  target: State | undefined,
  { custody, hop, obligations }: Pick<ActData, 'custody' | 'hop' | 'obligations'>,
): ActData => ({
  move,
  input,
  ...(to === undefined ? {} : { to }),
  ...(target?.end ? { outcome: target.outcome ?? 'resolved' } : {}),
  ...(custody ? { custody } : {}),
  ...(hop ? { hop } : {}),
  ...(obligations && obligations.length > 0 ? { obligations } : {}),
});

/** What the definition says must happen with the act: clocks, suspension, flags, the end. */
function follow(steps: Draft, context: ActContext, target: State | undefined, input: Inputs): void {
  const { move, now } = context;
  if (move.resume) resumeFrom(steps, context);
  for (const clock of move.stops) stopOne(steps, clock, isInTime(steps.state(), clock, now), context);
  for (const clock of move.starts) startOne(steps, clock, context);
  if (move.suspend) suspendOn(steps, move.suspend, context, reviewDate(input, context));
  raiseFlags(steps, move.effects);
  if (target?.end) stopAll(steps, false, context);
}

function raiseFlags(steps: Draft, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.effect !== 'set-flag' && effect.effect !== 'clear-flag') continue;
    const on = effect.effect === 'set-flag';
    if (steps.state().flags.includes(effect.flag) !== on)
      steps.add({ type: 'flagged', data: { flag: effect.flag, on } });
  }
}

const isInTime = (state: MatterState, clock: string, now: number): boolean => {
  const reading = state.clocks[clock];
  return (
    reading !== undefined &&
    reading.breachedAt === undefined &&
    (reading.state.fireAt === null || now <= reading.state.fireAt)
  );
};

const reviewDate = (input: Inputs, { calendar }: ActContext): number | undefined =>
  typeof input.review === 'string' ? Date.parse(`${input.review}T00:00:00+08:00`) + calendar.endOfDay : undefined;

function targetOf(move: Move, input: Inputs): string | undefined {
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
      why: whoMay(state, context),
      todo: '如确应由您办理，请联系营商办',
    });
  if (!move.from.includes(state.status)) throw wrongState(state, move, context);
  if (move.atMost !== undefined && (state.moveCounts[name] ?? 0) >= move.atMost)
    throw conflict('too-often', `“${move.title}”最多${move.atMost}次，已经用完`);
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

function whoMay(state: MatterState, { directory }: DecisionContext): string {
  const held = state.custody.at(-1);
  if (state.closed || !held) return '事项已经结束';
  if (held.unit.startsWith('subject:')) return '现在等企业办理';
  return `现在由“${directory.unit(held.unit)?.name ?? held.unit}”办理`;
}

/** Runs a decision; a thrown Refusal is an answer, anything else is a bug and goes on up. */
export function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}
