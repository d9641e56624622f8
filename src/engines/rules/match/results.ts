import { blocksOf } from './bits.ts';
import { type AtomIndex, matchBlocks } from './match.ts';
import type { Grouping, MatchPart } from './part.ts';
import type { MatchPlan } from './plan.ts';
import type { Population } from './population.ts';

export type GroupTotal = {
  /** The codes of the grouping columns, `null` where unknown. */
  readonly key: readonly (string | null)[];
  readonly count: number;
  /** In 分. */
  readonly amount: bigint;
};

/** What a rule comes to over a population. */
export type RuleTotal = {
  readonly rule: string;
  readonly yes: number;
  readonly unknown: number;
  readonly amount: bigint;
  /** Rows to which it applies and whose amount lacks a fact. */
  readonly open: number;
  readonly groups: readonly GroupTotal[];
};

export type NamedGrouping = Grouping & { readonly keys: readonly (readonly (string | null)[])[] };

/** Groups rows by columns of codes, such as county and size. */
export const groupingBy = (population: Population, names: readonly string[]): NamedGrouping => {
  let keys: (string | null)[][] = [[]];
  let of = new Uint16Array(new SharedArrayBuffer(2 * population.size));
  for (const name of names) {
    const column = population.columns.get(name);
    if (column?.kind !== 'code') throw new Error(`“${name}”不能用来分组：要代码或文字`);
    const width = column.dictionary.length;
    if (keys.length * width > 65_536) throw new Error(`按“${names.join('、')}”分组，组数太多`);
    keys = keys.flatMap((key) => column.dictionary.map((value) => [...key, value === null ? null : String(value)]));
    const next = new Uint16Array(new SharedArrayBuffer(2 * population.size));
    const { values } = column;
    for (let row = 0; row < population.size; row += 1)
      next[row] = (of[row] as number) * width + (values[row] as number);
    of = next;
  }
  return { groups: keys.length, of, keys };
};

/** The figures of the rule at a place of the part. */
export const totalOf = (rule: string, part: MatchPart, at: number, by: NamedGrouping | undefined): RuleTotal => {
  const width = by?.groups ?? 1;
  const groups = (by?.keys ?? []).flatMap((key, group): GroupTotal[] => {
    const place = at * width + group;
    const count = part.counts[place] ?? 0;
    return count === 0 ? [] : [{ key, count, amount: (part.large[place] ?? 0n) + BigInt(part.sums[place] ?? 0) }];
  });
  return {
    rule,
    yes: part.yes[at] ?? 0,
    unknown: part.unknown[at] ?? 0,
    amount: groups.reduce((sum, group) => sum + group.amount, 0n),
    open: part.open[at] ?? 0,
    groups,
  };
};

/** Parts as figures by rule. */
export const totalsOf = (
  plan: MatchPlan,
  part: MatchPart,
  by: NamedGrouping | undefined,
  rules?: readonly number[],
): readonly RuleTotal[] => {
  const asked = rules?.map((at) => plan.rules[at]).filter((rule) => rule !== undefined) ?? plan.rules;
  return asked.map(({ rule }, at) => totalOf(rule.rule.id, part, at, by));
};

/** Everything in one go, in this thread. */
export const matchAll = (
  plan: MatchPlan,
  options: {
    readonly by?: NamedGrouping | undefined;
    readonly rules?: readonly number[] | undefined;
    readonly index?: AtomIndex;
  } = {},
): readonly RuleTotal[] => {
  const { by, rules, index } = options;
  const part = matchBlocks(plan, { from: 0, to: blocksOf(plan.population.size), by, rules }, index);
  return totalsOf(plan, part, by, rules);
};
