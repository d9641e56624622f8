import { sql } from 'kysely';
import type { CompiledSource } from '#domains/evaluation';
import type { Database } from '../database.ts';

const BATCH = 400;
/** Commands write their own time: one that was slow to commit may be this much older than its neighbours. */
const OVERLAP_MS = 10 * 60_000;

/** The matters of every loop that have events since then, found once for all sources. */
export async function recentMatters(
  db: Database,
  tenant: string,
  since: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ loop: string; ids: string[] }>`
    select m.loop, array_agg(m.id order by m.id) as ids from matters m
    where m.tenant_id = ${tenant} and m.id in (select e.matter_id from events e
      where e.tenant_id = ${tenant} and e.at >= to_timestamp(${since - OVERLAP_MS} / 1000.0))
    group by m.loop`.execute(db);
  return new Map(rows.map((each) => [each.loop, each.ids]));
}

/** Of these, a batch at a time, those whose marks lag behind their events. */
export async function* staleAmong(db: Database, tenant: string, source: CompiledSource, ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += BATCH) {
    const chosen = ids.slice(at, at + BATCH);
    const { rows } = await lagging(db, tenant, source, sql`m.id = any(${chosen})`);
    if (rows.length > 0) yield rows.map((each) => each.id);
  }
}

/** Every matter of the source, compared. */
export async function* staleOfAll(db: Database, tenant: string, source: CompiledSource) {
  let after = '';
  for (;;) {
    const { rows } = await lagging(db, tenant, source, sql`m.loop = ${source.loop} and m.id > ${after}`);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((each) => each.id);
    after = last.id;
  }
}

const lagging = (db: Database, tenant: string, { id }: CompiledSource, which: ReturnType<typeof sql>) =>
  sql<{ id: string }>`
  select m.id from matters m
  left join indicator_heads h on h.tenant_id = m.tenant_id and h.source = ${id} and h.record = m.id
  where m.tenant_id = ${tenant} and ${which} and h.seq is distinct from m.seq
  order by m.id limit ${BATCH}`.execute(db);
