import { type RawBuilder, sql } from 'kysely';
import type { ClaimFilter, ClaimSpan } from '#domains/policies';
import { holding } from '../like.ts';
import { OWED } from './claim-columns.ts';

/** On its way: no money has arrived, and it has not ended without. */
export const RUNNING =
  sql.raw(`c.arrived_at is null and coalesce(c.amount, 1) > 0 and coalesce(c.money, '') <> 'released'
  and c.status in ('publicity', 'objected', 'with-clerk', 'approved')`);

/** Where a running claim waits. A claim whose matter is suspended waits for the applicant. */
export const WAIT = sql.raw(`case
  when c.status in ('publicity', 'objected') then 'publicity'
  when c.status = 'with-clerk' then case when exists (select from matters m where m.tenant_id = c.tenant_id
    and m.id = c.matter_id and m.state -> 'suspension' is not null) then 'supplement' else 'review' end
  when c.amount is null then 'amount'
  when c.fund_item is null then 'budget'
  when c.money = 'committed' then 'batch'
  when c.money = 'payable' then 'sending'
  else 'bank' end`);

/** 预拨 that arrived and is not settled. */
export const UNSETTLED = sql.raw('(c.advance is not null and c.settled is null and c.arrived_at is not null)');

type Condition = RawBuilder<unknown>;
const NOTHING = sql``;

/** Rows of this table whose firm is in one of these regions. */
export const inRegions = (table: 'c' | 'k' | 'm', regions: readonly string[] | undefined): Condition =>
  regions
    ? sql`and exists (select from enterprises r where r.tenant_id = ${sql.ref(`${table}.tenant_id`)}
        and r.id = ${sql.ref(`${table}.enterprise_id`)} and r.region = any(${regions as string[]}::text[]))`
    : NOTHING;

export const spanOf = ({ clauses, from, to, regions }: ClaimSpan): Condition =>
  sql.join(
    [
      clauses ? sql`and c.clause = any(${clauses as string[]}::text[])` : NOTHING,
      from ? sql`and c.filed_at >= ${from}::date` : NOTHING,
      to ? sql`and c.filed_at < ${to}::date + 1` : NOTHING,
      inRegions('c', regions),
    ],
    sql` `,
  );

/** Each thing asked for, as a condition on `policy_claims c`, `enterprises e`. */
export function conditionsOf(filter: Omit<ClaimFilter, 'limit'>): Condition {
  const { enterprise, status, batch, q, wait, arrived, days, open, kept, after } = filter;
  const like = q && holding(q);
  return sql.join(
    [
      spanOf(filter),
      enterprise ? sql`and c.enterprise_id = ${enterprise}` : NOTHING,
      status ? sql`and c.status = ${status}` : NOTHING,
      batch ? sql`and c.batch_id = ${batch}` : NOTHING,
      like ? sql`and (e.name ilike ${like} or c.enterprise_id = ${q ?? ''})` : NOTHING,
      wait ? sql`and ${RUNNING} and ${WAIT} = ${wait}` : NOTHING,
      arrived === undefined ? NOTHING : arrived ? sql`and c.arrived_at is not null` : sql`and ${RUNNING}`,
      days ? lasting(days) : NOTHING,
      open ? sql`and (${UNSETTLED} or ${OWED} > 0)` : NOTHING,
      kept ? sql`and c.status <> 'withdrawn'` : NOTHING,
      after ? sql`and (c.filed_at, c.id) < (to_timestamp(${after.filedAt} / 1000.0), ${after.id})` : NOTHING,
    ],
    sql` `,
  );
}

function lasting({ from, to, filedFrom, filedTo }: NonNullable<ClaimFilter['days']>): Condition {
  const most = to === undefined ? sql`true` : sql`c.arrived_days <= ${to}`;
  const since = filedFrom ? sql`c.filed_at >= ${filedFrom}::date` : sql`true`;
  const until = filedTo ? sql`c.filed_at < ${filedTo}::date + 1` : sql`true`;
  return sql`and ((c.arrived_days >= ${from} and ${most}) or (${RUNNING} and ${since} and ${until}))`;
}
