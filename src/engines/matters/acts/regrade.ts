import { elapsedOf, resumeClock, startClock, suspendClock } from '#kernel';
import { budgetOf, closeOf, isLive, rungsOf, startOne, stopOne, untilField } from '../clocks.ts';
import type { Draft } from '../context.ts';
import { hopsFollowing } from '../hop-dues.ts';
import type { MatterClock } from '../state.ts';
import { type ActContext, conflict, invalid } from './act.ts';

/**
 * After a new grade: clocks whose budget goes by grade get the difference. None restarts, and none that is
 * shortened ends before one more of its units has passed.
 */
export const regradeClocks = (context: ActContext, grade: string | undefined) => (draft: Draft) => {
  const { state, definition, calendar, now } = context;
  for (const [name, clock] of Object.entries(draft.state().clocks)) {
    const [before, after] = [state, { ...state, ...(grade ? { grade } : {}) }].map((each) =>
      budgetOf(definition, name, each),
    );
    if (!isLive(clock) || typeof before !== 'number' || typeof after !== 'number' || before === after) continue;
    const { unit, countingFrom, budget } = clock.state;
    const length = (amount: number) => startClock({ budget: amount, unit, now: countingFrom, calendar }).budget;
    const wanted = budget + length(after) - length(before);
    const least = Math.min(budget, elapsedOf(calendar, clock.state, now) + length(1));
    rebudget(draft, name, clock, Math.max(wanted, least), '重新定级', context);
  }
};

/** After a corrected date: a clock that ends on it moves, begins or ends with it. */
export const redateClocks = (context: ActContext) => (draft: Draft) => {
  const { definition, calendar, now } = context;
  for (const name of Object.keys(definition.clocks)) {
    const field = untilField(definition, name);
    if (!field || draft.state().fields[field] === context.state.fields[field]) continue;
    const clock = draft.state().clocks[name];
    const close = closeOf(draft.state().fields[field], calendar);
    if (!clock && definition.open.starts.includes(name)) startOne(draft, name, context);
    if (!isLive(clock)) continue;
    if (close === null) stopOne(draft, name, context);
    else rebudget(draft, name, clock, elapsedOf(calendar, clock.state, now) + close - now, '期限更正', context);
  }
};

function rebudget(draft: Draft, name: string, clock: MatterClock, budget: number, reason: string, context: ActContext) {
  const { definition, calendar, now } = context;
  const still = { ...suspendClock(calendar, clock.state, now), budget };
  const state = clock.state.runningSince === null ? still : resumeClock(calendar, still, now);
  const rungs = rungsOf(definition, name, state, calendar);
  const hops = hopsFollowing(draft.state(), name, clock.state.fireAt, state, context);
  draft.add({ type: 'clock-reprojected', data: { clock: name, state, rungs, reason, ...hops } });
}

/** A holder whose unit ranks too low for the new grade must not keep it in silence. */
export function checkHolderLevel({ state, definition, directory }: ActContext, grade: string): void {
  const level = definition.grading.find((each) => each.grade === grade)?.level;
  const root = state.hops.findLast((each) => each.parent === null && each.stage !== 'returned');
  const unit = root && state.custody.at(-1)?.hop ? directory.unit(root.unit) : undefined;
  if (level !== undefined && unit && unit.level > level)
    throw conflict('above-level', `新的定级高于“${unit.name}”的层级`, '请先转办到上一级单位，再定级');
}

/** A grade decides who may handle it and by when, so nobody lowers it without saying why. */
export function mustExplainLower(
  { state, definition, input }: ActContext,
  grade: string,
  where: 'note' | 'reason',
): void {
  const rank = (each: string | undefined): number => definition.grading.findIndex((one) => one.grade === each);
  if (state.grade === undefined || rank(grade) <= rank(state.grade) || input[where]) return;
  const title = (each: string): string => definition.grading.find((one) => one.grade === each)?.title ?? each;
  throw invalid(where, `由“${title(state.grade)}”降为“${title(grade)}”，须写明理由`);
}
