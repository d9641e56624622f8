import { type Instant, measureWorkingDays, type WorkingCalendar } from '#kernel';
import type { MatterClock, MatterState } from './state.ts';

export type Lamp = 'normal' | 'near' | 'overdue' | 'suspended' | 'done';

export type LampReading = {
  readonly lamp: Lamp;
  readonly clock?: string;
  readonly dueAt?: number;
  readonly provisional: boolean;
};

/** Derived, never typed: overdue past the nearest running limit, near within one working day of it. */
export function lampOf(state: MatterState, calendar: WorkingCalendar, now: number): LampReading {
  if (state.closed) return { lamp: 'done', provisional: false };
  if (state.suspension) return { lamp: 'suspended', provisional: false };
  const nearest = nearestClock(state);
  if (!nearest) return { lamp: 'normal', provisional: false };
  const [clock, { state: reading }] = nearest;
  const dueAt = reading.fireAt as Instant;
  const base = { clock, dueAt, provisional: reading.provisional };
  if (now > dueAt) return { lamp: 'overdue', ...base };
  const near = measureWorkingDays(calendar, now as Instant, dueAt) <= 1;
  return { lamp: near ? 'near' : 'normal', ...base };
}

/** The running clock that fires first. */
export function nearestClock(state: MatterState): readonly [string, MatterClock] | undefined {
  return Object.entries(state.clocks)
    .filter(([, each]) => each.stoppedAt === undefined && each.state.fireAt !== null)
    .sort(([, a], [, b]) => (a.state.fireAt ?? 0) - (b.state.fireAt ?? 0))[0];
}
