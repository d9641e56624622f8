import { sql } from 'kysely';
import type { Mark } from '#domains/evaluation';
import type { Database } from '../database.ts';
import type { TalliedMark } from './tallies.ts';

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

/** The marks of one record: all of them, or those that follow what is written. */
export type FreshMarks = { readonly record: string; readonly marks: readonly Mark[]; readonly isWhole: boolean };

export type Written = { readonly gone: readonly TalliedMark[]; readonly come: readonly Mark[] };

/** Writes these marks, in place of all that was written of a record or after it; returns what stands no longer and what does now. */
export async function writeMarks(
  db: Database,
  tenant: string,
  source: string,
  fresh: readonly FreshMarks[],
): Promise<Written> {
  const [whole, more] = [fresh.filter((each) => each.isWhole), fresh.filter((each) => !each.isWhole)];
  const gone = whole.length === 0 ? [] : await removeAll(db, tenant, source, whole);
  const ended = more.length === 0 ? [] : await endLast(db, tenant, source, more);
  const places = new Map(ended.map((each) => [each.record, each.place + 1]));
  const rows = fresh.flatMap(({ record, marks }) =>
    marks.map((mark, place) => rowOf(mark, place + (places.get(record) ?? 0))),
  );
  await insertRows(db, tenant, source, rows);
  // What had happened by then did happen.
  const over = ended.map((each) => ({ ...goneOf(each), until: null, gained: 0n }));
  return { gone: [...gone, ...over], come: fresh.flatMap((each) => each.marks) };
}

type GoneRow = Omit<TalliedMark, 'counted' | 'meets' | 'gained'> & Record<'counted' | 'meets' | 'gained', string>;
const goneOf = ({ counted, meets, gained, ...row }: GoneRow): TalliedMark => ({
  ...row,
  counted: BigInt(counted),
  meets: BigInt(meets),
  gained: BigInt(gained),
});
const GONE = sql`m.at, nullif(m.until, 'infinity') as until, m.opened_at as "openedAt", m.open, m.region, m.category, m.unit,
  m.counted::text as counted, m.meets::text as meets, m.gained::text as gained, m.vals as values`;

async function removeAll(db: Database, tenant: string, source: string, fresh: readonly FreshMarks[]) {
  const { rows } =
    await sql<GoneRow>`delete from indicator_marks m where m.tenant_id = ${tenant} and m.source = ${source}
    and m.record = any(${fresh.map((each) => each.record)}) returning ${GONE}`.execute(db);
  return rows.map(goneOf);
}

async function endLast(db: Database, tenant: string, source: string, fresh: readonly FreshMarks[]) {
  const { rows } = await sql<GoneRow & { readonly record: string; readonly place: number }>`
    update indicator_marks m set until = to_timestamp(x.at / 1000.0)
    from unnest(${fresh.map((each) => each.record)}::text[], ${fresh.map((each) => each.marks[0]?.at ?? 0)}::double precision[]) x(record, at)
    where m.tenant_id = ${tenant} and m.source = ${source} and m.record = x.record and m.until = 'infinity'
    returning m.record, m.place, ${GONE}`.execute(db);
  return rows;
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
