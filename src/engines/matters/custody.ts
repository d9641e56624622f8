import { type Instant, measureWorkingMinutes, type WorkingCalendar } from '#kernel';
import type { Custodian } from './events.ts';
import type { MatterState } from './state.ts';

export type Holding = Custodian & {
  readonly hop: string | null;
  readonly from: number;
  readonly to?: number;
  readonly workingMinutes: number;
  readonly minutes: number;
};

/**
 * Who held the matter and for how long: working minutes by the calendar, and plain minutes.
 * Segments leave no gap while the matter is open, so they sum to the time it was open (until `now`).
 */
export function holdings(state: MatterState, calendar: WorkingCalendar, now: number): readonly Holding[] {
  return state.custody.map((segment) => {
    const to = segment.to ?? now;
    return {
      ...segment,
      workingMinutes: measureWorkingMinutes(calendar, segment.from as Instant, to as Instant),
      minutes: (to - segment.from) / 60_000,
    };
  });
}

type Spent<K extends string> = { readonly [key in K]: string } & { readonly workingMinutes: number };

/** Working minutes by unit, section, person or hop, largest first. What nobody of that kind held stands under ''. */
export function timeBy<K extends 'unit' | 'section' | 'person' | 'hop'>(
  key: K,
  state: MatterState,
  calendar: WorkingCalendar,
  now: number,
): readonly Spent<K>[] {
  const sums = new Map<string, number>();
  for (const held of holdings(state, calendar, now)) {
    const name = held[key] ?? '';
    sums.set(name, (sums.get(name) ?? 0) + held.workingMinutes);
  }
  return [...sums]
    .map(([name, workingMinutes]) => ({ [key]: name, workingMinutes }) as Spent<K>)
    .sort((a, b) => b.workingMinutes - a.workingMinutes);
}
