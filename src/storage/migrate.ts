import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Applies the numbered `.sql` files that this database has not seen, each in its own transaction, one process at a time. */
export async function migrate(owner: Database): Promise<readonly string[]> {
  await sql`create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
    owner,
  );
  const files = (await readdir(folder)).filter((each) => each.endsWith('.sql')).sort();
  const applied: string[] = [];
  for (const file of files) {
    const text = await readFile(new URL(file, folder), 'utf8');
    const done = await owner.transaction().execute(async (db) => {
      await sql`select pg_advisory_xact_lock(4026531840)`.execute(db);
      const seen = await sql`select 1 from schema_migrations where name = ${file}`.execute(db);
      if (seen.rows.length > 0) return false;
      await sql.raw(text).execute(db);
      await sql`insert into schema_migrations (name) values (${file})`.execute(db);
      return true;
    });
    if (done) applied.push(file);
  }
  return applied;
}
