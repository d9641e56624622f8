import type pg from 'pg';
import { factColumn } from '#engines/registry';
import type { Announced } from './merge-input.ts';

type Told = {
  readonly tenant: string;
  readonly source: number;
  readonly now: number;
  readonly announced: Announced;
};

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Writes down, in the merge's own transaction, what subscribed departments are to hear of. */
export async function keepChanges(
  client: pg.ClientBase,
  { tenant, source, now, announced: { facts } }: Told,
): Promise<void> {
  if (facts.length === 0) return;
  await client.query(
    `insert into record_changes (tenant_id, enterprise_id, source_no, at, registered, changes)
     select $1, id, $2, $3, false, jsonb_agg(jsonb_build_object('key', key, 'old', old, 'new', new) order by key)
     from differences where wins and old is not null and new is distinct from old and key = any($4::text[])
     group by id order by id`,
    [tenant, source, new Date(now), facts.map((each) => each.fact.key)],
  );
}

/** The same of enterprises that are new, where that is to be told. */
export async function keepRegistered(
  client: pg.ClientBase,
  { tenant, source, now, announced: { facts, registered } }: Told,
  ids: readonly string[],
): Promise<void> {
  if (!registered || facts.length === 0) return;
  const values = facts.map(({ fact }) => `(${text(fact.key)}, f."${factColumn(fact.key)}"::text)`);
  await client.query(
    `insert into record_changes (tenant_id, enterprise_id, source_no, at, registered, changes)
     select $1, f.id, $2, $3, true, (
       select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'old', null, 'new', v.value) order by v.key), '[]')
       from (values ${values.join(', ')}) v (key, value) where v.value is not null)
     from enterprise_facts f where f.tenant_id = $1 and f.id = any($4::text[]) order by f.id`,
    [tenant, source, new Date(now), ids],
  );
}
