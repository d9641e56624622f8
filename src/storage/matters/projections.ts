import { sql } from 'kysely';
import type { Directory } from '#engines/matters';
import type { Database } from '../database.ts';
import { accessIsStale, differencesOf, projectionOf, storedProjections } from './projected.ts';
import { chainsOf, walkBatches } from './walk-chains.ts';

export type ProjectionReport = {
  readonly matters: number;
  /** Matters whose row or clocks say something else than their events. */
  readonly differing: readonly string[];
  /** Matters whose access is not what this directory gives: so it is after every change of the organisation. */
  readonly staleAccess?: readonly string[];
  /** What differs, for people: `id: status, clocks`. */
  readonly what?: readonly string[];
};

/** Folds every history anew and compares it with what is projected, at one instant. */
export async function checkProjections(db: Database, tenant: string, directory: Directory): Promise<ProjectionReport> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((snapshot) => compareAll(snapshot, tenant, directory));
}

async function compareAll(db: Database, tenant: string, directory: Directory): Promise<ProjectionReport> {
  const differing: string[] = [];
  const what: string[] = [];
  const staleAccess: string[] = [];
  let matters = 0;
  const differs = (matter: string, how: readonly string[]): void => {
    differing.push(matter);
    what.push(`${matter}: ${how.join(', ')}`);
  };
  for await (const batch of walkBatches(db, tenant)) {
    matters += batch.length;
    const stored = await storedProjections(
      db,
      tenant,
      batch.map((each) => each.matter),
    );
    for (const chain of batch) {
      const wanted = projectionOf(chain, directory);
      if (!wanted) continue;
      const found = stored.get(chain.matter);
      const how = differencesOf(wanted, found);
      if (how.length > 0) differs(chain.matter, how);
      if (accessIsStale(wanted, found)) staleAccess.push(chain.matter);
    }
  }
  for (const each of await withoutEvents(db, tenant)) differs(each, ['no events']);
  for (const each of await wronglyWaiting(db, tenant)) if (!differing.includes(each)) differs(each, ['waiting']);
  return {
    matters,
    differing,
    ...(what.length > 0 ? { what } : {}),
    ...(staleAccess.length > 0 ? { staleAccess } : {}),
  };
}

async function withoutEvents(db: Database, tenant: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from matters m where m.tenant_id = ${tenant} and not exists (
      select from events e where e.tenant_id = m.tenant_id and e.matter_id = m.id and e.seq = 1)`.execute(db);
  return rows.map((each) => each.id);
}

/** Whose rows of what waits on a unit are not what the matter itself says. */
async function wronglyWaiting(db: Database, tenant: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with wanted as (select m.id, u as unit, m.opened_at, coalesce(m.due_at, 'infinity') as due_at
        from matters m, unnest(m.waiting_on) u where m.tenant_id = ${tenant}),
      stored as (select matter_id, unit, opened_at, due_at from matter_waiting where tenant_id = ${tenant})
    select distinct id from ((table wanted except table stored) union all (table stored except table wanted)) x order by id`.execute(
    db,
  );
  return rows.map((each) => each.id);
}

/** Writes what differs anew from the events; the events themselves are not touched. The site may go on meanwhile. */
export async function rebuildProjections(
  db: Database,
  tenant: string,
  directory: Directory,
): Promise<ProjectionReport> {
  const report = await checkProjections(db, tenant, directory);
  for (const matter of new Set([...report.differing, ...(report.staleAccess ?? [])]))
    await db.transaction().execute((inside) => rebuildOne(inside, tenant, matter, directory));
  return report;
}

/** Locked and read anew: it may have moved since it was compared. */
async function rebuildOne(db: Database, tenant: string, matter: string, directory: Directory): Promise<void> {
  await sql`select set_config('clearway.rebuilding', 'on', true)`.execute(db);
  await sql`select 1 from matters where tenant_id = ${tenant} and id = ${matter} for update`.execute(db);
  const [chain] = await chainsOf(db, tenant, [matter]);
  const wanted = chain && projectionOf(chain, directory);
  await sql`delete from matters where tenant_id = ${tenant} and id = ${matter}`.execute(db);
  await sql`delete from clocks where tenant_id = ${tenant} and matter_id = ${matter}`.execute(db);
  await sql`delete from matter_waiting where tenant_id = ${tenant} and matter_id = ${matter}`.execute(db);
  await sql`delete from access where tenant_id = ${tenant} and matter_id = ${matter}`.execute(db);
  if (!wanted) return;
  const { row, clocks, entitlements } = wanted;
  const nothing = { events: [], contents: [], revoked: [], outbox: [], command: null, tokens: null };
  const document = { matter: row, clocks, access: entitlements, ...nothing, now: row.updated_at };
  await sql`select clearway_write_step(${tenant}, ${JSON.stringify(document)}::jsonb)`.execute(db);
}
