import { sql } from 'kysely';
import { type CompiledSource, type Mark, type MarkKeeper, marksOfMatter, sharesOf } from '#domains/evaluation';
import type { MatterEvent } from '#engines/matters';
import { hashOf, type WorkingCalendar } from '#kernel';
import type { Database, Databases } from '../database.ts';
import { chainsOf } from '../matters/walk-chains.ts';
import { writeShares } from './held-store.ts';
import { type Marked, markOnces, staleOnce } from './once-marks.ts';

type Keeping = {
  readonly sources: () => readonly CompiledSource[];
  readonly calendar: (tenant: string) => WorkingCalendar;
};

const BATCH = 400;
/** Commands write their own time: one that was slow to commit may be this much older than its neighbours. */
const OVERLAP_MS = 10 * 60_000;

/** Keeps the marks beside the events. Two processes may do it at once: a batch is read and written under one lock. */
export function createMarkKeeper({ system }: Pick<Databases, 'system'>, { sources, calendar }: Keeping): MarkKeeper {
  return {
    refresh: async (tenant, whole) => {
      const done = { records: 0, marks: 0 };
      for (const source of sources()) {
        const cursor = await startOf(system, tenant, source);
        const upTo = await newestEvent(system, tenant);
        const stale =
          source.kind === 'matter'
            ? staleMatters(system, tenant, source, whole ? null : cursor)
            : staleOnce(system, tenant, source);
        for await (const ids of stale) {
          const written = await system
            .transaction()
            .execute((db) => writeBatch(db, tenant, source, ids, calendar(tenant)));
          done.records += ids.length;
          done.marks += written;
        }
        await sql`update indicator_sources set cursor_at = to_timestamp(${upTo} / 1000.0)
          where tenant_id = ${tenant} and source = ${source.id}`.execute(system);
      }
      return done;
    },
  };
}

/** Definitions that changed start anew. */
async function startOf(db: Database, tenant: string, source: CompiledSource): Promise<number | null> {
  const version = hashOf({
    ...source,
    indicators: source.indicators.map(({ test: _, expressions: __, ...each }) => each),
  });
  const { rows } = await sql<{ version: string; cursor: number | null }>`
    select version, cursor_at as cursor from indicator_sources where tenant_id = ${tenant} and source = ${source.id}`.execute(
    db,
  );
  if (rows[0]?.version === version) return rows[0].cursor;
  await db.transaction().execute(async (one) => {
    await sql`delete from indicator_marks where tenant_id = ${tenant} and source = ${source.id}`.execute(one);
    await sql`delete from indicator_heads where tenant_id = ${tenant} and source = ${source.id}`.execute(one);
    await sql`insert into indicator_sources (tenant_id, source, version) values (${tenant}, ${source.id}, ${version})
      on conflict (tenant_id, source) do update set version = excluded.version, cursor_at = null`.execute(one);
  });
  return null;
}

async function newestEvent(db: Database, tenant: string): Promise<number> {
  const { rows } = await sql<{
    at: number | null;
  }>`select max(at) as at from events where tenant_id = ${tenant}`.execute(db);
  return rows[0]?.at ?? 0;
}

/** Matters whose marks lag behind their events: by the newest events, or (cursor null) by comparing every one. */
async function* staleMatters(db: Database, tenant: string, { id, loop }: CompiledSource, cursor: number | null) {
  const recent =
    cursor === null
      ? sql``
      : sql`and m.id in (select e.matter_id from events e where e.tenant_id = ${tenant} and e.at >= to_timestamp(${cursor - OVERLAP_MS} / 1000.0))`;
  let after = '';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select m.id from matters m
      left join indicator_heads h on h.tenant_id = m.tenant_id and h.source = ${id} and h.record = m.id
      where m.tenant_id = ${tenant} and m.loop = ${loop} and m.id > ${after} and h.seq is distinct from m.seq ${recent}
      order by m.id limit ${BATCH}`.execute(db);
    const ids = rows.map((each) => each.id);
    const last = ids.at(-1);
    if (last === undefined) return;
    yield ids;
    after = last;
  }
}

async function writeBatch(
  db: Database,
  tenant: string,
  source: CompiledSource,
  ids: readonly string[],
  calendar: WorkingCalendar,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`indicators ${tenant} ${source.id}`}))`.execute(db);
  const marked =
    source.kind === 'matter'
      ? await markMatters(db, tenant, source, ids, calendar)
      : await markOnces(db, tenant, source, ids);
  await sql`delete from indicator_marks where tenant_id = ${tenant} and source = ${source.id} and record = any(${ids as string[]})`.execute(
    db,
  );
  await insertMarks(
    db,
    tenant,
    source.id,
    marked.flatMap((each) => each.marks.map((mark, place) => ({ ...mark, place }))),
  );
  if (source.kind === 'matter')
    await writeShares(
      db,
      tenant,
      source.id,
      marked.map(({ record, shares = [] }) => ({ record, shares })),
    );
  await sql`insert into indicator_heads (tenant_id, source, record, seq)
    select ${tenant}, ${source.id}, r, s from unnest(${marked.map((each) => each.record)}::text[], ${marked.map((each) => each.seq)}::int[]) x(r, s)
    on conflict (tenant_id, source, record) do update set seq = excluded.seq`.execute(db);
  return marked.reduce((sum, each) => sum + each.marks.length, 0);
}

async function markMatters(
  db: Database,
  tenant: string,
  source: CompiledSource,
  ids: readonly string[],
  calendar: WorkingCalendar,
): Promise<readonly Marked[]> {
  const clocks = new Set(Object.keys(source.clocks));
  return (await chainsOf(db, tenant, ids)).map(({ matter, events }) => ({
    record: matter,
    seq: events.at(-1)?.seq ?? 0,
    marks: marksOfMatter(source, matter, events as readonly MatterEvent[], calendar),
    shares: sharesOf(matter, events as readonly MatterEvent[], clocks, calendar),
  }));
}

type Placed = Mark & { readonly place: number };
const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

/** One statement for a batch, as JSON: a row has too many columns for parameters. */
async function insertMarks(db: Database, tenant: string, source: string, marks: readonly Placed[]): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map(({ at, until, openedAt, dueAt, nearAt, counted, meets, gained, values, ...each }) => ({
    ...each,
    at: seconds(at),
    until: seconds(until),
    opened_at: seconds(openedAt),
    due_at: seconds(dueAt),
    near_at: seconds(nearAt),
    counted: counted.toString(),
    meets: meets.toString(),
    gained: gained.toString(),
    vals: values.some((value) => value !== null) ? values : [],
  }));
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
