import { type RawBuilder, sql } from 'kysely';
import type { KnownEnterprise, Population } from '#domains/policies';
import { type FactDefinition, factColumn, PLACE } from '#engines/registry';
import type { Day } from '#kernel';
import type { Facts } from '#language';
import type { Databases } from '../database.ts';
import type { Database } from '../database-type.ts';
import { registerChangedSql, sourcesSince } from '../enterprises/index.ts';
import type { CityColumns } from '../rules/index.ts';
import { liveColumns } from './live-columns.ts';

const BLOCK = 2000;

type Row = {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  readonly facts: Readonly<Record<string, unknown>> | null;
  readonly changed: readonly string[] | null;
};

type Origin = { readonly key: string; readonly kind: string; readonly title: string; readonly day: Day };

/**
 * Enterprises with their current facts, read by the system: matching acts for no one, and what it finds says yes, no
 * or open, never the figure itself.
 */
export function createPopulation(
  { system }: Pick<Databases, 'system'>,
  city: CityColumns,
  facts: readonly FactDefinition[],
): Population {
  const names = new Map(facts.map((each) => [each.key, each.name]));
  const columns = facts.map((each) => ({ name: each.name, column: factColumn(each.key) }));
  // What is worked out has no source of its own: it may have changed with anything.
  const derived = facts.filter((each) => each.derived).map((each) => each.name);
  const known = ({ id, name, region, facts: row, changed }: Row): KnownEnterprise => {
    const all = factsOf(row ?? {}, region);
    const place = all[PLACE];
    return {
      id,
      name,
      ...(typeof place === 'string' ? { region: place } : {}),
      facts: all,
      ...(changed ? { changed: [...derived, ...changed.flatMap((key) => names.get(key) ?? [])] } : {}),
    };
  };
  const factsOf = (row: Readonly<Record<string, unknown>>, region: string | null): Facts => {
    const found = Object.fromEntries(
      columns.flatMap(({ name, column }) => {
        const value = row[column];
        return value === null || value === undefined ? [] : [[name, value]];
      }),
    ) as Facts;
    return region && found[PLACE] === undefined ? { ...found, [PLACE]: region } : found;
  };
  const those = async (
    tenant: string,
    which: RawBuilder<unknown>,
    since?: number,
    read: RawBuilder<unknown> = sql`to_jsonb(f)`,
  ) => {
    const { rows } = await sql<Row>`
      select e.id, e.name, e.region, ${read} as facts, ${since === undefined ? sql`null` : changedKeys(tenant, since)} as changed
      from enterprises e left join enterprise_facts f on f.tenant_id = e.tenant_id and f.id = e.id
      where e.tenant_id = ${tenant} and ${which} order by e.id limit ${BLOCK}`.execute(system);
    return rows.map(known);
  };
  const some: Population['some'] = (tenant, ids, wanted) =>
    those(
      tenant,
      sql`e.id = any(${ids as string[]}::text[])`,
      undefined,
      wanted && rowOf(columns.filter(({ name }) => name === PLACE || wanted.includes(name))),
    );
  return {
    mark: city.mark,
    everyone: city.read,
    ...liveColumns(city, facts),
    stirred: (tenant, since, most) => stirredSince(system, tenant, since, most),
    changed: async (tenant, since) => {
      const { rows } = await sql<{ id: string }>`
        select id from enterprise_facts where tenant_id = ${tenant} and changed_no > ${since}`.execute(system);
      return rows.map(({ id }) => id);
    },
    some,
    find: async (tenant, enterprise) => {
      const [found] = await some(tenant, [enterprise]);
      if (!found) return undefined;
      const origins = await originsOf(system, tenant, enterprise);
      const said = origins.flatMap(({ key, ...each }) => {
        const fact = names.get(key);
        return fact === undefined ? [] : [{ fact, ...each }];
      });
      return {
        ...found,
        unsure: said.filter((each) => each.kind === 'enterprise' || each.kind === 'grid').map((each) => each.fact),
        sources: said.map(({ fact, title, day }) => ({ fact, source: title, day })),
      };
    },
    named: async (tenant, ids) => {
      if (ids.length === 0) return [];
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from enterprises where tenant_id = ${tenant} and id = any(${ids as string[]}::text[])
        order by id`.execute(system);
      return rows;
    },
    blocks: async function* (tenant, changedSince) {
      for (let after = ''; ; ) {
        const changed = changedSince === undefined ? sql`true` : sql`f.changed_no > ${changedSince}`;
        const found = await those(tenant, sql`e.id > ${after} and ${changed}`, changedSince);
        if (found.length > 0) yield found;
        const last = found.at(-1);
        if (!last || found.length < BLOCK) return;
        after = last.id;
      }
    },
  };
}

/** Of a row these columns, so that three hundred others are neither written nor read. */
const rowOf = (columns: readonly { readonly column: string }[]): RawBuilder<unknown> =>
  sql`(select to_jsonb(r) from (select ${sql.join(columns.map(({ column }) => sql.ref(`f.${column}`)))}) r)`;

/** Facts whose source spoke since: more than really changed, never fewer. */
const changedKeys = (tenant: string, since: number) => sql`(
  select array_agg(c.key order by c.ordinal) from fact_columns c
  where coalesce(f.origins[c.ordinal], f.base) = any (array(${sourcesSince(tenant, since)})))`;

/** Who said each fact of an enterprise, and for which day. */
async function originsOf(db: Database, tenant: string, enterprise: string): Promise<readonly Origin[]> {
  const { rows } = await sql<Origin>`
    select c.key, s.kind, s.title, s.as_of::text as day from enterprise_facts f
    cross join fact_columns c
    join fact_sources s on s.tenant_id = f.tenant_id and s.no = coalesce(f.origins[c.ordinal], f.base)
    where f.tenant_id = ${tenant} and f.id = ${enterprise}`.execute(db);
  return rows;
}

/** How much stands otherwise than at a mark: all of it, when the register itself changed. */
async function stirredSince(db: Database, tenant: string, since: number, most: number): Promise<'all' | number> {
  const { rows } = await sql<{ whole: boolean; firms: number }>`
    select (${sql.raw(registerChangedSql(tenant, since))}) as whole,
      (select count(*) from (select from enterprise_facts where tenant_id = ${tenant} and changed_no > ${since}
        limit ${most + 1}) f) as firms`.execute(db);
  const [{ whole, firms } = { whole: false, firms: 0 }] = rows;
  return whole || firms > most ? 'all' : firms;
}
