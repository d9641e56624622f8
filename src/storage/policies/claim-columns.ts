import { sql } from 'kysely';

export type Nulls<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };

/** Without what is null. */
export const said = <T extends object>(row: Nulls<T>): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;

/**
 * What has arrived of a claim of that table or alias: the part paid ahead until it is settled; what is topped up then is
 * on its way for a while, and the books know how much of it is there.
 */
export const arrivedOf = (claims: 'c' | 'k' | 'policy_claims') =>
  sql.raw(`case when ${claims}.settled is null then coalesce(${claims}.advance, ${claims}.amount)
    when ${claims}.settled = 'topped-up' then (select i.paid + i.advanced from fund_items i
      where i.tenant_id = ${claims}.tenant_id and i.id = ${claims}.fund_item) else ${claims}.amount end`);

const RECEIVABLE = '(select i.receivable from fund_items i where i.tenant_id = c.tenant_id and i.id = c.fund_item)';
/** What is to be given back of a claim `c`, fen; 0 for nothing. */
export const OWED = sql.raw(`coalesce(${RECEIVABLE}, 0)`);

/** A claim, of `policy_claims c`. */
export const CLAIM =
  sql.raw(`c.id, c.clause, c.version, c.enterprise_id as enterprise, c.period, c.batch_id as batch, c.status,
  c.amount, c.decided_by as "decidedBy", c.decision, c.matter_id as matter, c.filed_at as "filedAt",
  c.decided_at as "decidedAt", c.reason, c.fund_item as item, c.promised_at as "promisedAt", c.unpromised, c.money,
  c.sent_at as "sentAt", c.arrived_at as "arrivedAt", c.arrived_days as "arrivedDays", c.returned,
  nullif(c.paused_days, 0) as "pausedDays", c.appealed_at as "appealedAt", c.first_matter_id as "firstMatter",
  c.settle_matter_id as "settleMatter", case when c.status = 'with-clerk' then (select true from matters m
    where m.tenant_id = c.tenant_id and m.id = c.matter_id and m.state -> 'suspension' is not null) end as supplementing,
  c.advance, nullif(${RECEIVABLE}, 0) as owed,
  c.settled, c.settled_at as "settledAt", c.settled_why as "settledWhy"`);

/** Claims, each with the firm's name: what begins a query over them. */
export const NAMED_CLAIMS = sql`select ${CLAIM}, coalesce(e.name, c.enterprise_id) as name from policy_claims c
  left join enterprises e on e.tenant_id = c.tenant_id and e.id = c.enterprise_id`;
