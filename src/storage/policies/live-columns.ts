import pg from 'pg';
import type { Population as PolicyPopulation } from '#domains/policies';
import { type FactDefinition, factColumn } from '#engines/registry';
import {
  coarsen,
  groupingBy,
  LEAST,
  matchAll,
  openTrial,
  type Population,
  type Program,
  planMatch,
  rowAnswers,
  shownCell,
} from '#engines/rules';
import { loadPopulation } from '../rules/index.ts';

/** Columns that were read as of one mark of the facts. */
type Kept = { readonly mark: string; readonly population: Population };

export type LiveColumns = Pick<PolicyPopulation, 'totals' | 'answers' | 'guarded' | 'columns'>;

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
  seed: number,
): LiveColumns {
  const kept = new Map<string, Kept>();
  const columns = columnsOf(facts);
  const load = (tenant: string, names: ReadonlySet<string>): Promise<Population> => {
    const wanted = facts.filter((each) => names.has(each.name));
    return loadPopulation(url, { from: everyone(tenant), columns }, wanted);
  };
  /** What is kept beside what is read for once. */
  const columnsAt = async (mark: string, tenant: string, names: readonly string[]): Promise<Population> => {
    const before = kept.get(tenant);
    const known = before?.mark === mark ? before.population : undefined;
    const lacking = names.filter((name) => columns.has(name) && !known?.columns.has(name));
    if (known && lacking.length === 0) return known;
    const fresh = await load(tenant, new Set(lacking));
    if (!known) return fresh;
    if (known.size !== fresh.size) return load(tenant, new Set(names));
    return { size: fresh.size, columns: new Map([...known.columns, ...fresh.columns]) };
  };
  const populationFor = async (tenant: string, names: readonly string[]): Promise<Population> => {
    const mark = await markOf(tenant);
    const population = await columnsAt(mark, tenant, names);
    kept.set(tenant, { mark, population });
    return population;
  };
  const readBy = (program: Program, by: readonly string[] = []): readonly string[] => [
    ...new Set([...program.rules.flatMap((each) => each.reads), ...by]),
  ];
  return {
    columns: async (tenant, names) => columnsAt(await markOf(tenant), tenant, names),
    answers: async (tenant, program) => {
      const population = await populationFor(tenant, readBy(program));
      return rowAnswers(planMatch(program, population));
    },
    totals: async (tenant, program, by = []) => {
      const population = await populationFor(tenant, readBy(program, by));
      const plan = planMatch(program, population);
      // Amounts are added up by group, if only by the one that holds all.
      return { people: population.size, totals: matchAll(plan, { by: groupingBy(population, by) }) };
    },
    guarded: async (tenant, { set, day, reads }, hidden) => {
      const population = coarsen(await populationFor(tenant, reads), hidden, LEAST);
      const source = { set, facts, day: { rulesAsOf: day }, terms: {}, caps: [], dimensions: [], seed };
      const [found] = openTrial(source, population).ask({}).rules;
      if (!found) throw new Error('a set to be counted has one rule');
      return {
        people: population.size,
        certain: shownCell(found.certain, true),
        unknown: shownCell(found.unknown, true),
      };
    },
  };
}
