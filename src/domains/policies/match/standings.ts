import { PLACE } from '#engines/registry';
import { compileRules, type Program, ROW_NO, ROW_UNKNOWN, type Rule, type RuleSet } from '#engines/rules';
import { type Day, dayOf, toInstant } from '#kernel';
import { type LibraryClause, programOn, ruleSetOf } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { Answers, PolicyPorts } from '../ports.ts';
import { factsOf } from './round.ts';

type Asked = Pick<PolicyPorts, 'library' | 'population'>;
type Counted = Asked & Pick<PolicyPorts, 'countApart'>;

/** How many stand where under a clause, as they are known today. */
export type Standings = {
  readonly eligible: number;
  /** A fact that nobody has decides. */
  readonly possible: number;
  /** One condition stands in the way, and only one. */
  readonly near: number;
};

const bracketed = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '是' : conditions.map((each) => `(${each})`).join(' 且 ');

/** Where a policy holds is a condition of each of its rules that no enterprise can meet by trying. */
export const withPlace = (regions: readonly string[], condition: string): string =>
  regions.length === 0
    ? condition
    : `(${condition}) 且 所在区域 属于 [${regions.map((each) => `"${each}"`).join(', ')}]`;

/** Only firms that are known to be in these places. */
export const withSight = (regions: readonly string[] | undefined, condition: string): string =>
  regions ? withPlace(regions, `(${condition}) 且 已知(所在区域)`) : condition;

const rest = (id: string, at: number): string => `${id} 除 ${at}`;

/** A clause, and for each of its conditions what is left of it without that one. */
const lessOne = (rule: Rule, regions: readonly string[]): readonly Rule[] => {
  const { parts = [], amount: _, ...bare } = rule;
  const conditions = parts.map((each) => each.condition);
  const without = conditions.map((_one, at) => ({
    ...bare,
    id: rest(rule.id, at),
    condition: withPlace(regions, bracketed(conditions.toSpliced(at, 1))),
  }));
  return [{ ...bare, condition: withPlace(regions, rule.condition) }, ...without];
};

/** All clauses and what is left of them: columns are read once for all. */
const countedSets = ({ policies }: Library): readonly RuleSet[] =>
  policies.map(({ policy }): RuleSet => {
    const set = ruleSetOf(policy);
    return { ...set, rules: set.rules.flatMap((rule) => lessOne(rule, policy.regions)) };
  });

/**
 * All clauses counted over everyone. Just missed are those whom a clause without one of its conditions would not refuse,
 * less those whom it does not refuse as it is: added up over the conditions, each of them once.
 */
async function countAll(ports: Counted, tenant: string, day: Day): Promise<ReadonlyMap<string, Standings>> {
  const library = await ports.library(tenant);
  const { population } = await ports.population.everyone(tenant, [...factsOf(library), PLACE]);
  const totals = await ports.countApart({ sets: countedSets(library), facts: library.facts, day }, population);
  const byRule = new Map(totals.map((each) => [each.rule, each]));
  const notRefused = (rule: string): number => {
    const total = byRule.get(rule);
    return total ? total.yes + total.unknown : 0;
  };
  return new Map(
    library.clauses.map(({ clause: { clause, conditions } }) => {
      const own = notRefused(clause);
      const near = conditions.reduce((sum, _, at) => sum + notRefused(rest(clause, at)) - own, 0);
      const total = byRule.get(clause);
      return [clause, { eligible: total?.yes ?? 0, possible: total?.unknown ?? 0, near }];
    }),
  );
}

type Kept = { readonly library: Library; readonly at: number; readonly found: ReadonlyMap<string, Standings> };

/** For so long nobody counts a whole city again. */
const FRESH = 10 * 60_000;

/**
 * The standings of all clauses, counted by the first who asks; afterwards what was counted last is told at once, and when
 * it is old or clauses read otherwise it is counted again behind his back.
 */
export function keptStandings(
  ports: Counted,
): (tenant: string, now: number) => Promise<ReadonlyMap<string, Standings>> {
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<Kept>>();
  const count = async (tenant: string, now: number): Promise<Kept> => {
    const library = await ports.library(tenant);
    const made = { library, at: now, found: await countAll(ports, tenant, dayOf(toInstant(now))) };
    kept.set(tenant, made);
    return made;
  };
  const once = (tenant: string, now: number): Promise<Kept> => {
    const going = running.get(tenant) ?? count(tenant, now).finally(() => running.delete(tenant));
    running.set(tenant, going);
    return going;
  };
  return async (tenant, now) => {
    const known = kept.get(tenant);
    if (!known) return (await once(tenant, now)).found;
    const same = known.library === (await ports.library(tenant));
    // Whoever asks next is told when it could not be counted.
    if (!same || Math.abs(now - known.at) > FRESH) once(tenant, now).catch(() => kept.delete(tenant));
    return known.found;
  };
}

/** The clause and its conditions one by one, for the rows of everyone. */
function rowProgram(
  { policy, clause, book }: LibraryClause,
  day: Day,
  regions: readonly string[] | undefined,
): Program | undefined {
  const rule = ruleSetOf(policy).rules.find((each) => each.id === clause.clause);
  if (!rule) return undefined;
  const { parts = [], amount: _, ...bare } = rule;
  const each = parts.map(({ condition }, at) => ({ ...bare, id: rest(rule.id, at), condition }));
  const place = { ...bare, id: 'place', condition: withSight(regions, withPlace(policy.regions, '是')) };
  const set = { ...ruleSetOf(policy), rules: [{ ...bare, condition: rule.condition }, place, ...each] };
  const compiled = compileRules([set], book.facts);
  return compiled.ok ? programOn(compiled.book, day) : undefined;
}

export type RowsOf = Pick<Answers, 'idAt'> & { readonly possible: readonly number[]; readonly near: readonly number[] };

/** Who is open under a clause and who just misses it, in these regions, as rows of everyone in the order of their codes. */
export async function rowsUnder(
  ports: Asked,
  tenant: string,
  now: number,
  id: string,
  regions?: readonly string[],
): Promise<RowsOf> {
  const library = await ports.library(tenant);
  const found = library.clause(id);
  const program = found && rowProgram(found, dayOf(toInstant(now)), regions);
  if (!program) return { possible: [], near: [], idAt: () => '' };
  const { byRule, idAt } = await ports.population.answers(tenant, program);
  const [whole, place, ...parts] = byRule;
  const [possible, near]: [number[], number[]] = [[], []];
  for (let row = 0; row < (whole?.length ?? 0); row += 1) {
    if (place?.[row] === ROW_NO) continue;
    if (whole?.[row] === ROW_UNKNOWN) possible.push(row);
    else if (whole?.[row] === ROW_NO && failedOf(parts, row) === 1) near.push(row);
  }
  return { possible, near, idAt };
}

const failedOf = (parts: readonly Uint8Array[], row: number): number => {
  let failed = 0;
  for (const part of parts) if (part[row] === ROW_NO) failed += 1;
  return failed;
};

/** As many as that, spread evenly: the same rows always give the same ones. */
export const spread = (rows: readonly number[], most: number): readonly number[] => {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] as number);
};
