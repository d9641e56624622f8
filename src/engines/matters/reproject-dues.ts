import { clockTimeBetween, type Instant, resumeClock, startClock, type WorkingCalendar } from '#kernel';
import { isLive, spanEnd } from './clocks.ts';
import type { DecisionContext, Draft } from './context.ts';
import type { HopDue } from './events.ts';
import { isOwed, type MatterState } from './state.ts';

/**
 * Carries the limits beside the clocks over to the calendar of the context: co-handlers keep what they had left, and a
 * suspension that ends with its ground's bound ends with that bound. A date that somebody named stays that date.
 */
export function reprojectDues(
  steps: Draft,
  reason: string,
  from: WorkingCalendar | undefined,
  context: DecisionContext,
): void {
  const state = steps.state();
  const { version } = context.calendar;
  if (!from || from.version === version) return;
  const obligations = obligationDues(state, from, context);
  const suspendedUntil = suspensionEnd(state, from, context);
  if (obligations.length === 0 && suspendedUntil === undefined) return;
  const end = suspendedUntil === undefined ? {} : { suspendedUntil };
  steps.add({ type: 'dues-reprojected', data: { calendarVersion: version, obligations, ...end, reason } });
}

/** By which calendar the limits were worked out, as far as the clocks tell. */
export const oldestVersion = (state: MatterState, now: string): string | undefined =>
  Object.values(state.clocks)
    .filter(isLive)
    .map((each) => each.state.calendarVersion)
    .find((each) => each !== now);

function obligationDues(
  { obligations, suspension }: MatterState,
  from: WorkingCalendar,
  { definition, calendar, now }: DecisionContext,
): readonly HopDue[] {
  const unit = definition.obligation?.unit ?? 'working-day';
  return obligations
    .filter((each) => isOwed(each) && each.kind === 'co-handle')
    .flatMap(({ id, dueAt, askedAt }) => {
      // Under suspension nothing has run since it began.
      const since = Math.max(suspension?.since ?? now, askedAt) as Instant;
      const left = clockTimeBetween(from, unit, since, dueAt as Instant);
      if (left <= 0) return [];
      const reading = startClock({ budget: 1, unit, now: since, calendar });
      const still = { ...reading, budget: left, countingFrom: since, runningSince: null, fireAt: null };
      const moved = resumeClock(calendar, still, since).fireAt;
      return moved === null || moved === dueAt ? [] : [{ id, dueAt: moved }];
    });
}

function suspensionEnd(
  { suspension }: MatterState,
  from: WorkingCalendar,
  { definition, calendar, now }: DecisionContext,
): number | undefined {
  const ground = suspension && definition.grounds[suspension.ground];
  if (!ground || spanEnd(ground.bound, suspension.since, from) !== suspension.until) return undefined;
  const until = spanEnd(ground.bound, suspension.since, calendar);
  // What is past is past.
  return until === suspension.until || suspension.until <= now ? undefined : until;
}
