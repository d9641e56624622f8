import type { z } from 'zod';
import { addDays, type Call, type Day, startOfDay } from '#kernel';
import type { What } from './cockpit-view.ts';
import { todayOf, windowOf } from './events/window.ts';
import type { EvaluationPorts, MarkFilter, StoodAfter } from './ports.ts';

/** The kinds of matters that a leader watches. */
export const WATCHED = ['appeal', 'measure', 'supervision', 'rectification', 'resolution', 'class-matter'];

/** What stood so on a day: how many, and the first of them that the caller may see. */
export async function standingLines(
  ports: EvaluationPorts,
  call: Call,
  on: Day,
  what: z.infer<typeof What>,
  filter: MarkFilter,
  limit: number,
  after?: StoodAfter,
) {
  const { asOf } = windowOf('month', on, call.now);
  const sources = filter.plan === undefined ? WATCHED : ['measure'];
  const span = {
    from: Math.max(startOfDay(on), on === todayOf(call.now) ? call.now : 0),
    to: startOfDay(addDays(on, 1)),
  };
  const { total, rows } = await ports.marks.stood(call.tenant, sources, {
    asOf,
    what,
    ...span,
    filter,
    after,
    limit: limit + 1,
  });
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
      },
    ];
  });
  const next = rows.length > limit && last ? { next: `${last.dueAt ?? ''} ${last.record}` } : {};
  const oldest = shown[0]?.dueAt;
  return {
    total,
    hidden: shown.length - items.length,
    items,
    ...next,
    ...(oldest == null ? {} : { oldestDueAt: oldest }),
  };
}
