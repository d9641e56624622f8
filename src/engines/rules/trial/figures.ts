import type { CodeColumn } from '../match/population.ts';
import type { Payouts } from './settle.ts';

/** How many rows, with how much in 分. */
export type Cell = { readonly count: number; readonly amount: number };
/** Against the baseline: who is new, who is out, who gets more or less; amounts are the differences. */
export type Changes = { readonly gained: Cell; readonly lost: Cell; readonly more: Cell; readonly less: Cell };
export type Line = Changes & { readonly key: string | null; readonly now: Cell; readonly base: Cell };
export type Dimension = { readonly name: string; readonly lines: readonly Line[] };
export type Totals = Changes & { readonly now: Cell; readonly base: Cell; readonly by: readonly Dimension[] };

const KINDS = ['now', 'base', 'gained', 'lost', 'more', 'less'] as const;
type Kind = (typeof KINDS)[number];

/** Cells by group: counts and amounts side by side. */
type Book = { readonly counts: Float64Array; readonly amounts: Float64Array };

const newBook = (groups: number): Book => ({
  counts: new Float64Array(groups),
  amounts: new Float64Array(groups),
});

const book = ({ counts, amounts }: Book, at: number, amount: number): void => {
  counts[at] = (counts[at] as number) + 1;
  amounts[at] = (amounts[at] as number) + amount;
};

const cellAt = ({ counts, amounts }: Book, at: number): Cell => ({
  count: counts[at] as number,
  amount: amounts[at] as number,
});

/** What each row gets in all; NaN where nothing. @returns what each rule gives */
export const perRow = ({ paid }: Payouts, into: Float64Array): readonly Cell[] => {
  into.fill(Number.NaN);
  return paid.map((each) => {
    let [count, amount] = [0, 0];
    for (let row = 0; row < into.length; row += 1) {
      const own = each[row] as number;
      if (Number.isNaN(own)) continue;
      const sum = into[row] as number;
      into[row] = Number.isNaN(sum) ? own : sum + own;
      count += 1;
      amount += own;
    }
    return { count, amount };
  });
};

/** Rows that get something, with how much. */
export const cellOf = (amounts: Float64Array): Cell => {
  let [count, amount] = [0, 0];
  for (let row = 0; row < amounts.length; row += 1) {
    const each = amounts[row] as number;
    if (Number.isNaN(each)) continue;
    count += 1;
    amount += each;
  }
  return { count, amount };
};

const [NOW, BASE, GAINED, LOST, MORE, LESS] = [0, 1, 2, 3, 4, 5];

type Frame = { readonly name: string; readonly column: CodeColumn };

/** Books each row as a kind of its own, in all or by the codes of one column. */
const bookAll = (into: Book, { now, base }: Rows, column: CodeColumn | undefined): void => {
  const width = column?.dictionary.length ?? 1;
  for (let row = 0; row < now.length; row += 1) {
    const [a, b] = [now[row] as number, base[row] as number];
    const [paid, was] = [!Number.isNaN(a), !Number.isNaN(b)];
    if (!paid && !was) continue;
    const place = column ? (column.values[row] as number) : 0;
    if (paid) book(into, NOW * width + place, a);
    if (was) book(into, BASE * width + place, b);
    if (paid && was && a === b) continue;
    const kind = !was ? GAINED : !paid ? LOST : a > b ? MORE : LESS;
    book(into, kind * width + place, (paid ? a : 0) - (was ? b : 0));
  }
};

export type Rows = { readonly now: Float64Array; readonly base: Float64Array };

/** Adds up what each row gets, now and before, in all and by each dimension. */
export const totalsOf = (rows: Rows, frames: readonly Frame[]): Totals => {
  const whole = newBook(KINDS.length);
  bookAll(whole, rows, undefined);
  const parts = frames.map(({ column }) => {
    const part = newBook(KINDS.length * column.dictionary.length);
    bookAll(part, rows, column);
    return part;
  });
  const cells = (of: Book, width: number, place: number) =>
    Object.fromEntries(KINDS.map((kind, at) => [kind, cellAt(of, at * width + place)])) as Record<Kind, Cell>;
  const by = frames.map(({ name, column }, i): Dimension => {
    const width = column.dictionary.length;
    const lines = column.dictionary.map((value, place) => ({
      key: value === null || value === undefined ? null : String(value),
      ...cells(parts[i] as Book, width, place),
    }));
    return { name, lines: lines.filter(({ now: a, base: b }) => a.count + b.count > 0) };
  });
  return { ...cells(whole, 1, 0), by };
};
