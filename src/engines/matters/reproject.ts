import { clockTimeBetween, type Instant, reprojectClock, type WorkingCalendar } from '#kernel';
import { closeOf, isLive, rungsOf, untilField } from './clocks.ts';
import { type DecisionContext, draft } from './context.ts';
import type { MatterEvent } from './events.ts';
import { hopsFollowing } from './hop-dues.ts';
import { oldestVersion, reprojectDues } from './reproject-dues.ts';
import type { MatterClock, MatterState } from './state.ts';

/** Calendars by version: what a clock was worked out with. */
export type Calendars = (version: string) => WorkingCalendar | undefined;

/**
 * The events that carry a matter's running clocks over to the calendar of the context. What is left of each budget stays;
 * deadlines, rungs that have not fired and the limits below them move. A deadline that passed by `now` stays passed. A
 * clock that stands still is worked out by whatever calendar is in force when it goes on, and one whose old calendar is
 * not known is left as it is.
 */
export function decideReprojection(
  state: MatterState,
  reason: string,
  calendars: Calendars,
  context: DecisionContext,
): readonly MatterEvent[] {
  if (state.closed) return [];
  const steps = draft(state.id, state, context);
  const before = state.duesVersion ?? oldestVersion(state, context.calendar.version);
  for (const [name, clock] of Object.entries(state.clocks)) {
    const from = calendars(clock.state.calendarVersion);
    if (!isLive(clock) || clock.state.runningSince === null || !from) continue;
    if (clock.state.calendarVersion === context.calendar.version) continue;
    const reading = readingUnder(state, name, clock, from, context);
    const rungs = rungsOf(context.definition, name, reading, context.calendar);
    const hops = hopsFollowing(steps.state(), name, clock.state.fireAt, reading, context);
    steps.add({ type: 'clock-reprojected', data: { clock: name, state: reading, rungs, reason, ...hops } });
  }
  reprojectDues(steps, reason, before === undefined ? undefined : calendars(before), context);
  return steps.events();
}

/**
 * What ran under the old calendar was consumed under it: the ledger is closed at `now` with the old calendar and goes on
 * with the new one, so that what is left is what was left.
 */
function readingUnder(
  matter: MatterState,
  name: string,
  { state, breachedAt }: MatterClock,
  from: WorkingCalendar,
  { calendar, definition, now }: DecisionContext,
): MatterClock['state'] {
  const until = untilField(definition, name);
  // Fixed by a date, not by a budget: only the close of business of that day may have moved.
  if (until !== undefined) {
    const close = closeOf(matter.fields[until], calendar);
    if (close === null || state.fireAt === null) return { ...state, calendarVersion: calendar.version };
    return reprojectClock(from, calendar, { ...state, budget: state.budget + close - state.fireAt });
  }
  const isOver = breachedAt !== undefined || (state.fireAt !== null && state.fireAt <= now);
  // What is past is past: no notice makes a missed limit kept.
  if (isOver) return { ...state, calendarVersion: calendar.version, provisional: false };
  return reprojectClock(from, calendar, settled(state, from, now));
}

/** The running segment up to now, closed by the calendar that it ran under. */
function settled(state: MatterClock['state'], from: WorkingCalendar, now: Instant): MatterClock['state'] {
  const { runningSince, unit } = state;
  if (runningSince === null || runningSince >= now || !unit.startsWith('working')) return state;
  const consumed = state.consumed + clockTimeBetween(from, unit, runningSince, now);
  return { ...state, consumed, runningSince: now };
}
