import { sql } from 'kysely';
import type { MarkReader, StoodAsked, StoodRow } from '#domains/evaluation';
import type { Database } from '../database.ts';
import { at, filtered, type Sql, stood } from './mark-where.ts';

type Counted = Awaited<ReturnType<MarkReader['standing']>>[number];

const LAMPS = ['open', 'overdue', 'suspended', 'near'] as const;

const counted = (lamps: readonly StoodAsked['what'][], now: Sql): Sql =>
  sql.join(lamps.map((what) => sql`count(*) filter (where ${lampAt(what, now)}) as ${sql.ref(what)}`));

/** What stood open, by unit and by region, in one reading. */
export async function standingNow(
  db: Database,
  ...[tenant, sources, asOf]: Parameters<MarkReader['standing']>
): ReturnType<MarkReader['standing']> {
  const { rows } = await sql<Counted>`
    select case when grouping(u) = 0 then 'unit' else 'region' end as by,
      case when grouping(u) = 0 then u else r end as "group", ${counted(LAMPS, at(asOf))}
    from (select coalesce(unit, '') as u, coalesce(region, '') as r, open, suspended, due_at, near_at from indicator_marks m
      where m.tenant_id = ${tenant} and m.source = any(${sources as string[]}) and ${await stoodAt(db, tenant, asOf)} and open) m
    group by grouping sets ((u), (r))`.execute(db);
  return rows;
}

/** Each plan's own, with what is done. */
export async function plannedNow(
  db: Database,
  ...[tenant, source, asOf]: Parameters<MarkReader['planned']>
): ReturnType<MarkReader['planned']> {
  const { rows } = await sql<Awaited<ReturnType<MarkReader['planned']>>[number]>`
    select plan as "group", ${counted([...LAMPS, 'done'], at(asOf))} from indicator_marks m
    where m.tenant_id = ${tenant} and m.source = ${source} and ${stood(asOf)}
      and plan is not null group by 1`.execute(db);
  return rows;
}

export async function stoodSo(
  db: Database,
  ...[tenant, sources, { asOf, what, from, to, filter, after, limit }]: Parameters<MarkReader['stood']>
): ReturnType<MarkReader['stood']> {
  const now = at(asOf);
  const page = after
    ? sql`and (coalesce(due_at, 'infinity'), record) > (${after.dueAt === null ? sql`'infinity'` : at(after.dueAt)}, ${after.record})`
    : sql``;
  const so = sql`m.tenant_id = ${tenant} and ${await stoodAt(db, tenant, asOf)} and ${lampAt(what, now, from, to)} ${filtered(filter)}`;
  const [all, { rows }] = await Promise.all([
    sql<{ total: number }>`select count(*) as total from indicator_marks m
      where m.source = any(${sources as string[]}) and ${so}`.execute(db),
    // Each source by itself has them in order: so many of each, and of these the first.
    sql<StoodRow>`
      select x.* from unnest(${sources as string[]}::text[]) s(source) cross join lateral (
        select record, unit, due_at as "dueAt", ${shining(now)} as lamp from indicator_marks m
        where m.source = s.source and ${so} ${page} order by due_at, record limit ${limit}) x
      order by x."dueAt", x.record limit ${limit}`.execute(db),
  ]);
  return { total: all.rows[0]?.total ?? 0, rows };
}

/** As of a moment after the newest mark it is what has no end yet, which an index of its own holds. */
async function stoodAt(db: Database, tenant: string, asOf: number): Promise<Sql> {
  const { rows } = await sql<{
    live: boolean | null;
  }>`select max(newest_at) < ${at(asOf)} as live from indicator_sources
    where tenant_id = ${tenant}`.execute(db);
  return rows[0]?.live === true ? sql`m.until = 'infinity'` : stood(asOf);
}

/** The same lamps as everywhere: overdue past the nearest limit, near from its first reminder on. */
function lampAt(what: StoodAsked['what'], now: Sql, from = 0, to = 0): Sql {
  switch (what) {
    case 'done':
      return sql`not open`;
    case 'open':
      return sql`open`;
    case 'suspended':
      return sql`open and suspended`;
    case 'overdue':
      return sql`open and not suspended and due_at < ${now}`;
    case 'near':
      return sql`open and not suspended and due_at >= ${now} and near_at <= ${now}`;
    case 'normal':
      return sql`open and not suspended and (due_at is null or (due_at >= ${now} and (near_at is null or near_at > ${now})))`;
    case 'due':
      return sql`open and not suspended and due_at >= ${at(from)} and due_at < ${at(to)}`;
  }
}

const shining = (now: Sql): Sql => sql`case when not open then 'done' when suspended then 'suspended'
  when due_at < ${now} then 'overdue' when near_at <= ${now} then 'near' else 'normal' end`;
