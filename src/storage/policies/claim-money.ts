import { sql } from 'kysely';
import type { Claim, ClaimStore, MovedClaim } from '#domains/policies';
import type { Database } from '../database-type.ts';
import { NAMED_CLAIMS, type Nulls, OWED, said } from './claim-columns.ts';
import { spanOf, UNSETTLED } from './claim-filter.ts';

type ClaimMoneyStore = Pick<
  ClaimStore,
  | 'unpromised'
  | 'unpromisedClauses'
  | 'markPromised'
  | 'markUnpromised'
  | 'moved'
  | 'markMoved'
  | 'settle'
  | 'outstanding'
  | 'unsettled'
  | 'settledMatters'
  | 'markSettleMatter'
>;

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const WAITING = sql.raw("status = 'approved' and fund_item is null and amount > 0");

/** What claims know of their money. */
export function createClaimMoney(system: Database): ClaimMoneyStore {
  return {
    unpromised: async (tenant, clause, limit, after) => {
      const behind = after ? sql`(c.decided_at, c.id) > (${at(after.decidedAt)}, ${after.id})` : sql`true`;
      const { rows } = await sql<Nulls<Claim & { name: string }>>`
        ${NAMED_CLAIMS}
        where c.tenant_id = ${tenant} and c.clause = ${clause} and ${WAITING} and ${behind}
        order by c.decided_at, c.id limit ${limit}`.execute(system);
      return rows.map((row) => said<Claim & { name: string }>(row));
    },
    unpromisedClauses: async (tenant) => {
      const { rows } = await sql<{ clause: string }>`
        select clause from policy_claims where tenant_id = ${tenant} and ${WAITING}
        group by clause order by min(decided_at)`.execute(system);
      return rows.map((each) => each.clause);
    },
    markPromised: async (tenant, id, item, now, advance) => {
      const { numAffectedRows } = await sql`
        update policy_claims set fund_item = ${item}, promised_at = ${at(now)}, unpromised = null, money = 'committed',
          advance = ${advance ?? null}
        where tenant_id = ${tenant} and id = ${id} and ${WAITING}
          and not exists (select from policy_claims o where o.tenant_id = ${tenant} and o.fund_item = ${item})`.execute(
        system,
      );
      return Number(numAffectedRows ?? 0) === 1;
    },
    markUnpromised: async (tenant, of, why) => {
      const which =
        'id' in of ? sql`id = ${of.id}` : sql`clause = ${of.clause} and id <> ${of.except} and unpromised is null`;
      await sql`update policy_claims set unpromised = ${why} where tenant_id = ${tenant} and ${which} and ${WAITING}`.execute(
        system,
      );
    },
    settle: async (tenant, id, { how, final, by, why, now }) => {
      const { numAffectedRows } = await sql`
        update policy_claims set settled = ${how}, settled_at = ${at(now)}, settled_by = ${by}, settled_why = ${why},
          amount = ${final} where tenant_id = ${tenant} and id = ${id} and advance is not null and settled is null`.execute(
        system,
      );
      return Number(numAffectedRows ?? 0) === 1;
    },
    outstanding: async (tenant, span) => {
      const { rows } = await sql<{ count: number; sum: number; owed: number }>`
        select count(*)::int as count, coalesce(sum(ahead + owed), 0)::bigint as sum, coalesce(sum(owed), 0)::bigint as owed
        from (select case when ${UNSETTLED} then c.advance else 0 end as ahead, ${OWED} as owed
          from policy_claims c where c.tenant_id = ${tenant} and c.arrived_at is not null ${spanOf(span)}) open
        where ahead + owed > 0`.execute(system);
      const [found] = rows;
      return { count: found?.count ?? 0, sum: Number(found?.sum ?? 0), owed: Number(found?.owed ?? 0) };
    },
    unsettled: async (tenant, limit) => {
      const { rows } = await sql<Nulls<Claim & { name: string }>>`
        ${NAMED_CLAIMS}
        where c.tenant_id = ${tenant} and ${UNSETTLED}
          and c.settle_matter_id is null order by c.arrived_at limit ${limit}`.execute(system);
      return rows.map((row) => said<Claim & { name: string }>(row));
    },
    settledMatters: async (tenant, limit, claim) => {
      const { rows } = await sql<{ id: string; move: 'owed' | 'settled' }>`
        select * from (select m.id, m.status, case when ${OWED} > 0 then 'owed' else 'settled' end as move
          from policy_claims c join matters m on m.tenant_id = c.tenant_id and m.id = c.settle_matter_id
          where c.tenant_id = ${tenant} and c.settled is not null and m.closed_at is null
            and (${claim ?? null}::text is null or c.id = ${claim ?? ''})) found
        where not (status = 'recovering' and move = 'owed') limit ${limit}`.execute(system);
      return rows;
    },
    markSettleMatter: async (tenant, id, matter) => {
      await sql`update policy_claims set settle_matter_id = ${matter} where tenant_id = ${tenant} and id = ${id}`.execute(
        system,
      );
    },
    moved: (tenant, limit) => findMoved(system, tenant, limit),
    markMoved: async (tenant, rows) => {
      if (rows.length === 0) return;
      await sql`update policy_claims c set money = r.money, money_since = to_timestamp(r."moneySince" / 1000.0), sent_at = to_timestamp(r."sentAt" / 1000.0),
          arrived_at = to_timestamp(r."arrivedAt" / 1000.0), arrived_days = r."arrivedDays",
          decided_days = r."decidedDays", sent_days = r."sentDays", returned = r.returned
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, money text, "moneySince" double precision, "sentAt" double precision,
          "arrivedAt" double precision, "arrivedDays" int, "decidedDays" int, "sentDays" int, returned text)
        where c.tenant_id = ${tenant} and c.id = r.id`.execute(system);
    },
  };
}

