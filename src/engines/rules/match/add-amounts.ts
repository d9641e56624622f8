import { type Exact, evaluate } from '#language';
import { fenOf } from '../explain/assess.ts';
import { rowFacts } from './atoms.ts';
import type { Grouping, MatchPart } from './part.ts';
import type { AmountPlan } from './plan.ts';
import type { Population } from './population.ts';
import type { Selection } from './vector.ts';

/** The rows at work, and room for their amounts. */
export type AmountWork = { readonly selection: Selection; readonly values: Float64Array };
/** Where the figures of a rule are added up. */
export type Account = { readonly part: MatchPart; readonly at: number; readonly by: Grouping | undefined };

const LIMIT = 2 ** 52;

const rowAmounts = (
  population: Population,
  { node, names }: AmountPlan & { readonly by: 'row' },
  { selection, values }: AmountWork,
): void => {
  const expression = { source: '', root: node, diagnostics: [] };
  const { rows, count } = selection;
  for (let i = 0; i < count; i += 1) {
    const { value } = evaluate(expression, rowFacts(population, names, rows[i] as number));
    values[i] = value === null ? Number.NaN : fenOf(value as Exact);
  }
};

/** Adds exactly: what would leave the whole numbers of a double moves over to a bigint. */
const addUp = (
  { selection, values }: AmountWork,
  { part, at, by }: Account,
  constant: number | undefined,
  sign: 1 | -1,
): void => {
  const { rows, count } = selection;
  const { counts, sums, large, open } = part;
  const first = at * (by?.groups ?? 1);
  const of = by?.of;
  for (let i = 0; i < count; i += 1) {
    const place = first + (of ? (of[rows[i] as number] as number) : 0);
    counts[place] = (counts[place] as number) + sign;
    const value = constant ?? (values[i] as number);
    if (Number.isNaN(value)) open[at] = (open[at] as number) + sign;
    else {
      const sum = (sums[place] as number) + sign * value;
      const over = sum > LIMIT || sum < -LIMIT;
      if (over) large[place] = (large[place] as bigint) + BigInt(sum);
      sums[place] = over ? 0 : sum;
    }
  }
};

/** Works out the amounts of the selected rows: written to `values`, or answered when all are the same. */
export const workOut = (
  population: Population,
  amount: AmountPlan | undefined,
  work: AmountWork,
): number | undefined => {
  if (amount === undefined) return 0;
  if (amount.by === 'row') rowAmounts(population, amount, work);
  else if (amount.vector.constant !== undefined) return amount.vector.constant;
  else amount.vector.run(work.selection, work.values);
  return undefined;
};

/** Adds the selected rows and their amounts to the account of a rule, or takes them away. */
export const addAmounts = (
  population: Population,
  amount: AmountPlan | undefined,
  work: AmountWork,
  account: Account,
  sign: 1 | -1,
): void => addUp(work, account, workOut(population, amount, work), sign);

/** The amount of each selected row at its own place; NaN where a fact is missing. */
export const amountsInto = (
  population: Population,
  amount: AmountPlan | undefined,
  work: AmountWork,
  into: Float64Array,
): void => {
  const constant = workOut(population, amount, work);
  const { rows, count } = work.selection;
  for (let i = 0; i < count; i += 1) into[rows[i] as number] = constant ?? (work.values[i] as number);
};
