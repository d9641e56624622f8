import { sql } from 'kysely';
import type { Batch, Claim, ClaimStore, ClaimSums } from '#domains/policies';
import { type Money, money } from '#kernel';
import type { Databases } from '../database.ts';
import type { Database } from '../database-type.ts';
import { arrivedOf, CLAIM, NAMED_CLAIMS, type Nulls, said } from './claim-columns.ts';
import { conditionsOf, spanOf } from './claim-filter.ts';
import { changeClaim, createClaimGate } from './claim-gate.ts';
import { createListings } from './claim-listing.ts';
import { createClaimMoney } from './claim-money.ts';
import { createClaimPace } from './claim-pace.ts';
import { createRecognitions } from './claim-recognition.ts';

const BATCH = sql.raw(`id, clause, version, period, status, by, unit, frozen_at as "frozenAt",
  publicity_until::text as "publicityUntil", nullif(left_out, 0) as "left", confirmed_at as "confirmedAt", confirmed_by as "confirmedBy"`);

/** Claims and batches of 免申即享; a unique index sees to it that nobody gets it twice. */
export function createClaimStore({ system }: Pick<Databases, 'system'>): ClaimStore {
  return {
    change: (tenant, id, from, to) => changeClaim(system, tenant, { id, from }, to),
    find: async (tenant, id, of = {}) => {
      const { rows } = await sql<Nulls<Claim & { name: string }>>`
        ${NAMED_CLAIMS}
        where c.tenant_id = ${tenant} and c.id = ${id} ${spanOf(of)}`.execute(system);
      return rows[0] && said<Claim & { name: string }>(rows[0]);
    },
    findByItem: async (tenant, item) => {
      const { rows } = await sql<Nulls<Claim>>`
        select ${CLAIM} from policy_claims c where c.tenant_id = ${tenant} and c.fund_item = ${item}`.execute(system);
      return rows[0] && said<Claim>(rows[0]);
    },
    list: async (tenant, filter) => {
      const { rows } = await sql<Nulls<Claim & { name: string }>>`
        ${NAMED_CLAIMS}
        where c.tenant_id = ${tenant} ${conditionsOf(filter)}
        order by c.filed_at desc, c.id desc limit ${filter.limit}`.execute(system);
      return rows.map((row) => said<Claim & { name: string }>(row));
    },
    sums: async (tenant, filter) => {
      const { rows } = await sql<ClaimSums>`
        select to_char(c.filed_at, 'YYYY-MM') as month, count(*)::int as count,
          coalesce(sum(c.amount) filter (where c.status <> 'withdrawn'), 0)::bigint as asked,
          coalesce(sum(c.amount) filter (where c.status = 'approved'), 0)::bigint as granted,
          coalesce(sum(${arrivedOf('c')}) filter (where c.arrived_at is not null), 0)::bigint as arrived
        from policy_claims c left join enterprises e on e.tenant_id = c.tenant_id and e.id = c.enterprise_id
        where c.tenant_id = ${tenant} ${conditionsOf(filter)} group by 1 order by 1 desc limit 600`.execute(system);
      return rows;
    },
    struckOff: async (tenant, clause, period) => {
      const { rows } = await sql<{ enterprise: string }>`
        select distinct enterprise_id as enterprise from policy_claims where tenant_id = ${tenant} and clause = ${clause}
          and period = ${period} and status = 'refused' and batch_id is not null`.execute(system);
      return new Set(rows.map((each) => each.enterprise));
    },
    batches: async (tenant, clause) => {
      const { rows } = await sql<Nulls<Batch>>`select ${BATCH} from policy_batches where tenant_id = ${tenant}
        and (${clause ?? null}::text is null or clause = ${clause ?? ''}) order by frozen_at desc limit 200`.execute(
        system,
      );
      return rows.map((row) => said<Batch>(row));
    },
    batchTotal: async (tenant, batch) => {
      const { rows } = await sql<{ lines: number; sum: Money }>`
        select count(*)::int as lines, coalesce(sum(amount) filter (where status <> 'refused'), 0)::bigint as sum
        from policy_claims where tenant_id = ${tenant} and batch_id = ${batch}`.execute(system);
      return rows[0] ?? { lines: 0, sum: money(0) };
    },
    findBatch: async (tenant, id) => {
      const { rows } = await sql<Nulls<Batch>>`select ${BATCH} from policy_batches
        where tenant_id = ${tenant} and id = ${id}`.execute(system);
      return rows[0] && said<Batch>(rows[0]);
    },
    confirmBatch: (tenant, id, by, now) => system.transaction().execute((db) => confirmBatch(db, tenant, id, by, now)),
    decided: async (tenant, limit, enterprise) => {
      const { rows } = await sql<
        Nulls<Claim> & { outcome: string; closedBy: string; pauses: { from: number; to: number }[] }
      >`
        select ${CLAIM}, m.state ->> 'outcome' as outcome, coalesce((select e.actor from events e
          where e.tenant_id = m.tenant_id and e.matter_id = m.id and e.data ? 'outcome' order by e.seq desc limit 1), 'matter')
          as "closedBy", coalesce((select jsonb_agg(jsonb_build_object(
          'from', h -> 'from', 'to', coalesce(h -> 'to', m.state -> 'closedAt'))) from jsonb_array_elements(m.state -> 'custody') h
          where h ->> 'unit' = ''), '[]') as pauses
        from policy_claims c join matters m on m.tenant_id = c.tenant_id and m.id = c.matter_id
        where c.tenant_id = ${tenant} and c.status in ('with-clerk', 'objected') and m.closed_at is not null
          and (${enterprise ?? null}::text is null or c.enterprise_id = ${enterprise ?? ''})
        order by c.filed_at limit ${limit}`.execute(system);
      return rows.map(({ outcome, closedBy, pauses, ...row }) => ({
        claim: said<Claim>(row as Nulls<Claim>),
        outcome,
        closedBy,
        pauses,
      }));
    },
    unattended: async (tenant, before) => {
      const { rows } = await sql<Nulls<Claim>>`select ${CLAIM} from policy_claims c where c.tenant_id = ${tenant}
        and c.status = 'with-clerk' and c.matter_id is null
        and greatest(c.filed_at, c.appealed_at) < to_timestamp(${before} / 1000.0) limit 100`.execute(system);
      return rows.map((row) => said<Claim>(row));
    },
    ...createClaimGate(system),
    ...createClaimMoney(system),
    ...createClaimPace(system),
    ...createRecognitions(system),
    ...createListings(system),
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
