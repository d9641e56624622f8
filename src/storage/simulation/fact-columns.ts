import { sql } from 'kysely';
import { type FactDefinition, factColumn } from '#engines/registry';
import { type Population, quotedName } from '#engines/rules';
import type { Databases } from '../database.ts';
import { firmsAtRows, loadPopulation } from '../rules/index.ts';

const REGION = '所在区域';
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Where an enterprise is stands in the register when no department has said it. */
const columnOf = ({ name, key }: FactDefinition): string => {
  const column = quotedName(factColumn(key));
  return name === REGION ? `coalesce(f.${column}, e.region) as ${column}` : `f.${column}`;
};

/** Current facts of all enterprises as columns, rows in the order of their codes. */
export function createFactColumns(
  { system, url }: Pick<Databases, 'system' | 'url'>,
  prepare: () => Promise<unknown>,
  facts: readonly FactDefinition[],
) {
  return {
    load: async (tenant: string, names: readonly string[]): Promise<Population> => {
      await prepare();
      const wanted = facts.filter((each) => names.includes(each.name));
      const list = ['e.id', ...wanted.map(columnOf)].join(', ');
      const from = `(select ${list} from enterprises e
        left join enterprise_facts f on f.tenant_id = e.tenant_id and f.id = e.id
        where e.tenant_id = ${text(tenant)} order by e.id)`;
      const columns = new Map(wanted.map((each) => [each.name, factColumn(each.key)]));
      return loadPopulation(url, { from, columns }, wanted);
    },
    /** Another one whenever a fact changed or an enterprise came or went. */
    mark: async (tenant: string): Promise<string> => {
      const { rows } = await sql<{ mark: string }>`
        select concat((select max(changed_at)::text from enterprise_facts where tenant_id = ${tenant}), ' ',
          (select count(*) from enterprises where tenant_id = ${tenant})) as mark`.execute(system);
      return rows[0]?.mark ?? '';
    },
    firms: async (tenant: string, places: readonly number[]) => {
      const found = await firmsAtRows(system, tenant, places);
      return new Map(found.map(({ row, id, name }) => [row, { id, name }]));
    },
  };
}
