import { type RawBuilder, sql } from 'kysely';
import type { OpenedMatter, PlanRecord, PlanRevision, PlanStore, PlanSummary } from '#domains/programme';
import type { Database, Databases } from '../database.ts';

const at = (ms: number | null): RawBuilder<unknown> => sql`to_timestamp(${ms} / 1000.0)`;
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`;

const summary = sql`id, title, document_number as "documentNumber", year, status, demo, valid_until as "validUntilDay",
  office, tasks, measures, version, published, updated_at as "updatedAt", published_at as "publishedAt"`;
const record = sql`${summary}, sheet, created_by as "createdBy", created_at as "createdAt",
  updated_by as "updatedBy", discard_reason as "discardReason"`;

/** Plans of a city. Every official with the permission reads all of them; measures are matters and keep their own walls. */
export function createPlanStore({ system }: Pick<Databases, 'system'>): PlanStore {
  return {
    add: (tenant, plan) => add(system, tenant, plan),
    get: (tenant, id) => get(system, tenant, id),
    list: async (tenant) => {
      const { rows } =
        await sql<PlanSummary>`select ${summary} from plans where tenant_id = ${tenant} and status <> 'discarded'
        order by year desc nulls last, updated_at desc, id`.execute(system);
      return rows;
    },
    save: (tenant, plan, seen) => save(system, tenant, plan, seen),
    discard: async (tenant, id, { by, at: when, reason, seen }) => {
      const { numAffectedRows } = await sql`update plans set status = 'discarded', discarded_by = ${by},
        updated_by = ${by}, updated_at = ${at(when)}, discard_reason = ${reason}, version = version + 1
        where tenant_id = ${tenant} and id = ${id} and status = 'draft' and version = ${seen}`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    claim: async (tenant, id, now, until) => {
      const { numAffectedRows } = await sql`update plans set claimed_until = ${at(until)}
        where tenant_id = ${tenant} and id = ${id} and (claimed_until is null or claimed_until <= ${at(now)})`.execute(
        system,
      );
      return Number(numAffectedRows ?? 0) === 1;
    },
    release: async (tenant, id) => {
      await sql`update plans set claimed_until = null where tenant_id = ${tenant} and id = ${id}`.execute(system);
    },
    progress: async (tenant, id, published, publishedAt) => {
      await sql`update plans set published = ${published}, status = 'published',
        published_at = coalesce(published_at, ${at(publishedAt)}) where tenant_id = ${tenant} and id = ${id}`.execute(
        system,
      );
    },
    opened: (tenant, plan) => opened(system, tenant, plan),
    addRevision: (tenant, revision) => addRevision(system, tenant, revision),
    revisions: async (tenant, plan) => {
      const { rows } = await sql<Omit<PlanRevision, 'before' | 'byName'> & { readonly byName: string | null }>`
        select r.id, r.plan_id as plan, r.at, r.by_actor as by, p.name as "byName", r.reason, r.changes
        from plan_revisions r left join people p on p.tenant_id = r.tenant_id and p.id = r.by_actor
        where r.tenant_id = ${tenant} and r.plan_id = ${plan} order by r.at, r.id`.execute(system);
      return rows.map(({ byName, ...row }) => ({ ...row, ...(byName && { byName }) }));
    },
    rememberColumns: async (tenant, signature, mapping, now) => {
      await sql`insert into plan_columns (tenant_id, signature, mapping, at)
        values (${tenant}, ${signature}, ${json(mapping)}, ${at(now)})
        on conflict (tenant_id, signature) do update set mapping = excluded.mapping, at = excluded.at`.execute(system);
    },
    recallColumns: async (tenant) => {
      const { rows } = await sql<{ signature: string; mapping: Readonly<Record<string, string | number>> }>`
        select signature, mapping from plan_columns where tenant_id = ${tenant} order by at desc limit 50`.execute(
        system,
      );
      return rows.map((each) => [each.signature, each.mapping] as const);
    },
  };
}

async function get(db: Database, tenant: string, id: string): Promise<PlanRecord | undefined> {
  const { rows } =
    await sql<PlanRecord>`select ${record} from plans where tenant_id = ${tenant} and id = ${id}`.execute(db);
  return rows[0];
}

async function add(db: Database, tenant: string, plan: PlanRecord): Promise<PlanRecord> {
  await sql`insert into plans (tenant_id, id, title, document_number, year, status, demo, valid_until, office, tasks,
      measures, published, version, sheet, created_by, created_at, updated_at, published_at, updated_by)
    values (${tenant}, ${plan.id}, ${plan.title}, ${plan.documentNumber}, ${plan.year}, ${plan.status}, ${plan.demo},
      ${plan.validUntilDay}, ${plan.office}, ${plan.tasks}, ${plan.measures}, ${plan.published}, ${plan.version},
      ${json(plan.sheet)}, ${plan.createdBy}, ${at(plan.createdAt)}, ${at(plan.updatedAt)}, ${at(plan.publishedAt)},
      ${plan.updatedBy})
    on conflict (tenant_id, id) do nothing`.execute(db);
  const there = await get(db, tenant, plan.id);
  if (!there) throw new Error(`plan ${plan.id} was not written`);
  return there;
}

async function save(db: Database, tenant: string, plan: PlanRecord, seen: number): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update plans set title = ${plan.title}, document_number = ${plan.documentNumber},
      year = ${plan.year}, status = ${plan.status}, demo = ${plan.demo}, valid_until = ${plan.validUntilDay},
      tasks = ${plan.tasks}, measures = ${plan.measures}, version = version + 1, sheet = ${json(plan.sheet)},
      updated_at = ${at(plan.updatedAt)}, updated_by = ${plan.updatedBy}
    where tenant_id = ${tenant} and id = ${plan.id} and version = ${seen}`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

async function opened(db: Database, tenant: string, plan: string): Promise<ReadonlyMap<string, OpenedMatter>> {
  const { rows } = await sql<OpenedMatter>`
    select id, status, closed, jsonb_array_length(state -> 'hops') > 0 as dispatched from matters
    where tenant_id = ${tenant} and plan_id = ${plan}`.execute(db);
  return new Map(rows.map((each) => [each.id, each]));
}

async function addRevision(db: Database, tenant: string, revision: PlanRevision): Promise<void> {
  const { id, plan, by, reason, before, changes } = revision;
  await sql`insert into plan_revisions (tenant_id, id, plan_id, at, by_actor, reason, before, changes)
    values (${tenant}, ${id}, ${plan}, ${at(revision.at)}, ${by}, ${reason}, ${json(before)}, ${json(changes)})`.execute(
    db,
  );
}
