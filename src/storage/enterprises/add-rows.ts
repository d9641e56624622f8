import type pg from 'pg';
import { type PackedRow, packedRow, packedValue } from '#engines/registry';
import { copyInto } from '../in-transaction.ts';
import { piecesOf } from './copy-lines.ts';
import type { Merge, NumberedMerge } from './merge-input.ts';
import { copySql } from './merge-sql.ts';

type Sorted = {
  /** Nobody has heard of these yet. */
  readonly fresh: readonly PackedRow[];
  /** Registered, and nothing is known of them yet. */
  readonly bare: readonly PackedRow[];
  readonly known: readonly PackedRow[];
  /** Not registered and without a name: they go back to whoever sent them. */
  readonly unnamed: readonly string[];
};

/**
 * Of an enterprise stated twice at once the first counts. Each is looked up by its key: a join would read whole tables
 * for every batch as long as they have no statistics, which is when a city's first import runs.
 */
export async function sortRows(client: pg.ClientBase, { tenant, facts, rows }: Merge): Promise<Sorted> {
  const byId = new Map<string, PackedRow>();
  for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row);
  const { rows: there } = await client.query<{ id: string; facts: boolean | null }>(
    `select e.id, (select true from enterprise_facts f where f.tenant_id = $1 and f.id = e.id) as facts
     from unnest($2::text[]) r (id) cross join lateral (
       select id from enterprises e where e.tenant_id = $1 and e.id = r.id limit 1) e`,
    [tenant, [...byId.keys()]],
  );
  const standing = new Map(there.map((each) => [each.id, each.facts === true]));
  const name = facts.findIndex((each) => each.fact.key === 'enterpriseName');
  const sorted = {
    fresh: [] as PackedRow[],
    bare: [] as PackedRow[],
    known: [] as PackedRow[],
    unnamed: [] as string[],
  };
  for (const row of byId.values()) {
    const before = standing.get(row.id);
    if (before !== undefined) sorted[before ? 'known' : 'bare'].push(row);
    else if (name >= 0 && packedValue(row, name) !== null) sorted.fresh.push(row);
    else sorted.unnamed.push(row.id);
  }
  return sorted;
}

/** The register's own columns, and the fact that each is taken from; the industry is kept as its division. */
const REGISTER = [
  ['name', 'enterpriseName'],
  ['region', 'registeredRegion'],
  ['industry', 'industryCode'],
  ['address', 'registeredAddress'],
] as const;
const NAMES = REGISTER.map(([column]) => column);

/** Whoever is new has nothing to be weighed against: the rows go straight into their tables by COPY. */
export async function addRows(client: pg.ClientBase, merge: NumberedMerge, { fresh, bare }: Sorted): Promise<void> {
  const { tenant, facts, source, change } = merge;
  const at = new Date(merge.now).toISOString();
  if (fresh.length > 0) {
    const into = copySql([], `enterprises (tenant_id, created_at, id, ${NAMES.join(', ')}`);
    await copyInto(client, into, piecesOf(registerRows(merge, fresh), [tenant, at]));
  }
  if (bare.length > 0) await renew(client, merge, bare);
  const both = [...fresh, ...bare];
  const into = copySql(facts, 'enterprise_facts (tenant_id, base, changed_no, id');
  await copyInto(client, into, piecesOf(both, [tenant, String(source), String(change)]));
  const since = packedRow('', [at]);
  const stirred = both.map(({ id }): PackedRow => ({ ...since, id }));
  await copyInto(client, copySql([], 'fact_stirred (tenant_id, enterprise_id, since'), piecesOf(stirred, [tenant]));
}

/** What the register keeps of each row: its code, then the register's own columns. */
const registerRows = ({ facts }: Merge, rows: readonly PackedRow[]): readonly PackedRow[] => {
  const place = new Map(facts.map((each, nth) => [each.fact.key, nth]));
  return rows.map((row) =>
    packedRow(
      row.id,
      REGISTER.map(([, key]) => {
        const nth = place.get(key);
        const value = nth === undefined ? null : packedValue(row, nth);
        return key === 'industryCode' ? (value?.slice(1, 3) ?? null) : value;
      }),
    ),
  );
};

/** Who was registered before anything was known of him keeps what the statement does not name. */
async function renew(client: pg.ClientBase, merge: Merge, rows: readonly PackedRow[]): Promise<void> {
  await client.query(
    `create temp table registering (id text, ${NAMES.map((each) => `${each} text`).join(', ')}) on commit drop`,
  );
  const into = `registering (id, ${NAMES.join(', ')}`;
  await copyInto(client, copySql([], into), piecesOf(registerRows(merge, rows)));
  const renewed = NAMES.map((each) => `coalesce(r.${each}, e.${each})`);
  await client.query(
    `update enterprises e set ${NAMES.map((each, nth) => `${each} = ${renewed[nth]}`).join(', ')}
     from registering r where e.tenant_id = $1 and e.id = r.id
       and row(${NAMES.map((each) => `e.${each}`).join(', ')}) is distinct from row(${renewed.join(', ')})`,
    [merge.tenant],
  );
}
