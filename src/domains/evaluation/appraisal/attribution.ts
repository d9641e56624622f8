import { fold, type MatterEvent, type MatterState } from '#engines/matters';
import { type Instant, measureWorkingMinutes, type WorkingCalendar } from '#kernel';

/** One unit's part in one run of one clock, written once the clock was met or missed. The parts of a run sum to 1. */
export type HeldShare = {
  readonly clock: string;
  readonly cycle: number;
  readonly unit: string;
  /** When it was met or missed. */
  readonly at: number;
  readonly breached: boolean;
  readonly minutes: number;
  readonly share: number;
};

type Stretch = { readonly from: number; readonly to: number };
type Running = { readonly cycle: number; readonly stretches: readonly Stretch[]; readonly since?: number };
type Settled = {
  readonly clock: string;
  readonly cycle: number;
  readonly at: number;
  readonly breached: boolean;
  readonly stretches: readonly Stretch[];
};

/** Taken back or merged elsewhere: nobody was in time, nobody was late. */
const VOID = new Set(['withdrawn', 'merged']);

/**
 * Whose time it was: of every run of these clocks, how much each unit held while it ran, up to the limit if it was missed.
 * Time that others held, or while the clock stood still, is nobody else's: the shares of one run sum to one.
 */
export function sharesOf(
  matter: string,
  events: readonly MatterEvent[],
  clocks: ReadonlySet<string>,
  calendar: WorkingCalendar,
): readonly HeldShare[] {
  const state = fold(matter, events, null);
  if (!state) return [];
  const isVoid = state.closed && VOID.has(state.outcome ?? '');
  return settledRuns(events, clocks)
    .filter((each) => each.breached || !isVoid)
    .flatMap((each) => split(each, state, calendar));
}

/** Whether new events leave every share as it is: no clock of these runs differently, nobody else holds or held it. */
export function leavesShares(
  before: MatterState | null,
  after: MatterState | null,
  fresh: readonly MatterEvent[],
  clocks: ReadonlySet<string>,
): boolean {
  if (!before) return false;
  const touches = ({ data }: MatterEvent): boolean =>
    'clock' in data && typeof data.clock === 'string' && clocks.has(data.clock);
  if (fresh.some(touches)) return false;
  return (['custody', 'closed', 'outcome', 'office'] as const).every((key) => before[key] === after?.[key]);
}

function settledRuns(events: readonly MatterEvent[], clocks: ReadonlySet<string>): readonly Settled[] {
  const running = new Map<string, Running>();
  const settled: Settled[] = [];
  const settle = (clock: string, at: number, upTo: number, breached: boolean): void => {
    const run = running.get(clock);
    if (!run) return;
    running.delete(clock);
    settled.push({ clock, cycle: run.cycle, at, breached, stretches: shut(run, upTo) });
  };
  for (const event of events) {
    const { type, at } = event;
    if (!('clock' in event.data) || typeof event.data.clock !== 'string' || !clocks.has(event.data.clock)) continue;
    const { clock } = event.data;
    const run = running.get(clock);
    if (type === 'clock-started') running.set(clock, { cycle: event.data.cycle, stretches: [], since: at });
    else if (type === 'clock-suspended' && run) running.set(clock, { cycle: run.cycle, stretches: shut(run, at) });
    else if (type === 'clock-resumed' && run) running.set(clock, { ...run, since: at });
    else if (type === 'breached') settle(clock, at, Math.min(at, event.data.dueAt), true);
    else if (type === 'clock-stopped') settle(clock, at, at, !event.data.met);
  }
  return settled;
}

const shut = ({ stretches, since }: Running, to: number): readonly Stretch[] =>
  since === undefined ? stretches : [...stretches, { from: since, to }];

function split(run: Settled, state: MatterState, calendar: WorkingCalendar): readonly HeldShare[] {
  const { clock, cycle, at, breached } = run;
  const own = { clock, cycle, at, breached };
  const worked = heldBy(run, state, (from, to) => measureWorkingMinutes(calendar, from as Instant, to as Instant));
  // Outside working hours, time of the clock on the wall decides.
  const held = worked.size > 0 ? worked : heldBy(run, state, (from, to) => (to - from) / 60_000);
  const total = [...held.values()].reduce((sum, each) => sum + each, 0);
  if (total > 0) return [...held].map(([unit, minutes]) => ({ ...own, unit, minutes, share: minutes / total }));
  const last = state.custody.findLast((each) => each.from <= at)?.unit ?? state.office;
  return [{ ...own, unit: last, minutes: 0, share: 1 }];
}

function heldBy(
  { stretches }: Settled,
  { custody }: MatterState,
  measure: (from: number, to: number) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { from, to } of stretches)
    for (const each of custody) {
      const [start, end] = [Math.max(from, each.from), Math.min(to, each.to ?? to)];
      const minutes = end > start ? measure(start, end) : 0;
      if (minutes > 0) sums.set(each.unit, (sums.get(each.unit) ?? 0) + minutes);
    }
  return sums;
}
