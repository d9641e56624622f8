import {
  type ClockReading,
  extendClock,
  type Instant,
  instant,
  instantWithLeft,
  refuse,
  resumeClock,
  startClock,
  suspendClock,
  type WorkingCalendar,
} from '#kernel';
import type { DecisionContext, Draft } from './context.ts';
import type { Budget, LoopDefinition, Span } from './definition/schema.ts';
import type { ContentRef, RungAt } from './events.ts';
import { holdsFor } from './guard.ts';
import { hopsFollowing } from './hop-dues.ts';
import type { MatterClock, MatterState } from './state.ts';

const declared = (definition: LoopDefinition, clock: string): Budget => {
  const preset = definition.preset ? definition.presets[definition.preset]?.budgets[clock] : undefined;
  const budget = preset ?? definition.clocks[clock]?.budget;
  if (budget === undefined) throw new Error(`loop ${definition.loop}: no clock ${clock}`);
  return budget;
};

/** The budget of a clock for this matter: the pack's preset first, then the clock's own; by grade or by date if it says so. */
export function budgetOf(definition: LoopDefinition, clock: string, state: MatterState): Budget {
  const budget = declared(definition, clock);
  if (typeof budget === 'object' && 'by' in budget) {
    const key = budget.by === 'grade' ? state.grade : String(state.fields[budget.by] ?? '');
    return budget.of[key ?? ''] ?? budget.default;
  }
  return budget;
}

/** The field that fixes the end of a clock, if it has no budget of its own. */
export function untilField(definition: LoopDefinition, clock: string): string | undefined {
  const budget = declared(definition, clock);
  return typeof budget === 'object' && 'until' in budget ? budget.until : undefined;
}

/** Has begun and was not stopped; it may stand still. */
export const isLive = (clock: MatterClock | undefined): clock is MatterClock & { readonly stoppedAt?: never } =>
  clock !== undefined && clock.stoppedAt === undefined;

/** When a span that begins at an instant ends. */
export const spanEnd = ({ amount, unit }: Span, from: number, calendar: WorkingCalendar): number =>
  startClock({ budget: amount, unit, now: from as Instant, calendar }).fireAt ?? from;

/** Starts a clock, if its condition holds. One that runs already goes on: nothing restarts a clock; a stopped one starts a new cycle. */
export function startOne(draft: Draft, name: string, context: DecisionContext): void {
  const { definition, calendar } = context;
  const before = draft.state().clocks[name];
  if (isLive(before) || !holdsFor(definition.clocks[name]?.when, draft.state(), definition)) return;
  const cycle = (before?.cycle ?? 0) + 1;
  const state = readingFor(draft.state(), name, context);
  if (!state) return;
  const rungs = rungsOf(definition, name, state, calendar);
  const hops = hopsFollowing(draft.state(), name, null, state, context);
  draft.add({ type: 'clock-started', data: { clock: name, cycle, state, rungs, ...hops } });
  if (draft.state().suspension) suspendOne(draft, name, context);
}

function readingFor(matter: MatterState, name: string, context: DecisionContext): ClockReading | null {
  const { definition, calendar, now } = context;
  const unit = definition.clocks[name]?.unit ?? 'working-day';
  const budget = budgetOf(definition, name, matter);
  if (typeof budget === 'number') return startClock({ budget, unit, now, calendar });
  if (!('until' in budget)) throw new Error(`clock ${name}: budget left unresolved`);
  const close = closeOf(matter.fields[budget.until], calendar);
  return close === null ? null : clockUntil(close, context);
}

/** The close of business of a day, as a field holds it. */
export const closeOf = (day: unknown, calendar: WorkingCalendar): number | null =>
  typeof day === 'string' && day !== '' ? instant(day) + calendar.endOfDay : null;

/**
 * A clock that ends at the close of business of a day fixed beforehand (a plan's 6月底前).
 * A day that has passed already gives a clock that is overdue from the start.
 */
