import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../database-type.ts';

/** Whoever changes facts of a tenant holds this until he is done. */
export const factLockSql = (tenant: string): string =>
  `select pg_advisory_xact_lock(hashtextextended(${pg.escapeLiteral(tenant)}, 4026531861))`;

/**
 * Takes the next number of a tenant's changes, under the lock: numbers come in the order in which changes are seen.
 *
 * @param source who speaks; none where something is worked out
 */
export const nextChangeSql = (tenant: string, source: number | null, whole = false): string =>
  `insert into fact_changes (tenant_id, no, source_no, whole)
   select ${pg.escapeLiteral(tenant)}, coalesce(max(no), 0) + 1, ${source}, ${whole}
   from fact_changes where tenant_id = ${pg.escapeLiteral(tenant)} returning no`;

/** The number that was taken; without one nothing may be written. */
export function changeTaken(rows: readonly { readonly no: number }[]): number {
  const [row] = rows;
  if (!row) throw new Error('a change got no number');
  return row.no;
}

/** The same inside a transaction of the query builder's. `whole` says that the register itself changes. */
export async function takeChange(db: Database, tenant: string, whole = false): Promise<number> {
  await sql.raw(factLockSql(tenant)).execute(db);
  return changeTaken((await sql.raw<{ no: number }>(nextChangeSql(tenant, null, whole)).execute(db)).rows);
}

/** The last number, in a row as `mark`: another one whenever a fact changed, or an enterprise came. */
export const lastChangeSql = (tenant: string): string =>
  `select coalesce(max(no), 0)::float8 as mark from fact_changes where tenant_id = ${pg.escapeLiteral(tenant)}`;

/** Whether enterprises came or went otherwise than with their facts since, in a row as `whole`. */
export const registerChangedSql = (tenant: string, since: number): string =>
  `select coalesce(bool_or(whole), false) as whole from fact_changes
   where tenant_id = ${pg.escapeLiteral(tenant)} and no > ${since}`;

/** Sources that spoke since. */
export const sourcesSince = (tenant: string, since: number) =>
  sql`select source_no from fact_changes where tenant_id = ${tenant} and no > ${since} and source_no is not null`;
