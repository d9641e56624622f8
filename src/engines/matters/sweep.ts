import { type Instant, isRefusal, measureWorkingMinutes, SYSTEM } from '#kernel';
import { type DecisionContext, type Draft, draft } from './context.ts';
import type { MatterEvent } from './events.ts';
import { raiseFlags } from './flags.ts';
import { makeMove } from './make-move.ts';
import { orRefusal } from './refusable.ts';
import { isOwed, type MatterState } from './state.ts';

type Due =
  | { readonly at: number; readonly kind: 'rung'; readonly clock: string; readonly rung: string }
  | { readonly at: number; readonly kind: 'obligation'; readonly id: string }
  | { readonly at: number; readonly kind: 'suspension' };

/** Everything that will happen to a matter by the passing of time alone, earliest first. */
export function pending(state: MatterState): readonly Due[] {
  if (state.closed) return [];
  const rungs = Object.entries(state.clocks)
    .filter(([, clock]) => clock.stoppedAt === undefined && clock.state.runningSince !== null)
    .flatMap(([clock, { rungs }]) =>
      rungs
        .filter((each) => each.firedAt === undefined)
        .map(({ rung, at }) => ({ at, kind: 'rung' as const, clock, rung })),
    );
  const obligations = state.obligations
    .filter((each) => isOwed(each) && !(state.suspension && each.kind === 'co-handle'))
    .map(({ id, dueAt }) => ({ at: dueAt, kind: 'obligation' as const, id }));
  const suspension = state.suspension ? [{ at: state.suspension.until, kind: 'suspension' as const }] : [];
  return [...rungs, ...obligations, ...suspension].sort((a, b) => a.at - b.at || order(a).localeCompare(order(b)));
}

const order = (due: Due): string => JSON.stringify(due);

/** When the sweep must look at this matter next; undefined when time alone changes nothing. */
export const nextDueAt = (state: MatterState): number | undefined => pending(state)[0]?.at;

/**
 * What the passing of time has brought about by `now`: missed rungs in order, each once; lapsed obligations;
 * suspensions that ran out. Also for matters that nobody owns.
 */
export function decideDue(state: MatterState, context: DecisionContext): readonly MatterEvent[] {
  const steps = draft(state.id, state, { ...context, actor: SYSTEM });
  // A lapsing suspension runs a move, which may arm further rungs; the bound stops a definition that would go round.
  for (let round = 0; round < 100; round += 1) {
    const due = pending(steps.state()).find((each) => each.at <= context.now);
    if (!due) break;
    fire(steps, due, { ...context, actor: SYSTEM });
  }
  return steps.events();
}

function fire(steps: Draft, due: Due, context: DecisionContext): void {
  if (due.kind === 'rung') fireRung(steps, due, context);
  else if (due.kind === 'obligation') lapse(steps, due.id);
  else endSuspension(steps, context);
}

function fireRung(steps: Draft, { clock, rung, at }: Extract<Due, { kind: 'rung' }>, context: DecisionContext): void {
  const { definition, calendar, now } = context;
  const state = steps.state();
  const reading = state.clocks[clock];
  if (!reading) return;
  const { cycle } = reading;
  steps.add({ type: 'rung-fired', data: { clock, cycle, rung, plannedAt: at } });
  const rule = definition.clocks[clock]?.ladder.find((each) => each.rung === rung);
  raiseFlags(steps, rule?.effects ?? []);
  if (!rule?.breach || reading.breachedAt !== undefined) return;
  const overrunMinutes = measureWorkingMinutes(calendar, at as Instant, now);
  const data = {
    clock,
    cycle,
    unit: holderAt(state, at),
    calendarVersion: calendar.version,
    dueAt: at,
    overrunMinutes,
  };
  steps.add({ type: 'breached', data });
}

/** Who held the matter when the clock ran out: the breach is theirs, whoever holds it when the sweep comes by. */
function holderAt(state: MatterState, at: number): string | null {
  const held = state.custody.findLast((each) => each.from <= at && (each.to === undefined || at <= each.to));
  return (held ?? state.custody.find((each) => each.from > at))?.unit ?? null;
}

function lapse(steps: Draft, id: string): void {
  const silence = steps.state().obligations.find((each) => each.id === id)?.silence ?? 'escalate';
  steps.add({ type: 'obligation-lapsed', data: { obligation: id, silence } });
}

/** The ground's bound is reached: its own move follows, made by the system. */
function endSuspension(steps: Draft, context: DecisionContext): void {
  const state = steps.state();
  const suspension = state.suspension;
  if (!suspension) return;
  const events = orRefusal(() => makeMove(state, { move: suspension.next, input: {} }, context));
  if (isRefusal(events))
    throw new Error(
      `${state.loop}: the move ${suspension.next} after ${suspension.ground} is refused: ${events.message}`,
    );
  for (const { type, data } of events) steps.add({ type, data } as Parameters<Draft['add']>[0]);
}
