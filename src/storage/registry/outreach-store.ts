import { sql } from 'kysely';
import type { GridEnterprise, OutreachStore, OutreachWriter, Visit, VisitQuery } from '#domains/outreach';
import { type GridSnapshot, IN_GRID, LEADS_BLOCK, SERVES_GRID } from '#engines/registry';
import type { Day, IdSource } from '#kernel';
import type { Database } from '../database.ts';
import { meetingStore } from './meeting-store.ts';
import { type GridRow, gridFrom, type Seal, type VisitRow, visitFrom } from './outreach-rows.ts';
import { holdsOnSql, lockRegistry } from './registry-store.ts';
import { registryWriter } from './registry-writer.ts';
import { type RelationRow, relationFrom } from './rows.ts';

/** Grids, visits and meetings of a tenant. */
export function createOutreachStore(db: Database, seal: Seal, ids: IdSource): OutreachStore {
  return {
    ...meetingStore(db, seal),
    loadGrids: (tenant, enterprises = []) => loadGrids(db, tenant, enterprises),
    change: (tenant, enterprises, work) =>
      db.transaction().execute(async (tx) => {
        await lockRegistry(tx, tenant);
        return work(await loadGrids(tx, tenant, enterprises), writer(tx, tenant, ids));
      }),
    countByGrid: async (tenant, day) => {
      const { rows } = await sql<{ object: string; count: number }>`
        select object, count(*) as count from relations
        where tenant_id = ${tenant} and kind = ${IN_GRID} and ${holdsOnSql(day)} group by object`.execute(db);
      return new Map(rows.map((each) => [each.object, each.count]));
    },
    enterprisesOf: (tenant, grids, day, limit) => enterprisesOf(db, tenant, grids, day, limit),
    addVisit: (tenant, visit, now) => addVisit(db, tenant, visit, now, seal),
    linkVisit: async (tenant, id, matter) => {
      const { numAffectedRows } = await sql`
        update visits set matter_id = ${matter}
        where tenant_id = ${tenant} and id = ${id} and matter_id is null`.execute(db);
      return Number(numAffectedRows ?? 0) > 0;
    },
    findVisit: async (tenant, id) => {
      const { rows } = await sql<VisitRow>`
        select ${VISIT} from visits where tenant_id = ${tenant} and id = ${id}`.execute(db);
      return rows[0] && visitFrom(rows[0], seal);
    },
    listVisits: (tenant, query) => listVisits(db, tenant, query, seal),
  };
}

const VISIT = sql`id, enterprise_id, grid_id, visitor, unit_id, at, kind, place, mood, note_cipher, files, matter_id`;

async function loadGrids(db: Database, tenant: string, enterprises: readonly string[]): Promise<GridSnapshot> {
  const grids = await sql<GridRow>`
    select id, name, kind, parent_id, region, catch_all, valid_from, valid_to
    from grids where tenant_id = ${tenant} order by id`.execute(db);
  const relations = await sql<RelationRow>`
    select id, kind, subject, object, role, valid_from, valid_to, evidence from relations
    where tenant_id = ${tenant} and (kind = any(${[SERVES_GRID, LEADS_BLOCK]})
      or (kind = ${IN_GRID} and subject = any(${enterprises as string[]})))
    order by id`.execute(db);
  return { grids: grids.rows.map(gridFrom), relations: relations.rows.map(relationFrom) };
}

function writer(tx: Database, tenant: string, ids: IdSource): OutreachWriter {
  const registry = registryWriter(tx, tenant);
  return {
    putRelations: registry.putRelations,
    endRelation: registry.endRelation,
    putGrids: async (grids) => {
      for (const each of grids)
        await sql`
          insert into grids (tenant_id, id, name, kind, parent_id, region, catch_all, valid_from, valid_to)
          values (${tenant}, ${each.id}, ${each.name}, ${each.kind}, ${each.parent}, ${each.region},
            ${each.catchAll ?? false}, ${each.validFrom}, ${each.validTo ?? null})
          on conflict (tenant_id, id) do update set name = excluded.name, parent_id = excluded.parent_id,
            region = excluded.region, catch_all = excluded.catch_all, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to`.execute(tx);
    },
    note: (call, act, object, detail) =>
      registry.note({
        id: ids(),
        at: call.now,
        actor: call.actor.id,
        ...(call.actor.unit && { unit: call.actor.unit }),
        act,
        object,
        detail,
        requestId: call.requestId,
      }),
  };
}

async function enterprisesOf(
  db: Database,
  tenant: string,
  grids: readonly string[],
  day: Day,
  limit: number,
): Promise<readonly GridEnterprise[]> {
  const { rows } = await sql<{ id: string; name: string; address: string | null; last: number | null }>`
    select e.id, e.name, e.address, v.last from relations r
    join enterprises e on e.tenant_id = r.tenant_id and e.id = r.subject
    left join lateral (select max(at) as last from visits v where v.tenant_id = e.tenant_id and v.enterprise_id = e.id) v on true
    where r.tenant_id = ${tenant} and r.kind = ${IN_GRID} and r.object = any(${grids as string[]})
      and ${holdsOnSql(day, 'r.')}
    order by v.last nulls first, e.id limit ${limit}`.execute(db);
  return rows.map(({ id, name, address, last }) => ({
    id,
    name,
    ...(address !== null && { address }),
    ...(last !== null && { lastVisitAt: last }),
  }));
}

async function addVisit(db: Database, tenant: string, visit: Visit, now: number, { seal }: Seal): Promise<void> {
  const { id, enterprise, grid, visitor, unit, at, kind, place, mood, note, files } = visit;
  await sql`
    insert into visits (tenant_id, id, enterprise_id, grid_id, visitor, unit_id, at, kind, place, mood, note_cipher, files,
      created_at)
    values (${tenant}, ${id}, ${enterprise}, ${grid ?? null}, ${visitor}, ${unit ?? null}, ${new Date(at)}, ${kind},
      ${place ?? null}, ${mood ?? null}, ${note === undefined ? null : seal(note)}, ${files as string[]},
      ${new Date(now)})`.execute(db);
}

async function listVisits(db: Database, tenant: string, query: VisitQuery, seal: Seal) {
  const { enterprise, visitor, from, to, after, limit } = query;
  const [at, id] = after?.split('/') ?? [];
  const conditions = [
    sql`tenant_id = ${tenant}`,
    ...(enterprise ? [sql`enterprise_id = ${enterprise}`] : []),
    ...(visitor ? [sql`visitor = ${visitor}`] : []),
    ...(from !== undefined ? [sql`at >= ${new Date(from)}`] : []),
    ...(to !== undefined ? [sql`at < ${new Date(to)}`] : []),
    ...(at && id ? [sql`(at, id) < (${new Date(Number(at))}, ${id})`] : []),
  ];
  const { rows } = await sql<VisitRow>`
    select ${VISIT} from visits where ${sql.join(conditions, sql` and `)}
    order by at desc, id desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map((each) => visitFrom(each, seal));
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last && { next: `${last.at}/${last.id}` }) };
}
