import type { MatterClock, MatterState } from './state.ts';

export const LAMPS = ['normal', 'near', 'overdue', 'suspended', 'done'] as const;
export type Lamp = (typeof LAMPS)[number];

export type LampReading = {
  readonly lamp: Lamp;
  readonly clock?: string;
  readonly dueAt?: number;
  /** From when on it is near. */
  readonly nearAt?: number;
  readonly provisional: boolean;
};

/** Where the ladder reminds nobody beforehand, the last quarter of the time counts as near. */
const LAST_SHARE = 0.25;

/** Derived, never typed: overdue past the nearest running limit, near from its reminder on. */
export function lampOf(state: MatterState, now: number): LampReading {
  if (state.closed) return { lamp: 'done', provisional: false };
  if (state.suspension) return { lamp: 'suspended', provisional: false };
  const nearest = nearestClock(state);
  const dueAt = nearest?.[1].state.fireAt ?? null;
  if (!nearest || dueAt === null) return { lamp: 'normal', provisional: false };
  const [clock, { state: reading }] = nearest;
  const nearAt = nearAtOf(nearest[1]) ?? dueAt;
  const lamp = now > dueAt ? 'overdue' : now >= nearAt ? 'near' : 'normal';
  return { lamp, clock, dueAt, nearAt, provisional: reading.provisional };
}

/**
 * When a running limit begins to be near: at the first rung of its ladder that reminds beforehand. A reminder that was
 * due before the time began to count reminds of nothing.
 */
export function nearAtOf({ state: { fireAt, countingFrom, runningSince }, rungs }: MatterClock): number | null {
  if (fireAt === null || runningSince === null) return null;
  const reminders = rungs.filter((each) => each.at < fireAt && each.at > countingFrom).map((each) => each.at);
  if (reminders.length > 0) return Math.min(...reminders);
  return Math.round(fireAt - (fireAt - runningSince) * LAST_SHARE);
}

/** The running clock that fires first. */
export function nearestClock(state: MatterState): readonly [string, MatterClock] | undefined {
  return Object.entries(state.clocks)
    .filter(([, each]) => each.stoppedAt === undefined && each.state.fireAt !== null)
    .sort(([, a], [, b]) => (a.state.fireAt ?? 0) - (b.state.fireAt ?? 0))[0];
}
