import { sql } from 'kysely';
import type { Database, Databases } from '../database.ts';
import type { AuditRoot } from '../matters/audit.ts';

/** The name of the content key that the database was first used with; this one if it is the first. */
export async function rememberKey(owner: Database, fingerprint: string, now: number): Promise<string> {
  await sql`insert into site_keys (fingerprint, first_used_at) select ${fingerprint}, to_timestamp(${now} / 1000.0)
    where not exists (select from site_keys)`.execute(owner);
  const { rows } = await sql<{ fingerprint: string }>`select fingerprint from site_keys`.execute(owner);
  return rows[0]?.fingerprint ?? fingerprint;
}

export async function hasRoot({ system }: Pick<Databases, 'system'>, tenant: string, day: string): Promise<boolean> {
  const { rows } = await sql`select 1 from audit_roots where tenant_id = ${tenant} and day = ${day}`.execute(system);
  return rows.length > 0;
}

/** Keeps the root itself; the heads, one line for every matter, live in the file that left the database. */
export async function keepRoot(
  { system }: Pick<Databases, 'system'>,
  { tenant, day, root, chains, events }: Omit<AuditRoot, 'heads'>,
  now: number,
): Promise<boolean> {
  const { rows } = await sql`insert into audit_roots (tenant_id, day, root, chains, events, heads, created_at)
    values (${tenant}, ${day}, ${root}, ${chains}, ${events}, '[]', to_timestamp(${now} / 1000.0))
    on conflict do nothing returning 1`.execute(system);
  return rows.length > 0;
}
