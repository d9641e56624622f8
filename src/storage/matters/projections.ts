import { sql } from 'kysely';
import { type Directory, entitled, fold, type MatterEvent, type MatterState } from '#engines/matters';
import { canonicalJson, type Json } from '#kernel';
import { clockRowsOf, columnsOf } from '#platform/matters';
import type { Database } from '../database.ts';
import { walkChains } from './walk-chains.ts';

/** `differing` names the matters whose rows are not what their events say. */
export type ProjectionReport = { readonly matters: number; readonly differing: readonly string[] };

type Projected = {
  readonly state: MatterState;
  readonly columns: Json;
  readonly clocks: Json;
  readonly access: readonly string[];
};
type Expected = Projected & { readonly head: string };

/** Folds every history anew and compares it with all that is projected: state, columns, clocks and access. */
export const checkProjections = (db: Database, tenant: string, directory: Directory): Promise<ProjectionReport> =>
  walk(db, tenant, directory, async () => undefined);

/** Writes what differs anew from the events, and the access rows after a change of the organisation. Events stay. */
export const rebuildProjections = (db: Database, tenant: string, directory: Directory): Promise<ProjectionReport> =>
  walk(db, tenant, directory, (expected, stored) => rewrite(db, tenant, directory, expected, stored));

async function walk(
  db: Database,
  tenant: string,
  directory: Directory,
  mend: (expected: Expected, stored: Projected | undefined) => Promise<void>,
): Promise<ProjectionReport> {
  const differing: string[] = [];
  let matters = 0;
  for await (const { matter, events } of walkChains(db, tenant)) {
    matters += 1;
    const state = fold(matter, events.map(eventOf));
    if (!state) continue;
    const expected = { ...projectionOf(state, directory), head: events.at(-1)?.hash ?? '' };
    const stored = await storedProjection(db, tenant, matter);
    const { head: _, ...comparable } = expected;
    if (stored && same(stored, comparable)) continue;
    differing.push(matter);
    await mend(expected, stored);
  }
  return { matters, differing };
}

const projectionOf = (state: MatterState, directory: Directory): Projected => ({
  state,
  columns: plain(columnsOf(state)),
  clocks: plain(clockRowsOf(state).toSorted(byClock)),
  access: entitled(state, directory)
    .map((each) => each.principal)
    .sort(),
});

async function rewrite(
  db: Database,
  tenant: string,
  directory: Directory,
  expected: Expected,
  stored: Projected | undefined,
): Promise<void> {
  const { state, head, access } = expected;
  const document = {
    matter: { ...columnsOf(state), seq: state.seq, head_hash: head, state },
    clocks: clockRowsOf(state),
    access: entitled(state, directory),
    revoked: (stored?.access ?? []).filter((each) => !access.includes(each)),
    events: [],
    contents: [],
    outbox: [],
    command: null,
    tokens: null,
    now: state.updatedAt,
  };
  await sql`select clearway_write_step(${tenant}, ${JSON.stringify(document)}::jsonb)`.execute(db);
}

const byClock = (a: { readonly clock: string }, b: { readonly clock: string }): number => (a.clock < b.clock ? -1 : 1);
const same = (a: unknown, b: unknown): boolean => canonicalJson(plain(a)) === canonicalJson(plain(b));
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

const eventOf = ({ prev: _p, hash: _h, ...event }: MatterEvent & { prev: string; hash: string }): MatterEvent =>
  event as MatterEvent;

async function storedProjection(db: Database, tenant: string, id: string): Promise<Projected | undefined> {
  const matters = await sql<{ state: MatterState; head_hash: string; seq: number; tenant_id: string }>`
    select * from matters where tenant_id = ${tenant} and id = ${id}`.execute(db);
  const row = matters.rows[0];
  if (!row) return undefined;
  const { state, head_hash: _h, seq: _s, tenant_id: _t, ...columns } = row;
  const clocks = await sql<{ clock: string }>`
    select clock, fire_at, next_rung_at, next_rung, running from clocks
    where tenant_id = ${tenant} and matter_id = ${id}`.execute(db);
  const access = await sql<{ principal: string }>`
    select principal from access where tenant_id = ${tenant} and matter_id = ${id}`.execute(db);
  return {
    state,
    columns: plain(columns),
    clocks: plain(clocks.rows.toSorted(byClock)),
    access: access.rows.map((each) => each.principal).sort(),
  };
}
