import { sql } from 'kysely';
import { type BenchSite, counties, openBenchSite, START } from './bench-site.ts';
import { lifeCycle, TITLES } from './life-cycle.ts';

/** Of each county's twenty: eighteen closed, one filed, one being handled. One matter in ten is open. */
const FAR = [0, 2, ...Array.from({ length: 18 }, () => 5)];
export const TEMPLATES = counties.length * FAR.length;
/** One matter in this many keeps all its events; details are read of those. */
export const WITH_EVENTS = 20;
/** So many different words stand in the texts, each matter having two of them. */
const WORDS = 2_000;
const CHUNK = 250;

/** A site with `matters` matters: a few made by the engine itself, the rest copies of their rows made by SQL. */
export async function populate(url: string, matters: number, connections: number): Promise<BenchSite> {
  const site = await openBenchSite(url, connections);
  for (const county of counties) {
    for (const [n, far] of FAR.entries())
      await lifeCycle(site.wired.matters, site, county, far, TITLES[n % TITLES.length]);
  }
  const copies = Math.max(0, Math.round(matters / TEMPLATES) - 1);
  await prepare(site);
  for (let from = 1; from <= copies; from += CHUNK) await copy(site, from, Math.min(copies, from + CHUNK - 1));
  await sql`vacuum (analyze)`.execute(site.databases.owner);
  site.clock.now = START + 3_600_000;
  return site;
}

async function prepare({ databases: { owner } }: BenchSite): Promise<void> {
  for (const table of ['matters', 'events', 'access', 'clocks', 'contents', 'search_tokens'])
    await sql.raw(`create table t_${table} as table ${table}`).execute(owner);
}

// The copies' ids begin with their number, so that later ones sort later, as real ids do. The whole lies within three
// years; what is open, within the last days.
const ID = (column: string) => `lpad(to_hex(k), 8, '0') || right(${column}, 16)`;
const AGE = (closed: string) => `case when ${closed} then make_interval(mins => (k * 1576800::bigint / total)::int)
  else make_interval(mins => k % 7200) end`;

async function copy({ databases: { owner } }: BenchSite, from: number, to: number): Promise<void> {
  const copies = `generate_series(${from}, ${to}) k, (select 20000 as total) x`;
  const shared = `tenant_id, loop, version, status, closed, seq, head_hash`;
  const kept = `holder_unit, holder_section, holder_person, held_since, enterprise_id, region, category, grade, channel,
    plan_id, parent_id, flags, tags, waiting_on`;
  const rest = `breached, suspended, provisional`;
  await sql
    .raw(`insert into matters (${shared}, id, number, state, opened_at, closed_at, updated_at, ${kept}, due_at, ${rest})
      select ${shared}, ${ID('id')}, number || '-' || k,
        state || jsonb_build_object('id', ${ID('id')}, 'number', number || '-' || k,
          'contents', state -> 'contents' || jsonb_build_object('title', state #> '{contents,title}' ||
            jsonb_build_object('ref', ${ID("state #>> '{contents,title,ref}'")}))),
        opened_at - ${AGE('closed')}, closed_at - ${AGE('closed')}, updated_at - ${AGE('closed')}, ${kept},
        due_at - ${AGE('closed')} + interval '3 days', ${rest}
      from t_matters, ${copies}`)
    .execute(owner);
  await sql
    .raw(`insert into access (tenant_id, principal, matter_id, loop, opened_at, why)
      select a.tenant_id, a.principal, ${ID('a.matter_id')}, a.loop, a.opened_at - ${AGE('m.closed')}, a.why
      from t_access a join t_matters m on m.id = a.matter_id, ${copies} where a.principal not like 'follow:%'
      union all select tenant_id, 'follow:' || ${ID('id')}, ${ID('id')}, loop, opened_at - ${AGE('closed')}, 'follow'
      from t_matters, ${copies}`)
    .execute(owner);
  await sql
    .raw(`insert into clocks (tenant_id, matter_id, clock, fire_at, next_rung_at, next_rung, running)
      select tenant_id, ${ID('matter_id')}, clock, fire_at, next_rung_at + make_interval(mins => k % 7200) + interval '30 days', next_rung, running
      from t_clocks, ${copies}`)
    .execute(owner);
  await sql
    .raw(`insert into contents (tenant_id, id, matter_id, kind, cipher, salt, commitment, created_at)
      select tenant_id, ${ID('id')}, ${ID('matter_id')}, kind, cipher, salt, commitment, created_at from t_contents, ${copies}`)
    .execute(owner);
  await sql
    .raw(`insert into search_tokens (tenant_id, matter_id, tokens)
      select tenant_id, ${ID('matter_id')}, array_to_tsvector(tsvector_to_array(tokens) || array['号' || k::text,
        '词' || abs(k * 7919::bigint + hashtext(matter_id)) % ${WORDS}, '词' || abs(hashtext(matter_id || k)) % ${WORDS}])
      from t_search_tokens, ${copies}`)
    .execute(owner);
  await sql
    .raw(`insert into events (tenant_id, matter_id, seq, at, type, actor, unit, command_id, data, prev_hash, hash)
      select tenant_id, ${ID('matter_id')}, seq, at, type, actor, unit, command_id, data, prev_hash, hash
      from t_events, ${copies} where k % ${WITH_EVENTS} = 0`)
    .execute(owner);
}

export const sizesOf = async ({ databases: { owner } }: BenchSite): Promise<string> => {
  const { rows } = await sql<{ n: number; open: number; size: string }>`
    select (select count(*) from matters) as n, (select count(*) from matters where not closed) as open,
      pg_size_pretty(pg_database_size(current_database())) as size`.execute(owner);
  const [found] = rows;
  return `${found?.n} matters, ${found?.open} open, ${found?.size}`;
};
