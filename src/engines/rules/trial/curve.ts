import type { Cell } from './figures.ts';
import { cellOf, perRow } from './figures.ts';
import type { Stand } from './part.ts';
import { type Entitled, eachRow, type GroupCap, payoutsIn, settleAll, type Terms } from './settle.ts';

/** What stays the same along a curve. */
export type Along = {
  readonly rules: readonly { readonly id: string; readonly pays: boolean; readonly terms: Terms }[];
  readonly caps: readonly GroupCap[];
};

/** What is paid for certain, and what if everyone of whom nobody knows qualified as well. */
export type Sums = { readonly now: Cell; readonly possible: Cell };

const rowsIn = (words: Int32Array): Int32Array => {
  const rows: number[] = [];
  eachRow(words, (row) => rows.push(row));
  return Int32Array.from(rows);
};

/** These rows alone, as if they were the whole population. */
const sumOf = ({ rules, caps }: Along, rows: Int32Array, stands: readonly Stand[], which: 'yes' | 'maybe'): Cell => {
  const few = rules.map(({ id, terms, pays }, at): Entitled => {
    const { [which]: bits, amounts } = stands[at] as Stand;
    const own = { bits: new Int32Array((rows.length + 31) >> 5), amounts: new Float64Array(rows.length) };
    for (let nth = 0; nth < rows.length; nth += 1) {
      const row = rows[nth] as number;
      own.amounts[nth] = amounts[row] as number;
      if (((bits[row >> 5] as number) >>> (row & 31)) & 1)
        own.bits[nth >> 5] = (own.bits[nth >> 5] as number) | (1 << (nth & 31));
    }
    return { id, terms, pays, ...own };
  });
  // Nothing is rationed along a curve that is walked step by step: nobody stands in a line.
  const out = settleAll(
    few,
    { caps, rank: (_, line) => line },
    payoutsIn(rules.map(() => new Float64Array(rows.length))),
  );
  const all = new Float64Array(rows.length);
  perRow(out, all);
  return cellOf(all);
};

const moved = (sum: Cell, before: Cell, now: Cell): Cell => ({
  count: sum.count - before.count + now.count,
  amount: sum.amount - before.amount + now.amount,
});

/**
 * The sums one step further: what each row gets hangs on itself alone as long as there is neither quota nor budget, so
 * that only the rows that are answered otherwise need be settled again.
 */
export const stepOn = (
  along: Along,
  sums: Sums,
  changed: Int32Array,
  before: readonly Stand[],
  now: readonly Stand[],
): Sums => {
  const rows = rowsIn(changed);
  if (rows.length === 0) return sums;
  return {
    now: moved(sums.now, sumOf(along, rows, before, 'yes'), sumOf(along, rows, now, 'yes')),
    possible: moved(sums.possible, sumOf(along, rows, before, 'maybe'), sumOf(along, rows, now, 'maybe')),
  };
};
