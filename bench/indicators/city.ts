import { sql } from 'kysely';
import { type BenchSite, counties, openBenchSite, START, TENANT } from '../matters/bench-site.ts';
import { lifeCycle } from '../matters/life-cycle.ts';

const PER_COUNTY = 10;
const TEMPLATES = counties.length * PER_COUNTY;
const ID = (column: string): string => `lpad(to_hex(k), 8, '0') || right(${column}, 16)`;
const UNITS = 100;
/** Matters and all their events, spread over a year. */
const AGE = (total: number): string => `make_interval(mins => (k * 525600::bigint / ${total})::int)`;

const DERIVED = {
  indicator_marks: {
    record: ID('record'),
    ...Object.fromEntries(['at', 'until', 'opened_at', 'due_at', 'near_at'].map((each) => [each, 'shifted'])),
  },
  indicator_heads: { record: ID('record') },
  held_shares: { record: ID('record'), at: 'shifted' },
} as const;

/** What follows from the events, copied as they are: each copy counts for the next of a hundred units. */
async function copyDerived({ databases: { owner } }: BenchSite, copies: number): Promise<void> {
  for (const [table, changed] of Object.entries(DERIVED) as [string, Readonly<Record<string, string>>][]) {
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} order by ordinal_position`.execute(owner);
    const names = rows.map((each) => each.name);
    const values = names.map((name) => {
      if (name === 'unit') return `case when unit is null then null else 'bench-' || (k % ${UNITS}) end`;
      return changed[name] === 'shifted' ? `${name} - ${AGE(copies)}` : (changed[name] ?? name);
    });
    await sql.raw(`create table t_${table} as table ${table}`).execute(owner);
    await sql
      .raw(
        `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from t_${table}, generate_series(1, ${copies}) k`,
      )
      .execute(owner);
  }
  // What they sum to is counted when the events are followed next.
  await sql`update indicator_sources set tallied = false`.execute(owner);
}

/**
 * A city with `matters` matters and every event of theirs: some made by the engine, the rest copies by SQL. With
 * `derived`, what follows from the events is copied too; else it is left to be worked out.
 */
export async function eventCity(
  url: string,
  matters: number,
  derived = false,
): Promise<BenchSite & { readonly events: number }> {
  const site = await openBenchSite(url, 8);
  for (const county of counties)
    for (let n = 0; n < PER_COUNTY; n += 1) await lifeCycle(site.wired.matters, site, county, n === 0 ? 2 : 5);
  if (derived) await site.wired.jobs.find((each) => each.name === 'follow-events')?.run(TENANT, site.clock.now);
  const copies = Math.max(1, Math.round(matters / TEMPLATES) - 1);
  const { owner } = site.databases;
  for (const table of ['matters', 'events']) await sql.raw(`create table t_${table} as table ${table}`).execute(owner);
  await sql
    .raw(`insert into matters (tenant_id, id, number, loop, version, status, closed, seq, head_hash, state, opened_at, closed_at,
        updated_at, holder_unit, held_since, enterprise_id, region, category, grade, channel, flags, tags, waiting_on, breached,
        suspended, provisional)
      select tenant_id, ${ID('id')}, number || '-' || k, loop, version, status, closed, seq, head_hash, state,
        opened_at - ${AGE(copies)}, closed_at - ${AGE(copies)}, updated_at - ${AGE(copies)}, holder_unit, held_since,
        enterprise_id, region, category, grade, channel, flags, tags, waiting_on, breached, suspended, provisional
      from t_matters, generate_series(1, ${copies}) k`)
    .execute(owner);
  await sql
    .raw(`insert into events (tenant_id, matter_id, seq, at, type, actor, unit, command_id, data, prev_hash, hash)
      select tenant_id, ${ID('matter_id')}, seq, at - ${AGE(copies)}, type, actor, unit, command_id, data, prev_hash, hash
      from t_events, generate_series(1, ${copies}) k`)
    .execute(owner);
  if (derived) await copyDerived(site, copies);
  await sql`vacuum (analyze)`.execute(owner);
  site.clock.now = START + 3_600_000;
  const { rows } = await sql<{ n: number }>`select count(*) as n from events`.execute(owner);
  return { ...site, events: rows[0]?.n ?? 0 };
}

/** New acts on some matters some time later, two events each: all of them are urged, which is counted. */
export async function addEvents(
  { databases: { owner }, clock }: BenchSite,
  events: number,
  later = 3_600_000,
): Promise<number> {
  clock.now += later;
  await sql`create temporary table fresh as select m.id, m.seq, m.holder_unit from matters m where m.loop = 'appeal'
    order by md5(m.id) limit ${Math.round(events / 2)}`.execute(owner);
  await sql`insert into events (tenant_id, matter_id, seq, at, type, actor, unit, command_id, data, prev_hash, hash)
    select 'quzhou', f.id, f.seq + n, to_timestamp(${clock.now} / 1000.0), case n when 1 then 'comment' else 'flagged' end, 'bench',
      f.holder_unit, 'bench-' || f.id || n,
      case n when 1 then '{"move":"urge","input":{}}'::jsonb else '{"flag":"urged","on":true}'::jsonb end, '', 'bench'
    from fresh f, generate_series(1, 2) n`.execute(owner);
  const { rows } = await sql<{ n: number }>`with moved as (
    update matters m set seq = m.seq + 2 from fresh f where m.id = f.id returning 1) select count(*) as n from moved`.execute(
    owner,
  );
  await sql`drop table fresh`.execute(owner);
  return 2 * (rows[0]?.n ?? 0);
}
