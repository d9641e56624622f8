import { sql } from 'kysely';
import type {
  Batch,
  Claim,
  ClaimChange,
  ClaimScope,
  ClaimStanding,
  ClaimStore,
  Drawing,
  HeldClaim,
} from '#domains/policies';
import type { Money } from '#kernel';
import type { Database } from '../database-type.ts';

/** The evidence of tens of thousands of lines does not go into one text. */
const SLICE = 1000;

/**
 * Where claims come in. Limits over several claims (places, caps, 从高不重复) are judged and the claim written under one
 * lock for each clause that bears on them, so that of two who ask for the last place at once one gets it.
 */
export const createClaimGate = (system: Database): Pick<ClaimStore, 'standing' | 'admit' | 'amend'> => ({
  standing: (tenant, of) => standingOf(system, tenant, of),
  admit: (tenant, of, choose) =>
    system.transaction().execute(async (db) => {
      await lock(db, tenant, of);
      const { batch, claims } = choose(await standingOf(db, tenant, of));
      if (batch) await insertBatch(db, tenant, batch);
      let added = 0;
      for (let at = 0; at < claims.length; at += SLICE)
        added += await insertClaims(db, tenant, claims.slice(at, at + SLICE));
      return added;
    }),
  amend: (tenant, of, choose) =>
    system.transaction().execute(async (db) => {
      await lock(db, tenant, of);
      return changeClaim(db, tenant, of, choose(await standingOf(db, tenant, of)));
    }),
});

/** In one order for everybody. One claim of a clause that nothing limits but “once each” has its unique index. */
async function lock(db: Database, tenant: string, { kin, counted, enterprise, drawing }: ClaimScope): Promise<void> {
  if (kin.length < 2 && !counted && enterprise !== undefined) return;
  const names = [...kin, ...(drawing?.clauses ?? [])].map((each) => `claims ${tenant} ${each}`);
  await sql`select pg_advisory_xact_lock(k.key) from (select distinct hashtextextended(name, 0) as key
    from unnest(${names}::text[]) name order by 1) k`.execute(db);
}

async function standingOf(
  db: Database,
  tenant: string,
  { kin, enterprise, clause, period, counted, drawing }: ClaimScope,
): Promise<ClaimStanding> {
  const money = drawing ? await moneyOf(db, tenant, drawing) : {};
  const { rows: held } = await sql<HeldClaim>`
    select id, enterprise_id as enterprise, clause, period, filed_at as "filedAt", amount from policy_claims
    where tenant_id = ${tenant} and clause = any(${kin as string[]}::text[]) and status not in ('refused', 'withdrawn')
      ${enterprise === undefined ? sql`` : sql`and enterprise_id = ${enterprise}`}`.execute(db);
  if (!counted) return { held, taken: 0, ...money };
  const { rows } = await sql<{ taken: number }>`
    select count(*)::int as taken from policy_claims where tenant_id = ${tenant} and clause = ${clause}
      and period = ${period} and status not in ('refused', 'withdrawn')`.execute(db);
  return { held, taken: rows[0]?.taken ?? 0, ...money };
}

/** In one look: what is promised meanwhile leaves the line as it stops waiting. */
async function moneyOf(
  db: Database,
  tenant: string,
  { line, year, clauses }: Drawing,
): Promise<Pick<ClaimStanding, 'free' | 'waiting'>> {
  const { rows } = await sql<{ free: Money; waiting: Money }>`
    select l.available as free, (select coalesce(sum(amount), 0)::bigint from policy_claims c
        where c.tenant_id = ${tenant} and c.clause = any(${clauses as string[]}::text[]) and c.fund_item is null
          and c.status in ('publicity', 'objected', 'approved')
          and coalesce(substring(c.period from '^[0-9]{4}'), ${String(year)}) = ${String(year)}) as waiting
    from fund_lines l where l.tenant_id = ${tenant} and l.id = ${line}`.execute(db);
  return rows[0] ?? {};
}

export async function changeClaim(
  db: Database,
  tenant: string,
  { id, from }: { readonly id: string; readonly from: readonly string[] },
  to: ClaimChange,
): Promise<boolean> {
  const { rows } = await sql`update policy_claims set status = ${to.status},
      amount = coalesce(${to.amount ?? null}, amount), decided_by = coalesce(${to.decidedBy ?? null}, decided_by),
      decided_at = coalesce(to_timestamp(${to.decidedAt ?? null}::numeric / 1000.0), decided_at),
      reason = coalesce(${to.reason ?? null}, reason),
      matter_id = case when ${to.matter === null} then null else coalesce(${to.matter ?? null}, matter_id) end,
      paused_days = coalesce(${to.pausedDays ?? null}, paused_days),
      appealed_at = coalesce(to_timestamp(${to.appealedAt ?? null}::numeric / 1000.0), appealed_at),
      first_matter_id = coalesce(${to.firstMatter ?? null}, first_matter_id)
    where tenant_id = ${tenant} and id = ${id} and status = any(${from as string[]}::text[]) returning id`.execute(db);
  return rows.length > 0;
}

const insertBatch = (db: Database, tenant: string, batch: Batch) =>
  sql`insert into policy_batches (tenant_id, id, clause, version, period, status, by, unit, frozen_at, publicity_until,
    left_out)
    values (${tenant}, ${batch.id}, ${batch.clause}, ${batch.version}, ${batch.period}, ${batch.status}, ${batch.by},
      ${batch.unit ?? null}, to_timestamp(${batch.frozenAt} / 1000.0), ${batch.publicityUntil},
      ${batch.left ?? 0})`.execute(db);

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
