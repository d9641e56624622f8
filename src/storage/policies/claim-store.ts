import { sql } from 'kysely';
import type { Batch, Claim, ClaimStore } from '#domains/policies';
import type { Databases } from '../database.ts';
import type { Database } from '../database-type.ts';
import { CLAIM, type Nulls, said } from './claim-columns.ts';
import { conditionsOf } from './claim-filter.ts';
import { createClaimMoney } from './claim-money.ts';
import { createClaimPace } from './claim-pace.ts';

const BATCH = sql.raw(`id, clause, version, period, status, by, unit, frozen_at as "frozenAt",
  publicity_until::text as "publicityUntil", confirmed_at as "confirmedAt", confirmed_by as "confirmedBy"`);

/** Claims and batches of 免申即享; a unique index sees to it that nobody gets it twice. */
export function createClaimStore({ system }: Pick<Databases, 'system'>): ClaimStore {
  return {
    add: async (tenant, claim) => (await insertClaims(system, tenant, [claim])) === 1,
    addBatch: (tenant, batch, lines) =>
      system.transaction().execute(async (db) => {
        await sql`insert into policy_batches (tenant_id, id, clause, version, period, status, by, unit, frozen_at, publicity_until)
          values (${tenant}, ${batch.id}, ${batch.clause}, ${batch.version}, ${batch.period}, ${batch.status}, ${batch.by},
            ${batch.unit ?? null}, to_timestamp(${batch.frozenAt} / 1000.0), ${batch.publicityUntil})`.execute(db);
        return insertClaims(db, tenant, lines);
      }),
    change: async (tenant, id, from, to) => {
      const { rows } = await sql`update policy_claims set status = ${to.status},
          amount = coalesce(${to.amount ?? null}, amount), decided_by = coalesce(${to.decidedBy ?? null}, decided_by),
          decided_at = coalesce(to_timestamp(${to.decidedAt ?? null}::numeric / 1000.0), decided_at),
          reason = coalesce(${to.reason ?? null}, reason), matter_id = coalesce(${to.matter ?? null}, matter_id),
          paused_days = coalesce(${to.pausedDays ?? null}, paused_days)
        where tenant_id = ${tenant} and id = ${id} and status = any(${from as string[]}::text[]) returning id`.execute(
        system,
      );
      return rows.length > 0;
    },
    find: async (tenant, id) => {
      const { rows } = await sql<Nulls<Claim>>`
        select ${CLAIM} from policy_claims c where c.tenant_id = ${tenant} and c.id = ${id}`.execute(system);
      return rows[0] && said<Claim>(rows[0]);
    },
    list: async (tenant, filter) => {
      const { rows } = await sql<Nulls<Claim & { name: string }>>`
        select ${CLAIM}, coalesce(e.name, c.enterprise_id) as name from policy_claims c
        left join enterprises e on e.tenant_id = c.tenant_id and e.id = c.enterprise_id
        where c.tenant_id = ${tenant} ${conditionsOf(filter)}
        order by c.filed_at desc, c.id desc limit ${filter.limit}`.execute(system);
      return rows.map((row) => said<Claim & { name: string }>(row));
    },
    held: async (tenant, clauses, enterprise) => {
      const { rows } = await sql<{ enterprise: string; clause: string; period: string }>`
        select enterprise_id as enterprise, clause, period from policy_claims where tenant_id = ${tenant}
          and clause = any(${clauses as string[]}::text[]) and status not in ('refused', 'withdrawn')
          and (${enterprise ?? null}::text is null or enterprise_id = ${enterprise ?? ''})`.execute(system);
      return rows;
    },
    batches: async (tenant, clause) => {
      const { rows } = await sql<Nulls<Batch>>`select ${BATCH} from policy_batches where tenant_id = ${tenant}
        and (${clause ?? null}::text is null or clause = ${clause ?? ''}) order by frozen_at desc limit 200`.execute(
        system,
      );
      return rows.map((row) => said<Batch>(row));
    },
    countLines: async (tenant, batch) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from policy_claims where tenant_id = ${tenant} and batch_id = ${batch}`.execute(
        system,
      );
      return rows[0]?.count ?? 0;
    },
    findBatch: async (tenant, id) => {
      const { rows } = await sql<Nulls<Batch>>`select ${BATCH} from policy_batches
        where tenant_id = ${tenant} and id = ${id}`.execute(system);
      return rows[0] && said<Batch>(rows[0]);
    },
    confirmBatch: (tenant, id, by, now) => system.transaction().execute((db) => confirmBatch(db, tenant, id, by, now)),
    decided: async (tenant, limit) => {
      const { rows } = await sql<Nulls<Claim> & { outcome: string; pauses: { from: number; to: number }[] }>`
        select ${CLAIM}, m.state ->> 'outcome' as outcome, coalesce((select jsonb_agg(jsonb_build_object(
          'from', h -> 'from', 'to', coalesce(h -> 'to', m.state -> 'closedAt'))) from jsonb_array_elements(m.state -> 'custody') h
          where h ->> 'unit' = ''), '[]') as pauses
        from policy_claims c join matters m on m.tenant_id = c.tenant_id and m.id = c.matter_id
        where c.tenant_id = ${tenant} and c.status in ('with-clerk', 'objected') and m.closed_at is not null
        order by c.filed_at limit ${limit}`.execute(system);
      return rows.map(({ outcome, pauses, ...row }) => ({ claim: said<Claim>(row as Nulls<Claim>), outcome, pauses }));
    },
    ...createClaimMoney(system),
    ...createClaimPace(system),
  };
}

async function confirmBatch(db: Database, tenant: string, id: string, by: string, now: number) {
  const { rows } = await sql`update policy_batches set status = 'confirmed', confirmed_by = ${by},
    confirmed_at = to_timestamp(${now} / 1000.0) where tenant_id = ${tenant} and id = ${id} and status = 'publicity'
    returning id`.execute(db);
  if (rows.length === 0) return undefined;
  const { numAffectedRows } = await sql`update policy_claims set status = 'approved', decided_by = ${by},
    decided_at = to_timestamp(${now} / 1000.0) where tenant_id = ${tenant} and batch_id = ${id} and status = 'publicity'`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

async function insertClaims(db: Database, tenant: string, claims: readonly Claim[]): Promise<number> {
  const { rows } = await sql`
    insert into policy_claims (tenant_id, id, clause, version, enterprise_id, period, batch_id, status, amount, decided_by,
      decision, filed_at, decided_at, reason, matter_id)
    select ${tenant}, r ->> 'id', r ->> 'clause', r ->> 'version', r ->> 'enterprise', r ->> 'period', r ->> 'batch',
      r ->> 'status', (r ->> 'amount')::bigint, r ->> 'decidedBy', r -> 'decision',
      to_timestamp((r ->> 'filedAt')::numeric / 1000), to_timestamp((r ->> 'decidedAt')::numeric / 1000), r ->> 'reason', r ->> 'matter'
    from jsonb_array_elements(${JSON.stringify(claims)}::jsonb) r
    on conflict do nothing returning id`.execute(db);
  return rows.length;
}
