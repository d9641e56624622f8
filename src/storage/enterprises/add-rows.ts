import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { StatedRow } from '#domains/enterprises';
import { piecesOf, SEPARATOR } from './copy-lines.ts';
import type { Merge } from './merge-input.ts';
import { copySql } from './merge-sql.ts';

type Sorted = {
  /** Nothing is known of these yet. */
  readonly fresh: readonly StatedRow[];
  readonly known: readonly StatedRow[];
  /** Not registered and without a name: they go back to whoever sent them. */
  readonly unnamed: readonly string[];
};

/** Of an enterprise stated twice at once the first counts. */
export async function sortRows(client: pg.Client, { tenant, facts, rows }: Merge): Promise<Sorted> {
  const byId = new Map<string, StatedRow>();
  for (const row of rows) if (!byId.has(row[0])) byId.set(row[0], row);
  const { rows: there } = await client.query<{ id: string; facts: boolean }>(
    `select r.id, f.id is not null as facts from unnest($2::text[]) r (id)
     left join enterprise_facts f on f.tenant_id = $1 and f.id = r.id
     where f.id is not null or exists (select from enterprises e where e.tenant_id = $1 and e.id = r.id)`,
    [tenant, [...byId.keys()]],
  );
  const standing = new Map(there.map((each) => [each.id, each.facts]));
  const name = facts.findIndex((each) => each.fact.key === 'enterpriseName') + 1;
  const named = (row: StatedRow): boolean => standing.has(row[0]) || (name > 0 && row[name] != null);
  const all = [...byId.values()];
  return {
    known: all.filter((row) => standing.get(row[0]) === true),
    fresh: all.filter((row) => standing.get(row[0]) !== true && named(row)),
    unnamed: all.filter((row) => !named(row)).map((row) => row[0]),
  };
}

/** The register's own columns, and the fact that each is taken from; the industry is kept as its division. */
const REGISTER = [
  ['name', 'enterpriseName'],
  ['region', 'registeredRegion'],
  ['industry', 'industryCode'],
  ['address', 'registeredAddress'],
] as const;

/** Whoever is new has nothing to be weighed against: the rows go straight into their table by COPY. */
export async function addRows(client: pg.Client, merge: Merge): Promise<void> {
  const { tenant, facts, rows, source, now } = merge;
  const at = new Date(now);
  await register(client, merge, at);
  const same = [tenant, String(source), at.toISOString(), ''].join(SEPARATOR);
  const into = 'enterprise_facts (tenant_id, base, changed_at, id';
  await pipeline(Readable.from(piecesOf(rows, same)), client.query(copyFrom(copySql(facts, into))));
  await client.query(
    `insert into fact_stirred (tenant_id, enterprise_id, since) select $1, id, $2 from unnest($3::text[]) r (id)
     on conflict do nothing`,
    [tenant, at, rows.map((row) => row[0])],
  );
}

/** The register's row of each: by COPY as well, and from there into place, since some may be registered already. */
async function register(client: pg.Client, { tenant, facts, rows }: Merge, at: Date): Promise<void> {
  const place = new Map(facts.map((each, nth) => [each.fact.key, nth + 1]));
  const names = REGISTER.map(([column]) => column);
  const values = rows.map(
    (row): StatedRow => [
      row[0],
      ...REGISTER.map(([, key]) => {
        const value = row[place.get(key) ?? row.length] ?? null;
        return key === 'industryCode' ? (value?.slice(1, 3) ?? null) : value;
      }),
    ],
  );
  await client.query(
    `create temp table registering (id text, ${names.map((each) => `${each} text`).join(', ')}) on commit drop`,
  );
  const copy = copyFrom(`copy registering (id, ${names.join(', ')}) from stdin (delimiter E'\\x01', null '')`);
  await pipeline(Readable.from(piecesOf(values)), client.query(copy));
  await client.query(
    `insert into enterprises as e (tenant_id, id, created_at, ${names.join(', ')})
     select $1, id, $2, ${names.join(', ')} from registering
     on conflict (tenant_id, id) do update set ${names.map((each) => `${each} = coalesce(excluded.${each}, e.${each})`).join(', ')}
     where row(${names.map((each) => `e.${each}`).join(', ')}) is distinct from
       row(${names.map((each) => `coalesce(excluded.${each}, e.${each})`).join(', ')})`,
    [tenant, at],
  );
}