const NEWS = sql.raw('(c.money, c.money_since) is distinct from (i.stage, i.stage_since)');

/** Only what is on its way here or there can have moved; the rest of the claims is not looked at. */
async function findMoved(db: Database, tenant: string, limit: number): Promise<readonly MovedClaim[]> {
  const { rows } = await sql<MovedClaim>`
    with live as (
      select c.id, c.fund_item from policy_claims c join fund_items i on i.tenant_id = c.tenant_id and i.id = c.fund_item
      where c.tenant_id = ${tenant} and c.fund_item is not null and c.money not in ('paid', 'released')
        and ${NEWS}
      union
      select c.id, c.fund_item from fund_items i join policy_claims c on c.tenant_id = i.tenant_id and c.fund_item = i.id
      where i.tenant_id = ${tenant} and i.stage not in ('paid', 'released') and ${NEWS}
      limit ${limit}
    )
    select c.id, c.filed_at as "filedAt", c.decided_at as "decidedAt", c.paused_days as "pausedDays", i.stage as money, i.stage_since as "moneySince",
      (select b.sent_at from fund_payments p join fund_batches b on b.tenant_id = p.tenant_id and b.id = p.batch_id
        where p.tenant_id = ${tenant} and p.item_id = i.id and b.sent_at is not null
        order by (p.outcome = 'arrived') desc nulls last, p.settled_at, b.sent_at desc limit 1) as "sentAt",
      (select min(p.settled_at) from fund_payments p
        where p.tenant_id = ${tenant} and p.item_id = i.id and p.outcome = 'arrived') as "arrivedAt",
      (select case when p.outcome = 'returned' then coalesce(p.why, '银行退回') end from fund_payments p
        where p.tenant_id = ${tenant} and p.item_id = i.id order by p.settled_at desc nulls first limit 1) as returned
    from live join policy_claims c on c.tenant_id = ${tenant} and c.id = live.id
    join fund_items i on i.tenant_id = ${tenant} and i.id = live.fund_item`.execute(db);
  return rows;
}
