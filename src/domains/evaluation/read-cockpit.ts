import type { z } from 'zod';
import type { Call, Day } from '#kernel';
import type { Cockpit } from './cockpit-view.ts';
import { todayOf } from './events/window.ts';
import { KEPT } from './follow-events.ts';
import { factsOn } from './past-days.ts';
import type { EvaluationPorts } from './ports.ts';
import { SHOWN } from './read-facts.ts';
import { linesOf } from './standing-lines.ts';

/** What everybody sees is worked out once and kept; the lines are those that the caller may see. */
export async function readCockpit(ports: EvaluationPorts, call: Call, on: Day): Promise<z.infer<typeof Cockpit>> {
  const { due, overdue, ...facts } = await ports.kept.get(call.tenant, `${KEPT}${on}`, call.now, (now) =>
    factsOn(ports, { ...call, now }, on),
  );
  const [dueLines, lateLines] = await Promise.all([due, overdue].map((each) => linesOf(ports, call, each, SHOWN)));
  const oldest = overdue.rows[0]?.dueAt;
  return {
    on,
    now: call.now,
    isToday: on === todayOf(call.now),
    ...facts,
    breaking: {
      ...facts.breaking,
      today: due.total,
      overdue: overdue.total,
      items: worstOf(lateLines?.items ?? [], dueLines?.items ?? []),
      hidden: (dueLines?.hidden ?? 0) + (lateLines?.hidden ?? 0),
      ...(oldest == null ? {} : { oldestDueAt: oldest }),
    },
    ones: ports.ones().filter((each) => call.actor.permissions.includes(each.permission)),
  };
}

type Line = Awaited<ReturnType<typeof linesOf>>['items'][number];

/** The longest overdue and what has its limit that day; at the end of a day a line may be both. */
function worstOf(overdue: readonly Line[], due: readonly Line[]): Line[] {
  const late = overdue.slice(0, Math.max(3, SHOWN - due.length));
  const known = new Set(late.map((each) => each.id));
  return [...late, ...due.filter((each) => !known.has(each.id))].slice(0, SHOWN);
}
