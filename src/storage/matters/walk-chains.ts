import { sql } from 'kysely';
import type { MatterEvent } from '#engines/matters';
import type { Database } from '../database.ts';

export type StoredEvent = MatterEvent & { readonly prev: string; readonly hash: string };
export type Chain = { readonly matter: string; readonly events: readonly StoredEvent[] };

const BATCH = 500;

/** Reads every matter's history in order of id, so that memory does not grow with the city. */
export async function* walkChains(db: Database, tenant: string): AsyncGenerator<Chain> {
  for await (const batch of walkBatches(db, tenant)) yield* batch;
}

/** The same, a batch of matters at a time, for those who have more to look up about each. */
export async function* walkBatches(db: Database, tenant: string): AsyncGenerator<readonly Chain[]> {
  let after = '';
  for (;;) {
    const ids = await sql<{ matter_id: string }>`
      select distinct matter_id from events where tenant_id = ${tenant} and matter_id > ${after}
      order by matter_id limit ${BATCH}`.execute(db);
    const last = ids.rows.at(-1)?.matter_id;
    if (last === undefined) return;
    yield await chainsOf(
      db,
      tenant,
      ids.rows.map((each) => each.matter_id),
    );
    after = last;
  }
}

/** The histories of some matters. */
export async function chainsOf(db: Database, tenant: string, matters: readonly string[]): Promise<readonly Chain[]> {
  const { rows } = await sql<Row<StoredEvent>>`
    select matter_id, seq, at, type, actor, unit, data, prev_hash as prev, hash from events
    where tenant_id = ${tenant} and matter_id = any(${matters as string[]}) order by matter_id, seq`.execute(db);
  const byMatter = Map.groupBy(rows, (each) => each.matter_id);
  return [...byMatter].map(([matter, events]) => ({ matter, events: events.map((each) => clean<StoredEvent>(each)) }));
}

/** The same without what proves them, for those who only want to know what happened. */
export async function historiesOf(db: Database, tenant: string, matters: readonly string[]) {
  const { rows } = await sql<Row<MatterEvent>>`
    select matter_id, seq, at, type, actor, unit, data from events
    where tenant_id = ${tenant} and matter_id = any(${matters as string[]}) order by matter_id, seq`.execute(db);
  return [...Map.groupBy(rows, (each) => each.matter_id)].map(([matter, events]) => ({
    matter,
    events: events.map((each) => clean<MatterEvent>(each)),
  }));
}

type Row<E> = E & { matter_id: string; unit: string | null };

function clean<E extends MatterEvent>({ matter_id: _, unit, ...event }: Row<E>): E {
  return { ...event, ...(unit ? { unit } : {}) } as unknown as E;
}