function clockUntil(close: number, { calendar, now }: DecisionContext): ClockReading {
  const reading = startClock({ budget: 1, unit: 'minute', now, calendar });
  return resumeClock(calendar, { ...reading, budget: close - now, runningSince: null, fireAt: null }, now);
}

/** When each rung of the ladder is reached, in order; none while the clock stands still. */
export function rungsOf(
  definition: LoopDefinition,
  clock: string,
  reading: ClockReading,
  calendar: WorkingCalendar,
): readonly RungAt[] {
  const perUnit = scaleOf(definition, clock);
  return (definition.clocks[clock]?.ladder ?? [])
    .map(({ rung, offset }) => ({ rung, at: instantWithLeft(calendar, reading, -offset * perUnit) }))
    .filter((each): each is { rung: string; at: Instant } => each.at !== null)
    .sort((a, b) => a.at - b.at);
}

/** Clocks that end on a date run in minutes, but packs count them in days. */
export const scaleOf = (definition: LoopDefinition, clock: string): number =>
  untilField(definition, clock) === undefined ? 1 : 1440;

/** Stops a clock for good: kept if it was not overdue. */
export function stopOne(draft: Draft, name: string, { calendar, now }: DecisionContext): void {
  const clock = draft.state().clocks[name];
  if (!isLive(clock)) return;
  const { fireAt } = clock.state;
  const met = clock.breachedAt === undefined && (fireAt === null || now <= fireAt);
  draft.add({ type: 'clock-stopped', data: { clock: name, state: suspendClock(calendar, clock.state, now), met } });
}

export function stopAll(draft: Draft, context: DecisionContext): void {
  for (const name of Object.keys(draft.state().clocks)) stopOne(draft, name, context);
}

function suspendOne(draft: Draft, name: string, { calendar, now }: DecisionContext): void {
  const clock = draft.state().clocks[name];
  if (!isLive(clock) || clock.state.runningSince === null) return;
  draft.add({ type: 'clock-suspended', data: { clock: name, state: suspendClock(calendar, clock.state, now) } });
}

export function suspendAll(draft: Draft, context: DecisionContext): void {
  for (const name of Object.keys(draft.state().clocks)) suspendOne(draft, name, context);
}

export function resumeAll(draft: Draft, context: DecisionContext): void {
  const { definition, calendar, now } = context;
  for (const [name, clock] of Object.entries(draft.state().clocks)) {
    if (!isLive(clock) || clock.state.runningSince !== null) continue;
    const state = resumeClock(calendar, clock.state, now);
    const rungs = rungsOf(definition, name, state, calendar);
    const hops = hopsFollowing(draft.state(), name, clock.heldFireAt ?? null, state, context);
    draft.add({ type: 'clock-resumed', data: { clock: name, state, rungs, ...hops } });
  }
}

export function extendOne(
  draft: Draft,
  name: string,
  amount: number,
  reason: ContentRef | null,
  context: DecisionContext,
): void {
  const { definition, calendar } = context;
  const clock = draft.state().clocks[name];
  if (!isLive(clock)) throw refuse({ code: 'clock.not-running', kind: 'conflict', what: '这项时限已经结束，不能延期' });
  const state = extendClock(calendar, clock.state, amount * scaleOf(definition, name));
  const rungs = rungsOf(definition, name, state, calendar);
  const hops = hopsFollowing(draft.state(), name, clock.state.fireAt, state, context, 'keep-wishes');
  draft.add({ type: 'clock-extended', data: { clock: name, state, rungs, amount, reason, ...hops } });
}

/** The clock by which those who handle it must be done: where the dispatch tree takes its deadlines from. */
export const governingClock = (definition: LoopDefinition): string | undefined =>
  Object.entries(definition.clocks).find(([, each]) => each.governs)?.[0];

export function governingDueAt(definition: LoopDefinition, state: MatterState): number | null {
  const name = governingClock(definition);
  const clock = name ? state.clocks[name] : undefined;
  return isLive(clock) ? clock.state.fireAt : null;
}
