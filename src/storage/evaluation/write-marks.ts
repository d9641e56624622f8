import { sql } from 'kysely';
import type { Mark } from '#domains/evaluation';
import type { Database } from '../database.ts';

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

/** The marks of one record; those that ended before `from` stand as they were written. */
export type FreshMarks = { readonly record: string; readonly marks: readonly Mark[]; readonly from: number };

/** Puts these marks in place of what was written from `from` on; returns how many. */
export async function writeMarks(
  db: Database,
  tenant: string,
  source: string,
  fresh: readonly FreshMarks[],
): Promise<number> {
  await sql`delete from indicator_marks m
    using unnest(${fresh.map((each) => each.record)}::text[], ${fresh.map((each) => each.from)}::double precision[]) x(record, since)
    where m.tenant_id = ${tenant} and m.source = ${source} and m.record = x.record and m.until >= to_timestamp(x.since / 1000.0)`.execute(
    db,
  );
  const rows = fresh.flatMap(({ marks, from }) =>
    marks.flatMap((mark, place) => (mark.until === null || mark.until >= from ? [rowOf(mark, place)] : [])),
  );
  await insertRows(db, tenant, source, rows);
  return rows.length;
}

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
