import { sql } from 'kysely';
import { fold, type MatterEvent, type MatterState } from '#engines/matters';
import { canonicalJson, type Json } from '#kernel';
import { clockRowsOf, columnsOf } from '#platform/matters';
import type { Database } from '../database.ts';
import { walkChains } from './walk-chains.ts';

export type ProjectionReport = { readonly matters: number; readonly differing: readonly string[] };

const same = (a: unknown, b: unknown): boolean => canonicalJson(plain(a)) === canonicalJson(plain(b));
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

/** Folds every history anew and compares it with what is projected. */
export async function checkProjections(db: Database, tenant: string): Promise<ProjectionReport> {
  const differing: string[] = [];
  let matters = 0;
  for await (const { matter, events } of walkChains(db, tenant)) {
    matters += 1;
    const stored = await storedState(db, tenant, matter);
    if (!same(stored, fold(matter, events.map(eventOf)))) differing.push(matter);
  }
  return { matters, differing };
}

/** Writes the projections anew from the events; the events themselves are not touched. */
export async function rebuildProjections(db: Database, tenant: string): Promise<ProjectionReport> {
  const differing: string[] = [];
  let matters = 0;
  for await (const { matter, events } of walkChains(db, tenant)) {
    matters += 1;
    const state = fold(matter, events.map(eventOf));
    if (!state || same(await storedState(db, tenant, matter), state)) continue;
    differing.push(matter);
    const columns = { ...columnsOf(state), seq: state.seq, head_hash: events.at(-1)?.hash, state };
    const document = { matter: columns, clocks: clockRowsOf(state), ...NOTHING, now: state.updatedAt };
    await sql`select clearway_write_step(${tenant}, ${JSON.stringify(document)}::jsonb)`.execute(db);
  }
  return { matters, differing };
}

const NOTHING = { events: [], contents: [], access: [], revoked: [], outbox: [], command: null, tokens: null };

const eventOf = ({ prev: _p, hash: _h, ...event }: MatterEvent & { prev: string; hash: string }): MatterEvent =>
  event as MatterEvent;

async function storedState(db: Database, tenant: string, id: string): Promise<MatterState | undefined> {
  const { rows } = await sql<{ state: MatterState }>`
    select state from matters where tenant_id = ${tenant} and id = ${id}`.execute(db);
  return rows[0]?.state;
}
