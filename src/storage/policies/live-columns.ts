import type { Population as PolicyPopulation } from '#domains/policies';
import type { FactDefinition } from '#engines/registry';
import {
  coarsen,
  groupingBy,
  LEAST,
  matchAll,
  openTrial,
  type Population,
  type Program,
  planMatch,
  type RuleTotal,
  rowAnswers,
  shownCell,
} from '#engines/rules';
import type { CityColumns } from '../rules/index.ts';

export type LiveColumns = Pick<PolicyPopulation, 'totals' | 'answers' | 'guarded'>;

type Counted = { readonly people: number; readonly totals: readonly RuleTotal[] };
/** So many questions are remembered; they are forgotten with the columns that they were asked of. */
const ASKED = 200;
const counted = new WeakMap<Population['columns'], Map<string, Counted>>();

/** The same question of the same columns is counted once. */
function countOnce({ columns }: Population, question: string, count: () => Counted): Counted {
  const known = counted.get(columns) ?? new Map<string, Counted>();
  counted.set(columns, known);
  const found = known.get(question) ?? count();
  if (known.size < ASKED) known.set(question, found);
  return found;
}

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
      return countOnce(population, `${program.hash} ${by.join()}`, () => {
        // Amounts are added up by group, if only by the one that holds all.
        const totals = matchAll(planMatch(program, population), { by: groupingBy(population, by) });
        return { people: population.size, totals };
      });
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
