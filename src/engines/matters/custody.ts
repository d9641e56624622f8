import { type Instant, measureWorkingMinutes, type WorkingCalendar } from '#kernel';
import type { Custodian } from './events.ts';
import type { MatterState } from './state.ts';

export type Holding = Custodian & {
  readonly from: number;
  readonly to?: number;
  readonly workingMinutes: number;
  readonly minutes: number;
};

/**
 * Who held the matter and for how long: working minutes by the calendar, and plain minutes.
 * Segments leave no gap, so the plain minutes sum to the time from opening to closing (or to `now`).
 */
export function holdings(state: MatterState, calendar: WorkingCalendar, now: number): readonly Holding[] {
  return state.custody.map(({ hop: _, ...segment }) => {
    const to = segment.to ?? now;
    return {
      ...segment,
      workingMinutes: measureWorkingMinutes(calendar, segment.from as Instant, to as Instant),
      minutes: (to - segment.from) / 60_000,
    };
  });
}

/** Working minutes by unit, largest first. */
export function timeByUnit(
  state: MatterState,
  calendar: WorkingCalendar,
  now: number,
): readonly { readonly unit: string; readonly workingMinutes: number }[] {
  const sums = new Map<string, number>();
  for (const { unit, workingMinutes } of holdings(state, calendar, now))
    sums.set(unit, (sums.get(unit) ?? 0) + workingMinutes);
  return [...sums]
    .map(([unit, workingMinutes]) => ({ unit, workingMinutes }))
    .sort((a, b) => b.workingMinutes - a.workingMinutes);
}
