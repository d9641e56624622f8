import { sql } from 'kysely';
import type { Mark } from '#domains/evaluation';
import type { Database } from '../database.ts';
import type { TalliedMark } from './tallies.ts';

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

/** The marks of one record; those that ended before `from` stand as they were written. */
export type FreshMarks = { readonly record: string; readonly marks: readonly Mark[]; readonly from: number };

export type Written = { readonly gone: readonly TalliedMark[]; readonly come: readonly Mark[] };

/** Puts these marks in place of what was written from `from` on; returns both. */
export async function writeMarks(
  db: Database,
  tenant: string,
  source: string,
  fresh: readonly FreshMarks[],
): Promise<Written> {
  const { rows } = await sql<GoneRow>`delete from indicator_marks m
    using unnest(${fresh.map((each) => each.record)}::text[], ${fresh.map((each) => each.from)}::double precision[]) x(record, since)
    where m.tenant_id = ${tenant} and m.source = ${source} and m.record = x.record and m.until >= to_timestamp(x.since / 1000.0)
    returning m.at, nullif(m.until, 'infinity') as until, m.opened_at as "openedAt", m.open, m.region, m.category,
      m.counted::text as counted, m.meets::text as meets, m.gained::text as gained, m.vals as values`.execute(db);
  const come = fresh.flatMap(({ marks, from }) =>
    marks.flatMap((mark, place) => (mark.until === null || mark.until >= from ? [{ mark, place }] : [])),
  );
  await insertRows(
    db,
    tenant,
    source,
    come.map(({ mark, place }) => rowOf(mark, place)),
  );
  return { gone: rows.map(goneOf), come: come.map(({ mark }) => mark) };
}

type GoneRow = Omit<TalliedMark, 'counted' | 'meets' | 'gained'> & Record<'counted' | 'meets' | 'gained', string>;
const goneOf = ({ counted, meets, gained, ...row }: GoneRow): TalliedMark => ({
  ...row,
  counted: BigInt(counted),
  meets: BigInt(meets),
  gained: BigInt(gained),
});

const rowOf = (
  { at, until, openedAt, dueAt, nearAt, counted, meets, gained, values, ...each }: Mark,
  place: number,
) => ({
  ...each,
  place,
  at: seconds(at),
  until: seconds(until),
  opened_at: seconds(openedAt),
  due_at: seconds(dueAt),
  near_at: seconds(nearAt),
  counted: counted.toString(),
  meets: meets.toString(),
  gained: gained.toString(),
  vals: values.some((value) => value !== null) ? values : [],
});

/** One statement for a batch, as JSON: a row has too many columns for parameters. */
async function insertRows(
  db: Database,
  tenant: string,
  source: string,
  rows: readonly ReturnType<typeof rowOf>[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into indicator_marks (tenant_id, source, record, at, place, until, opened_at, open, unit, region, category,
      plan, subject, due_at, near_at, overdue, suspended, counted, meets, gained, vals)
    select ${tenant}, ${source}, record, to_timestamp(at), place, coalesce(to_timestamp(until), 'infinity'),
      to_timestamp(opened_at), open, unit, region, category, plan, subject, to_timestamp(due_at), to_timestamp(near_at), overdue, suspended, counted, meets, gained, vals
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(record text, at double precision, place int, until double precision,
      opened_at double precision, open boolean, unit text, region text, category text, plan text, subject text,
      due_at double precision, near_at double precision, overdue boolean, suspended boolean, counted bigint, meets bigint, gained bigint, vals double precision[])`.execute(
    db,
  );
}
