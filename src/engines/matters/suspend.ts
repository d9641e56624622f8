import { clockTimeBetween, type Instant, resumeClock, startClock } from '#kernel';
import { type ActContext, conflict } from './acts/act.ts';
import { closeOf, resumeAll, spanEnd, suspendAll } from './clocks.ts';
import type { Draft } from './context.ts';
import type { HopDue } from './events.ts';
import { isOwed, type MatterState } from './state.ts';

/** Suspends every clock on a listed ground; the ground's own bounded clock runs meanwhile, or until an earlier review. */
export function suspendOn(draft: Draft, name: string, context: ActContext): void {
  const { definition, calendar, now, input } = context;
  const ground = definition.grounds[name];
  if (!ground) throw new Error(`no ground ${name}`);
  if (draft.state().suspension) throw conflict('suspended', '事项已经中止计时', '请先恢复办理');
  const longest = spanEnd(ground.bound, now, calendar);
  const review = closeOf(input.review, calendar);
  suspendAll(draft, context);
  const until = review === null ? longest : Math.min(review, longest);
  draft.add({ type: 'suspended', data: { ground: name, until, next: ground.next } });
}

export function resumeFrom(draft: Draft, context: ActContext): void {
  const state = draft.state();
  if (!state.suspension) return;
  const obligations = standingStill(state, state.suspension.since, context);
  resumeAll(draft, context);
  const { ground } = state.suspension;
  draft.add({ type: 'resumed', data: { ground, ...(obligations.length > 0 ? { obligations } : {}) } });
}

/** Co-handlers get back what they had left when the matter was suspended; a leader's date stays a date. */
function standingStill(state: MatterState, since: number, context: ActContext): readonly HopDue[] {
  const { definition, calendar, now } = context;
  const unit = definition.obligation?.unit ?? 'working-day';
  return state.obligations
    .filter((each) => isOwed(each) && each.kind === 'co-handle')
    .flatMap(({ id, dueAt, askedAt }) => {
      const from = Math.max(since, askedAt) as Instant;
      const left = clockTimeBetween(calendar, unit, from, dueAt as Instant);
      const reading = startClock({ budget: 1, unit, now: from, calendar });
      const still = { ...reading, budget: left, countingFrom: from, runningSince: null, fireAt: null };
      const resumed = resumeClock(calendar, still, now).fireAt;
      return resumed === null ? [] : [{ id, dueAt: resumed }];
    });
}
