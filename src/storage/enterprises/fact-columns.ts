import { sql } from 'kysely';
import { type FactDefinition, factColumn, factColumnType } from '#engines/registry';
import type { Database } from '../database.ts';

export const LOCK = 4_026_531_860;
const quoted = (name: string): string => `"${name}"`;

/**
 * Brings table enterprise_facts up to the catalogue: a column for each new fact, and the reading role's rights as the
 * catalogue's sensitivity has them. Facts that left the catalogue keep their column and their values. Run by the owner;
 * doing it again changes nothing.
 *
 * @returns the keys that were new
 */
export async function prepareFactColumns(
  owner: Database,
  facts: readonly FactDefinition[],
): Promise<readonly string[]> {
  const { rows } = await sql<FactColumnRow>`select key, ordinal, sensitivity, owner from fact_columns`.execute(owner);
  const known = new Map(rows.map((each) => [each.key, each]));
  const readable = await readableColumns(owner);
  const same = facts.every((each) => {
    const before = known.get(each.key);
    const granted = readable.get(factColumn(each.key)) === (each.sensitivity !== 'sensitive');
    return granted && before?.sensitivity === each.sensitivity && before.owner === each.owner;
  });
  if (same) return [];
  return owner.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(db);
    const fresh = facts.filter((each) => !known.has(each.key));
    await addColumns(
      db,
      facts.filter((each) => !readable.has(factColumn(each.key))),
    );
    const wanted = JSON.stringify(facts.map(({ key, sensitivity, owner: of }) => ({ key, sensitivity, owner: of })));
    await sql`
      insert into fact_columns (key, ordinal, sensitivity, owner)
      select r.key, (select coalesce(max(ordinal), 0) from fact_columns) + row_number() over (), r.sensitivity, r.owner
      from jsonb_to_recordset(${wanted}::jsonb)
        as r (key text, sensitivity text, owner text)
      where not exists (select from fact_columns c where c.key = r.key)`.execute(db);
    await sql`
      update fact_columns c set sensitivity = r.sensitivity, owner = r.owner
      from jsonb_to_recordset(${wanted}::jsonb) as r (key text, sensitivity text, owner text)
      where c.key = r.key and (c.sensitivity, c.owner) is distinct from (r.sensitivity, r.owner)`.execute(db);
    await grantOpen(db, facts);
    return fresh.map((each) => each.key);
  });
}

/** Which columns there are, and whether the reading role may read them: a restored database has them without its rights. */
async function readableColumns(db: Database): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await sql<{ name: string; readable: boolean }>`
    select attname as name, has_column_privilege('clearway_app', attrelid, attnum, 'select') as readable
    from pg_attribute where attrelid = 'enterprise_facts'::regclass and attnum > 0 and not attisdropped`.execute(db);
  return new Map(rows.map((each) => [each.name, each.readable]));
}

export type FactColumnRow = {
  readonly key: string;
  readonly ordinal: number;
  readonly sensitivity: string;
  readonly owner: string;
};

async function addColumns(db: Database, facts: readonly FactDefinition[]): Promise<void> {
  if (facts.length === 0) return;
  const added = facts.map((each) => `add column if not exists ${quoted(factColumn(each.key))} ${factColumnType(each)}`);
  await sql.raw(`alter table enterprise_facts ${added.join(', ')}`).execute(db);
}

/** The reading role may read what is not sensitive, and nothing else. */
async function grantOpen(db: Database, facts: readonly FactDefinition[]): Promise<void> {
  const columns = facts.filter((each) => each.sensitivity !== 'sensitive').map((each) => quoted(factColumn(each.key)));
  await sql.raw('revoke select on enterprise_facts from clearway_app').execute(db);
  const all = ['tenant_id', 'id', 'origins', 'base', 'changed_no', ...columns].join(', ');
  await sql.raw(`grant select (${all}) on enterprise_facts to clearway_app`).execute(db);
}
