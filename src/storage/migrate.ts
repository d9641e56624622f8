import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { mustHaveRoles } from './roles.ts';

const folder = new URL('./migrations/', import.meta.url);

/** The steps that this release knows, in the order in which they are taken. */
export const migrationNames = async (): Promise<readonly string[]> =>
  (await readdir(folder)).filter((each) => each.endsWith('.sql')).sort();

/** The steps that a database has taken; none when it is not Clearway's yet. */
export async function appliedMigrations(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('public.schema_migrations') is not null as there`.execute(db);
  if (!rows[0]?.there) return [];
  const applied = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(db);
  return applied.rows.map((each) => each.name);
}

export const prepareMigrations = (db: Database): Promise<unknown> =>
  sql`create table if not exists public.schema_migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
    db,
  );

/** Takes one step unless it was taken already; the caller holds the transaction. */
export async function applyMigration(db: Database, file: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(4026531840)`.execute(db);
  const seen = await sql`select 1 from schema_migrations where name = ${file}`.execute(db);
  if (seen.rows.length > 0) return false;
  await sql.raw(await readFile(new URL(file, folder), 'utf8')).execute(db);
  await sql`insert into schema_migrations (name) values (${file})`.execute(db);
  return true;
}

/** Applies the numbered `.sql` files that this database has not seen, each in its own transaction, one process at a time. */
export async function migrate(owner: Database): Promise<readonly string[]> {
  await mustHaveRoles(owner);
  await prepareMigrations(owner);
  const applied: string[] = [];
  for (const file of await migrationNames()) {
    if (await owner.transaction().execute((db) => applyMigration(db, file))) applied.push(file);
  }
  return applied;
}
