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
  const { due, near, overdue, ...facts } = await ports.kept.get(call.tenant, `${KEPT}${on}`, call.now, (now) =>
    factsOn(ports, { ...call, now }, on),
  );
  const [[dueLines, nearLines, lateLines], alerts] = await Promise.all([
    Promise.all([due, near, overdue].map((each) => linesOf(ports, call, each, SHOWN))),
    alertsOf(ports, call, facts.asOf),
  ]);
  const oldest = overdue.rows[0]?.dueAt;
  const oldestDays = oldest == null ? 0 : ports.workingDays(call.tenant, oldest, facts.asOf);
  return {
    on,
    now: call.now,
    isToday: on === todayOf(call.now),
    ...facts,
    breaking: {
      ...facts.breaking,
      today: due.total,
      overdue: overdue.total,
      items: firstOf([...(dueLines?.items ?? []), ...(nearLines?.items ?? [])], lateLines?.items ?? []),
      hidden: (dueLines?.hidden ?? 0) + (lateLines?.hidden ?? 0),
      ...(oldestDays > 0 ? { oldestDays } : {}),
    },
    alerts,
    ones: ports.ones().filter((each) => call.actor.permissions.includes(each.permission)),
  };
}

/** What rang and had not come back, as far as the caller may see its matter. */
async function alertsOf(ports: EvaluationPorts, call: Call, asOf: number) {
  const ringing = await ports.episodes.ringing(call.tenant, asOf, SHOWN);
  const rows = await ports.rows(
    call,
    ringing.map((each) => each.matter),
  );
  const titles = new Map(rows.map((each) => [each.id, each.title]));
  return ringing.flatMap(({ matter, at }) => {
    const title = titles.get(matter);
    return title === undefined ? [] : [{ id: matter, title, at }];
  });
}

type Line = Awaited<ReturnType<typeof linesOf>>['items'][number];

/** What is about to break comes first: it can still be kept. Then what has been overdue longest; at least three of each. */
function firstOf(soon: readonly Line[], late: readonly Line[]): Line[] {
  const overdue = new Set(late.map((each) => each.id));
  const coming = [...new Map(soon.map((each) => [each.id, each])).values()]
    .filter((each) => !overdue.has(each.id))
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return [...coming.slice(0, SHOWN - Math.min(3, late.length)), ...late].slice(0, SHOWN);
}
