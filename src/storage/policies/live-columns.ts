import type { Population as PolicyPopulation } from '#domains/policies';
import type { FactDefinition } from '#engines/registry';
import {
  type Column,
  classifiedOf,
  coarsen,
  groupingBy,
  LEAST,
  matchAll,
  openTrial,
  type Program,
  planMatch,
  type RuleTotal,
  rowAnswers,
  shownCell,
} from '#engines/rules';
import type { CityColumns, Everyone } from '../rules/index.ts';

export type LiveColumns = Pick<PolicyPopulation, 'totals' | 'answers' | 'guarded'>;

type Counted = { readonly people: number; readonly totals: readonly RuleTotal[] };
type Asked = Counted & { readonly over: readonly (Column | undefined)[] };
/** So many questions are remembered; they are forgotten with the rows that they were asked of. */
const MOST_ASKED = 200;
const asked = new WeakMap<Everyone['idAt'], Map<string, Asked>>();

/** The same question of the same columns is counted once, whatever else changed meanwhile. */
function countOnce(
  { population: { columns }, idAt }: Everyone,
  question: string,
  reads: readonly string[],
  count: () => Counted,
): Counted {
  const known = asked.get(idAt) ?? new Map<string, Asked>();
  asked.set(idAt, known);
  const over = reads.map((name) => columns.get(name));
  const found = known.get(question);
  if (found?.over.every((column, nth) => column === over[nth])) return found;
  const made = { ...count(), over };
  if (found || known.size < MOST_ASKED) known.set(question, made);
  return made;
}

/** Counts everyone under rules, over the columns of the city; the figures are those of the engine, to the 分. */
export function liveColumns(city: CityColumns, facts: readonly FactDefinition[]): LiveColumns {
  const readBy = (program: Program, by: readonly string[] = []): readonly string[] => [
    ...new Set([...program.rules.flatMap((each) => each.reads), ...by]),
  ];
  return {
    answers: async (tenant, program) => {
      const { population, idAt } = await city.read(tenant, readBy(program));
      return { byRule: rowAnswers(planMatch(program, population)), idAt };
    },
    totals: async (tenant, program, by = []) => {
      const reads = readBy(program, by);
      const everyone = await city.read(tenant, reads);
      const { population } = everyone;
      return countOnce(everyone, `${program.hash} ${by.join()}`, reads, () => {
        // Amounts are added up by group, if only by the one that holds all.
        const totals = matchAll(planMatch(program, population), { by: groupingBy(population, by) });
        return { people: population.size, totals };
      });
    },
    guarded: async (tenant, { set, day, reads }) => {
      const population = coarsen((await city.read(tenant, reads)).population, reads, LEAST, classifiedOf(facts));
      const source = { set, facts, day: { rulesAsOf: day }, terms: {}, caps: [], dimensions: [], seed: 0 };
      const [found] = openTrial(source, population).ask({}).rules;
      if (!found) throw new Error('a set to be counted has one rule');
      return {
        people: population.size,
        certain: shownCell(found.certain, true, found.certain.count),
        unknown: shownCell(found.unknown, true),
      };
    },
  };
}
