import pg from 'pg';
import { type FactDefinition, factColumn } from '#engines/registry';
import { groupingBy, matchAll, type Population, type Program, planMatch, type RuleTotal } from '#engines/rules';
import { loadPopulation } from '../rules/index.ts';

/** Columns that were read as of one mark of the facts. */
type Kept = { readonly mark: string; readonly population: Population };

export type LiveColumns = {
  readonly totals: (
    tenant: string,
    program: Program,
    by?: readonly string[],
  ) => Promise<{ readonly people: number; readonly totals: readonly RuleTotal[] }>;
};

const PLACE = '所在区域';

/** Everyone in the order of their codes, so that columns read at different times stand side by side. */
const everyone = (tenant: string): string =>
  `(select f.*, coalesce(f.registered_region, e.region) as place from enterprises e
    left join enterprise_facts f on f.tenant_id = e.tenant_id and f.id = e.id
    where e.tenant_id = ${pg.escapeLiteral(tenant)} order by e.id)`;

const columnsOf = (facts: readonly FactDefinition[]): ReadonlyMap<string, string> =>
  new Map(facts.map((each) => [each.name, each.name === PLACE ? 'place' : factColumn(each.key)]));

/**
 * Counts everyone under rules, over columns that stay in memory while the facts do not change. Only columns that a rule
 * reads are ever loaded; the figures are those of the engine, to the 分.
 */
export function liveColumns(
  url: string,
  facts: readonly FactDefinition[],
  markOf: (tenant: string) => Promise<string>,
): LiveColumns {
  const kept = new Map<string, Kept>();
  const columns = columnsOf(facts);
  const load = (tenant: string, names: ReadonlySet<string>): Promise<Population> => {
    const wanted = facts.filter((each) => names.has(each.name));
    return loadPopulation(url, { from: everyone(tenant), columns }, wanted);
  };
  const populationFor = async (tenant: string, names: readonly string[]): Promise<Population> => {
    const mark = await markOf(tenant);
    const before = kept.get(tenant);
    const known = before?.mark === mark ? before.population : undefined;
    const lacking = names.filter((name) => columns.has(name) && !known?.columns.has(name));
    if (known && lacking.length === 0) return known;
    const fresh = await load(tenant, new Set(lacking));
    // Somebody registered meanwhile: what was read before no longer stands beside it.
    const fits = known && known.size === fresh.size;
    const population = fits
      ? { size: fresh.size, columns: new Map([...known.columns, ...fresh.columns]) }
      : known
        ? await load(tenant, new Set(names))
        : fresh;
    kept.set(tenant, { mark, population });
    return population;
  };
  return {
    totals: async (tenant, program, by = []) => {
      const names = [...new Set([...program.rules.flatMap((each) => each.reads), ...by])];
      const population = await populationFor(tenant, names);
      const plan = planMatch(program, population);
      // Amounts are added up by group, if only by the one that holds all.
      return { people: population.size, totals: matchAll(plan, { by: groupingBy(population, by) }) };
    },
  };
}
