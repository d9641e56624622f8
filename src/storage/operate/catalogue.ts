import { sql } from 'kysely';
import type { BackupTable } from '#platform/operate';
import type { Database } from '../database.ts';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Every table with its stored columns, those that others refer to first. */
export async function tablesOf(db: Database): Promise<readonly BackupTable[]> {
  const { rows } = await sql<BackupTable>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
      array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> 'schema_migrations'
    group by c.relname order by c.relname collate "C"`.execute(db);
  const references = await sql<{ name: string; to: string }>`
    select f.relname as name, t.relname as to from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and f.oid <> t.oid`.execute(db);
  return referredFirst(rows, references.rows);
}

function referredFirst(
  tables: readonly BackupTable[],
  references: readonly { readonly name: string; readonly to: string }[],
): readonly BackupTable[] {
  const done = new Set<string>();
  const ordered: BackupTable[] = [];
  const visit = (table: BackupTable): void => {
    if (done.has(table.name)) return;
    done.add(table.name);
    for (const { to } of references.filter((each) => each.name === table.name)) {
      const other = tables.find((each) => each.name === to);
      if (other) visit(other);
    }
    ordered.push(table);
  };
  for (const each of tables) visit(each);
  return ordered;
}

export async function sequencesOf(db: Database): Promise<readonly { readonly name: string; readonly last: string }[]> {
  const { rows } = await sql<{ name: string; last: string }>`
    select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`.execute(db);
  return rows;
}

/** The database roles that row-level security names; migrations make them anew. */
export async function rolesOf(
  db: Database,
): Promise<readonly { readonly name: string; readonly bypassesRls: boolean }[]> {
  const { rows } = await sql<{ name: string; bypassesRls: boolean }>`
    select rolname as name, rolbypassrls as "bypassesRls" from pg_roles
    where rolname like 'clearway\\_%' order by 1`.execute(db);
  return rows;
}
