import { sql } from 'kysely';
import type { FactSource, FirmFact, FirmReader, FirmRow } from '#domains/evaluation';
import { factColumn } from '#engines/registry';
import { refuse } from '#kernel';
import type { Databases } from '../database.ts';

type Row = Readonly<Record<string, FirmFact | null>>;

/** Facts of many enterprises at once, as the system keeps them; `prepare` makes the columns before the first use. */
export function createFirmReader({ system }: Pick<Databases, 'system'>, prepare: () => Promise<unknown>): FirmReader {
  return {
    read: async (tenant, { keys, known, most }) => {
      await prepare();
      const columns = keys.map((key, at) => sql`, f.${sql.ref(factColumn(key))} as ${sql.ref(`k${at}`)}`);
      const must = known.map((key) => sql` and f.${sql.ref(factColumn(key))} is not null`);
      const { rows } = await sql<Row>`
        select f.id as id, e.name as name, e.region as region ${sql.join(columns, sql``)}
        from enterprise_facts f join enterprises e on e.tenant_id = f.tenant_id and e.id = f.id
        where f.tenant_id = ${tenant} ${sql.join(must, sql``)} order by f.id limit ${most + 1}`.execute(system);
      if (rows.length > most)
        throw refuse({
          code: 'firm-schemes.too-many',
          kind: 'invalid',
          what: `要看的企业超过 ${most} 家`,
          todo: '请在方案的参加条件（among）里只用“且”，并写上要求有数据的项目',
        });
      return rows.map((row) => rowOf(row, keys));
    },
    origins: async (tenant, { enterprises, keys }) => {
      await prepare();
      const { rows } = await sql<{ enterprise: string; key: string; no: number }>`
        select f.id as enterprise, c.key, coalesce(f.origins[c.ordinal], f.base) as no
        from enterprise_facts f cross join fact_columns c
        where f.tenant_id = ${tenant} and f.id = any(${enterprises as string[]}) and c.key = any(${keys as string[]})
          and coalesce(f.origins[c.ordinal], f.base) > 0`.execute(system);
      return rows;
    },
    sources: async (tenant, numbers) => {
      const { rows } = await sql<FactSource>`
        select no, title, observed_at as at from fact_sources
        where tenant_id = ${tenant} and no = any(${numbers as number[]})`.execute(system);
      return rows;
    },
    names: async (tenant, ids) => {
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from enterprises where tenant_id = ${tenant} and id = any(${ids as string[]})`.execute(system);
      return new Map(rows.map((each) => [each.id, each.name]));
    },
  };
}

function rowOf(row: Row, keys: readonly string[]): FirmRow {
  const facts = keys.flatMap((key, at) => {
    const value = row[`k${at}`];
    return value === null || value === undefined ? [] : [[key, value] as const];
  });
  return {
    id: String(row.id),
    name: String(row.name),
    region: row.region === null || row.region === undefined ? null : String(row.region),
    facts: Object.fromEntries(facts),
  };
}
