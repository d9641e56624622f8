import { sql } from 'kysely';
import type { MatterEvent } from '#engines/matters';
import type { Database } from '../database.ts';

export type StoredEvent = MatterEvent & { readonly prev: string; readonly hash: string };
export type Chain = { readonly matter: string; readonly events: readonly StoredEvent[] };

const BATCH = 500;

/** Reads every matter's history in order of id, a batch of matters at a time, so that memory does not grow with the city. */
export async function* walkChains(db: Database, tenant: string): AsyncGenerator<Chain> {
  let after = '';
  for (;;) {
    const ids = await sql<{ matter_id: string }>`
      select distinct matter_id from events where tenant_id = ${tenant} and matter_id > ${after}
      order by matter_id limit ${BATCH}`.execute(db);
    const last = ids.rows.at(-1)?.matter_id;
    if (last === undefined) return;
    const { rows } = await sql<StoredEvent & { matter_id: string; unit: string | null }>`
      select matter_id, seq, at, type, actor, unit, data, prev_hash as prev, hash from events
      where tenant_id = ${tenant} and matter_id > ${after} and matter_id <= ${last} order by matter_id, seq`.execute(
      db,
    );
    const byMatter = Map.groupBy(rows, (each) => each.matter_id);
    for (const [matter, events] of byMatter) yield { matter, events: events.map(clean) };
    after = last;
  }
}

function clean({
  matter_id: _,
  unit,
  ...event
}: StoredEvent & { matter_id: string; unit: string | null }): StoredEvent {
  return { ...event, ...(unit ? { unit } : {}) } as StoredEvent;
}
