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
} from '#kernel';
import type { DecisionContext, Draft } from './context.ts';
import type { Budget, LoopDefinition } from './definition/schema.ts';
import type { ContentRef, RungAt } from './events.ts';
import type { MatterState } from './state.ts';

/** The budget of a clock for this matter: the pack's preset first, then the clock's own; by grade or by date if it says so. */
export function budgetOf(definition: LoopDefinition, clock: string, state: MatterState): Budget {
  const preset = definition.preset ? definition.presets[definition.preset]?.budgets[clock] : undefined;
  const budget = preset ?? definition.clocks[clock]?.budget;
  if (budget === undefined) throw new Error(`loop ${definition.loop}: no clock ${clock}`);
  if (typeof budget === 'object' && 'by' in budget) {
    const key = budget.by === 'grade' ? state.grade : String(state.fields[budget.by] ?? '');
    return budget.of[key ?? ''] ?? budget.default;
  }
  return budget;
}

const isLive = (clock: MatterState['clocks'][string] | undefined): boolean =>
  clock !== undefined && clock.stoppedAt === undefined;

/** Starts a clock. One that runs already goes on: nothing restarts a clock; a stopped one starts a new cycle. */
export function startOne(draft: Draft, name: string, context: DecisionContext): void {
  const { definition, calendar } = context;
  const before = draft.state().clocks[name];
  if (isLive(before)) return;
  const cycle = (before?.cycle ?? 0) + 1;
  const state = readingFor(draft.state(), name, context);
  if (!state) return;
  draft.add({
    type: 'clock-started',
    data: { clock: name, cycle, state, rungs: rungsOf(definition, name, state, calendar) },
  });
}

function readingFor(matter: MatterState, name: string, context: DecisionContext): ClockReading | null {
  const { definition, calendar, now } = context;
  const unit = definition.clocks[name]?.unit ?? 'working-day';
  const budget = budgetOf(definition, name, matter);
  if (typeof budget === 'number') return startClock({ budget, unit, now, calendar });
  if (!('until' in budget)) throw new Error(`clock ${name}: budget left unresolved`);
  const due = matter.fields[budget.until];
  if (typeof due !== 'string' || due === '') return null;
  return clockUntil(instant(due), context);
}

/** A clock that ends at the close of business of a day fixed beforehand (a plan's 6月底前). */
function clockUntil(due: Instant, { calendar, now }: DecisionContext): ClockReading {
  const close = (due + calendar.endOfDay) as Instant;
  const minutes = Math.max(0, Math.ceil((close - now) / 60_000));
  return startClock({ budget: minutes, unit: 'minute', now, calendar });
}

/** When each rung of the ladder is reached, in order; none while the clock stands still. */
export function rungsOf(
  definition: LoopDefinition,
  clock: string,
  reading: ClockReading,
  calendar: DecisionContext['calendar'],
): readonly RungAt[] {
  const perUnit = reading.unit === 'minute' ? 1440 : 1;
  return (definition.clocks[clock]?.ladder ?? [])
    .map(({ rung, offset }) => ({ rung, at: instantWithLeft(calendar, reading, -offset * perUnit) }))
    .filter((each): each is { rung: string; at: Instant } => each.at !== null)
    .sort((a, b) => a.at - b.at);
}

export function stopOne(draft: Draft, name: string, met: boolean, { calendar, now }: DecisionContext): void {
  const clock = draft.state().clocks[name];
  if (!clock || !isLive(clock)) return;
  draft.add({ type: 'clock-stopped', data: { clock: name, state: suspendClock(calendar, clock.state, now), met } });
}

export function stopAll(draft: Draft, met: boolean, context: DecisionContext): void {
  for (const name of Object.keys(draft.state().clocks)) stopOne(draft, name, met, context);
}

export function suspendAll(draft: Draft, { calendar, now }: DecisionContext): void {
  for (const [name, clock] of Object.entries(draft.state().clocks)) {
    if (!isLive(clock) || clock.state.runningSince === null) continue;
    draft.add({ type: 'clock-suspended', data: { clock: name, state: suspendClock(calendar, clock.state, now) } });
  }
}

export function resumeAll(draft: Draft, { definition, calendar, now }: DecisionContext): void {
  for (const [name, clock] of Object.entries(draft.state().clocks)) {
    if (!isLive(clock) || clock.state.runningSince !== null) continue;
    const state = resumeClock(calendar, clock.state, now);
    draft.add({
      type: 'clock-resumed',
      data: { clock: name, state, rungs: rungsOf(definition, name, state, calendar) },
    });
  }
}

export function extendOne(
  draft: Draft,
  name: string,
  amount: number,
  reason: ContentRef | null,
  { definition, calendar }: DecisionContext,
): void {
  const clock = draft.state().clocks[name];
  if (!clock || !isLive(clock))
    throw refuse({ code: 'clock.not-running', kind: 'conflict', what: '这项时限已经结束，不能延期' });
  const perUnit = clock.state.unit === 'minute' ? 1440 : 1;
  const state = extendClock(calendar, clock.state, amount * perUnit);
  draft.add({
    type: 'clock-extended',
    data: { clock: name, state, rungs: rungsOf(definition, name, state, calendar), amount, reason },
  });
}

/** The clock by which those who handle it must be done: where the dispatch tree takes its deadlines from. */
export function governingDueAt(definition: LoopDefinition, state: MatterState): number | null {
  const name = Object.entries(definition.clocks).find(([, each]) => each.governs)?.[0];
  const clock = name ? state.clocks[name] : undefined;
  return clock && clock.stoppedAt === undefined ? clock.state.fireAt : null;
}
