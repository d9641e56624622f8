import { z } from 'zod';
import type { Call } from '#kernel';
import { Asked, asOf } from './asked.ts';
import { indicatorNamed, within } from './events/read.ts';
import { windowOf } from './events/window.ts';
import type { EvaluationPorts, RecordKey } from './ports.ts';

export const Behind = Asked.extend({
  id: z.string().max(64),
  part: z.enum(['counted', 'meets', 'rest']).default('counted').describe('计入的、算数的、没有算数的'),
});
export type Behind = z.infer<typeof Behind>;

export type RecordsPage = Awaited<ReturnType<typeof recordsPage>>;
export type PageAsked = { readonly after: RecordKey | undefined; readonly limit: number };

/** A page of the records that a number counts, as this caller may see them. */
export async function recordsPage(
  ports: EvaluationPorts,
  call: Call,
  { id, part, ...input }: Behind,
  { after, limit }: PageAsked,
) {
  const asked = asOf(input, call.now);
  const { source, indicator } = indicatorNamed(ports, id);
  const window = windowOf(asked.period, asked.on, call.now);
  const codes = asked.region === undefined ? undefined : within(ports.regions(), asked.region);
  const { total, rows } = await ports.marks.records(call.tenant, source, indicator, window, {
    unit: asked.unit,
    category: asked.category,
    regions: codes ? [...codes] : undefined,
    part,
    limit: limit + 1,
    after,
  });
  const shown = rows.slice(0, limit);
  const [seen, unitName] = await Promise.all([
    source.kind === 'matter' ? ports.rows(call, [...new Set(shown.map((each) => each.record))]) : [],
    ports.unitNames(call),
  ]);
  const known = new Map(seen.map((each) => [each.id, each]));
  const items = shown
    .filter((each) => source.kind !== 'matter' || known.has(each.record))
    .map(({ record, at, openedAt, meets, value, unit }) => {
      const row = known.get(record);
      return {
        ...{ id: record, at, openedAt, meets, value },
        ...(unit ? { unit: unitName(unit) } : {}),
        ...(row ? { number: row.number, title: row.title, status: row.status.title, lamp: row.lamp } : {}),
      };
    });
  const last = shown.at(-1);
  const next = rows.length > limit && last ? { next: keyText(last.key) } : {};
  return { total, hidden: shown.length - items.length, kind: source.kind, items, ...next };
}

const keyText = ({ at, place, record }: RecordKey): string => `${at} ${place} ${record}`;

export function keyOf(text: string | undefined): RecordKey | undefined {
  const [at, place, record] = text?.split(' ') ?? [];
  return record === undefined ? undefined : { at: Number(at), place: Number(place), record };
}
