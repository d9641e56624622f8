import type { z } from 'zod';
import { addDays, type Call, type Day, startOfDay } from '#kernel';
import type { What } from './cockpit-view.ts';
import { todayOf, windowOf } from './events/window.ts';
import type { EvaluationPorts, MarkFilter, MatterLine, Stood, StoodAfter } from './ports.ts';

/** The kinds of matters that a leader watches. */
export const WATCHED = ['appeal', 'measure', 'supervision', 'rectification', 'resolution', 'class-matter'];

export type StandingAsked = {
  readonly on: Day;
  readonly what: z.infer<typeof What>;
  readonly filter: MarkFilter;
  readonly limit: number;
  readonly after?: StoodAfter | undefined;
};

/** What stood so on a day: how many, and the first of them; the same for whoever asks. */
export function stoodOn(
  ports: EvaluationPorts,
  { tenant, now }: Pick<Call, 'tenant' | 'now'>,
  { on, what, filter, limit, after }: StandingAsked,
): Promise<Stood> {
  const { asOf } = windowOf('month', on, now);
  const sources = filter.plan === undefined ? WATCHED : ['measure'];
  const from = Math.max(startOfDay(on), on === todayOf(now) ? now : 0);
  const to = startOfDay(addDays(on, 1));
  return ports.marks.stood(tenant, sources, { asOf, what, from, to, filter, after, limit: limit + 1 });
}

const leftOf = ({ remainingMinutes, holder }: MatterLine) => ({
  ...(remainingMinutes === undefined ? {} : { remainingMinutes }),
  ...(holder?.person ? { person: holder.person.name } : {}),
});

/** Of what stood so, the lines that this caller may see. */
export async function linesOf(ports: EvaluationPorts, call: Call, { total, rows }: Stood, limit: number) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const [seen, unitName] = await Promise.all([
    ports.rows(
      call,
      shown.map((each) => each.record),
    ),
    ports.unitNames(call),
  ]);
  const known = new Map(seen.map((each) => [each.id, each]));
  const items = shown.flatMap((each) => {
    const row = known.get(each.record);
    if (!row) return [];
    return [
      {
        id: each.record,
        number: row.number,
        title: row.title,
        lamp: each.lamp,
        ...(each.dueAt === null ? {} : { dueAt: each.dueAt }),
        ...(each.unit ? { unit: unitName(each.unit) } : {}),
        // The same limit still runs: then what is left of it, and who has it, is known too.
        ...(each.dueAt !== null && row.dueAt === each.dueAt ? leftOf(row) : {}),
      },
    ];
  });
  const next = rows.length > limit && last ? { next: `${last.dueAt ?? ''} ${last.record}` } : {};
  return { total, hidden: shown.length - items.length, items, ...next };
}
