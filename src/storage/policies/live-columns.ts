import type { Population as PolicyPopulation } from '#domains/policies';
import type { FactDefinition } from '#engines/registry';
import {
  coarsen,
  groupingBy,
  LEAST,
  matchAll,
  openTrial,
  type Program,
  planMatch,
  rowAnswers,
  shownCell,
} from '#engines/rules';
import type { CityColumns } from '../rules/index.ts';

export type LiveColumns = Pick<PolicyPopulation, 'totals' | 'answers' | 'guarded'>;

/** Counts everyone under rules, over the columns of the city; the figures are those of the engine, to the 分. */
export function liveColumns(city: CityColumns, facts: readonly FactDefinition[], seed: number): LiveColumns {
  const readBy = (program: Program, by: readonly string[] = []): readonly string[] => [
    ...new Set([...program.rules.flatMap((each) => each.reads), ...by]),
  ];
  return {
    answers: async (tenant, program) => {
      const { population } = await city.read(tenant, readBy(program));
      return rowAnswers(planMatch(program, population));
    },
    totals: async (tenant, program, by = []) => {
      const { population } = await city.read(tenant, readBy(program, by));
      const plan = planMatch(program, population);
      // Amounts are added up by group, if only by the one that holds all.
      return { people: population.size, totals: matchAll(plan, { by: groupingBy(population, by) }) };
    },
    guarded: async (tenant, { set, day, reads }, hidden) => {
      const population = coarsen((await city.read(tenant, reads)).population, hidden, LEAST);
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
