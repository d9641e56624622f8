import { type RawBuilder, sql } from 'kysely';
import { LEADS_BLOCK, type RegistrySnapshot, SERVES_GRID } from '#engines/registry';
import type { Day } from '#kernel';
import type { EnterpriseQuery, RegistryStore, Serving } from '#platform/registry';
import type { Database } from '../database.ts';
import { holding } from '../like.ts';
import { namedDutiesOf } from './named-duties.ts';
import { registryWriter } from './registry-writer.ts';
import {
  type EnterpriseRow,
  enterpriseFrom,
  type PostRow,
  postFrom,
  type RegionRow,
  type RelationRow,
  relationFrom,
  type UnitRow,
  unitFrom,
} from './rows.ts';

/** The organisation, its people and the enterprises of a tenant. */
export function createRegistryStore(db: Database): RegistryStore {
  return {
    loadSnapshot: (tenant, day) => loadSnapshot(db, tenant, day),
    revision: async (tenant) => {
      const { rows } = await sql<{ revision: number }>`
        select revision from registry_revisions where tenant_id = ${tenant}`.execute(db);
      return rows[0]?.revision ?? 0;
    },
    change: (tenant, work) =>
      db.transaction().execute(async (tx) => {
        await lockRegistry(tx, tenant);
        return work(await loadSnapshot(tx, tenant), registryWriter(tx, tenant));
      }),
    duties: async (tenant, person) => {
      const { rows } = await sql<RelationRow>`
        select id, kind, subject, object, role, valid_from, valid_to, evidence
        from relations where tenant_id = ${tenant} and subject = ${person} and kind in (${SERVES_GRID}, ${LEADS_BLOCK})
        order by id`.execute(db);
      return rows.map(relationFrom);
    },
    namedDuties: (tenant, person, on) => namedDutiesOf(db, tenant, person, on),
    findPeople: async (tenant, ids) => {
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from people where tenant_id = ${tenant} and id = any(${ids as string[]})`.execute(db);
      return rows;
    },
    serving: (tenant, unit, day) => serving(db, tenant, day, sql`p.unit_id = ${unit}`, 500),
    searchPeople: (tenant, q, day, limit) => serving(db, tenant, day, sql`n.name like ${holding(q)}`, limit),
    findEnterprise: async (tenant, id) => (await listEnterprises(db, tenant, { ids: [id], limit: 1 })).items[0],
    listEnterprises: (tenant, query) => listEnterprises(db, tenant, query),
  };
}

/** Changes of one tenant's registry come one after another, and each raises the revision. */
export async function lockRegistry(tx: Database, tenant: string): Promise<void> {
  await sql`
    insert into registry_revisions (tenant_id, revision) values (${tenant}, 1)
    on conflict (tenant_id) do update set revision = registry_revisions.revision + 1`.execute(tx);
}

export const holdsOnSql = (day: Day | undefined, prefix = ''): RawBuilder<unknown> => {
  if (day === undefined) return sql`true`;
  const [from, to] = [sql.raw(`${prefix}valid_from`), sql.raw(`${prefix}valid_to`)];
  return sql`${from} <= ${day} and (${to} is null or ${to} >= ${day})`;
};

async function loadSnapshot(db: Database, tenant: string, day?: Day): Promise<RegistrySnapshot> {
  const holds = holdsOnSql(day);
  const units = await sql<UnitRow>`
    select id, name, full_name, kind, parent_id, guided_by, lead_unit, dispatches, region, level, settings, aliases,
      sections, members, member_filter, assumed, valid_from, valid_to
    from units where tenant_id = ${tenant} and ${holds} order by level, id`.execute(db);
  const posts = await sql<PostRow>`
    select id, person_id, unit_id, section, role, title, valid_from, valid_to
    from posts where tenant_id = ${tenant} and ${holds} order by id`.execute(db);
  const regions = await sql<RegionRow>`
    select code, name, parent from regions where tenant_id = ${tenant} order by code`.execute(db);
  const relations = await sql<RelationRow>`
    select id, kind, subject, object, role, valid_from, valid_to, evidence
    from relations where tenant_id = ${tenant} and kind = ${LEADS_BLOCK} and ${holds} order by id`.execute(db);
  return {
    units: units.rows.map(unitFrom),
    posts: posts.rows.map(postFrom),
    regions: regions.rows,
    relations: relations.rows.map(relationFrom),
  };
}

async function serving(
  db: Database,
  tenant: string,
  day: Day,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<readonly Serving[]> {
  const { rows } = await sql<PostRow & { name: string }>`
    select p.id, p.person_id, p.unit_id, p.section, p.role, p.title, p.valid_from, p.valid_to, n.name
    from posts p join people n on n.tenant_id = p.tenant_id and n.id = p.person_id
    where p.tenant_id = ${tenant} and ${condition} and ${holdsOnSql(day, 'p.')}
    order by p.section nulls first, n.name, p.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ post: postFrom(row), person: { id: row.person_id, name: row.name } }));
}

async function listEnterprises(db: Database, tenant: string, query: EnterpriseQuery) {
  const { q, region, industry, scale, ids, after, limit } = query;
  const conditions = [
    sql`tenant_id = ${tenant}`,
    ...(q ? [sql`(name like ${holding(q)} or id = ${q.trim().toUpperCase()})`] : []),
    ...(region ? [sql`region = any(${region as string[]})`] : []),
    ...(industry ? [sql`industry = ${industry}`] : []),
    ...(scale ? [sql`scale = ${scale}`] : []),
    ...(ids ? [sql`id = any(${ids as string[]})`] : []),
    ...(after ? [sql`id > ${after}`] : []),
  ];
  const { rows } = await sql<EnterpriseRow>`
    select id, name, region, industry, scale, address, attributes from enterprises
    where ${sql.join(conditions, sql` and `)} order by id limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map(enterpriseFrom);
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last && { next: last.id }) };
}
