import { addDays, type Call, type Day, day, dayOf, toInstant } from '#kernel';
import { todayOf } from '../events/window.ts';
import { schemeNamed } from '../league.ts';
import { askForValues } from './ask.ts';
import { collectedLeaves, subjectsOf } from './collected-leaves.ts';
import { type CollectPeriod, periodBefore, periodNamed, periodOf } from './periods.ts';
import type { CollectPorts } from './ports.ts';
import type { CollectSchedule } from './stores.ts';

/** A period that is over is asked for this many days later. */
export const opensOn = ({ last }: CollectPeriod, opensAfter: number): Day => addDays(last, 1 + opensAfter);

/** The periods of these kinds whose day to ask has come since the schedule was set, and which nobody needs to remember. */
export function dueRounds(
  { opensAfter, setAt }: Pick<CollectSchedule, 'opensAfter' | 'setAt'>,
  kinds: readonly CollectPeriod['kind'][],
  today: Day,
): readonly CollectPeriod[] {
  const since = day(dayOf(toInstant(setAt)));
  return kinds.flatMap((kind) => {
    const found: CollectPeriod[] = [];
    // A site that stood still for a while asks for what it missed, half a year of months at most.
    let period = periodBefore(periodOf(kind, today));
    for (let count = 0; count < 6 && opensOn(period, opensAfter) >= since; count += 1) {
      if (opensOn(period, opensAfter) <= today) found.unshift(period);
      period = periodBefore(period);
    }
    return found;
  });
}

const kindsOf = (ports: CollectPorts, scheme: string): readonly CollectPeriod['kind'][] => [
  ...new Set(collectedLeaves(ports, schemeNamed(ports, scheme)).map((each) => each.kind)),
];

/** Opens the rounds whose day has come; what was asked before stays as it is. @returns how many values were asked for */
export async function askDueFills(ports: CollectPorts, call: Call): Promise<number> {
  const today = todayOf(call.now);
  const known = new Set(ports.schemes().map((each) => each.scheme));
  let opened = 0;
  for (const held of await ports.schedules.held(call.tenant)) {
    if (!held.active || !known.has(held.scheme)) continue;
    for (const { code } of dueRounds(held, kindsOf(ports, held.scheme), today)) {
      const due = ports.workingDaysAfter(today, held.workingDays);
      const unit = held.unit ?? undefined;
      const asked = { scheme: held.scheme, period: code, due, unit, office: held.office };
      opened += (await askForValues(ports, call, asked)).opened;
    }
  }
  return opened;
}

export type NextRound = { readonly period: string; readonly opens: Day; readonly cells: number };

/** What will be asked for next, kind by kind. */
export function nextRounds(ports: CollectPorts, id: string, opensAfter: number, today: Day): readonly NextRound[] {
  const scheme = schemeNamed(ports, id);
  const leaves = collectedLeaves(ports, scheme);
  const subjects = subjectsOf(ports, scheme).length;
  return kindsOf(ports, id)
    .map((kind) => {
      const before = periodBefore(periodOf(kind, today));
      const current = periodNamed(periodOf(kind, today).code) ?? before;
      const period = opensOn(before, opensAfter) > today ? before : current;
      const cells = leaves.filter((each) => each.kind === kind).length * subjects;
      return { period: period.code, opens: opensOn(period, opensAfter), cells };
    })
    .filter((each) => each.cells > 0);
}
