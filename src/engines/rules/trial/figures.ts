import type { CodeColumn } from '../match/population.ts';
import type { Payouts } from './settle.ts';

/** How many rows, with how much in 分. `key` stands for which rows they are: the same rows, the same key. */
export type Cell = { readonly count: number; readonly amount: number; readonly key: number };
/** Against the baseline: who is new, who is out, who gets more or less; amounts are the differences. */
export type Changes = { readonly gained: Cell; readonly lost: Cell; readonly more: Cell; readonly less: Cell };
export type Line = Changes & { readonly key: string | null; readonly now: Cell; readonly base: Cell };
export type Dimension = { readonly name: string; readonly lines: readonly Line[] };
export type Totals = Changes & { readonly now: Cell; readonly base: Cell; readonly by: readonly Dimension[] };

const KINDS = ['now', 'base', 'gained', 'lost', 'more', 'less'] as const;
type Kind = (typeof KINDS)[number];

/** A number for a row that looks like chance and is always the same. */
export const rowKey = (row: number, seed: number): number => {
  let x = (row + 1) ^ seed;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};

/** The keys of all rows: they are added up at every question. */
export const rowKeys = (size: number, seed: number): Uint32Array => {
  const keys = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) keys[row] = rowKey(row, seed);
  return keys;
};

/** Cells by group: counts, amounts and keys side by side. */
type Book = { readonly counts: Float64Array; readonly amounts: Float64Array; readonly keys: Uint32Array };

const newBook = (groups: number): Book => ({
  counts: new Float64Array(groups),
  amounts: new Float64Array(groups),
  keys: new Uint32Array(groups),
});

const book = ({ counts, amounts, keys }: Book, at: number, amount: number, key: number): void => {
  counts[at] = (counts[at] as number) + 1;
  amounts[at] = (amounts[at] as number) + amount;
  keys[at] = (keys[at] as number) + key;
};

const cellAt = ({ counts, amounts, keys }: Book, at: number): Cell => ({
  count: counts[at] as number,
  amount: amounts[at] as number,
  key: keys[at] as number,
});

/** What each row gets in all; NaN where nothing. */
export const perRow = ({ paid }: Payouts, into: Float64Array): Float64Array => {
  into.fill(Number.NaN);
  for (const each of paid)
    for (let row = 0; row < into.length; row += 1) {
      const amount = each[row] as number;
      if (Number.isNaN(amount)) continue;
      const sum = into[row] as number;
      into[row] = Number.isNaN(sum) ? amount : sum + amount;
    }
  return into;
};

/** Rows that get something, with how much. */
export const cellOf = (amounts: Float64Array, keys: Uint32Array): Cell => {
  let [count, amount, key] = [0, 0, 0];
  for (let row = 0; row < amounts.length; row += 1) {
    const each = amounts[row] as number;
    if (Number.isNaN(each)) continue;
    count += 1;
    amount += each;
    key = (key + (keys[row] as number)) >>> 0;
  }
  return { count, amount, key };
};

const [NOW, BASE, GAINED, LOST, MORE, LESS] = [0, 1, 2, 3, 4, 5];

type Frame = { readonly name: string; readonly column: CodeColumn };

/** Books each row as a kind of its own, in all or by the codes of one column. */
const bookAll = (into: Book, { now, base, keys }: Rows, column: CodeColumn | undefined): void => {
  const width = column?.dictionary.length ?? 1;
  for (let row = 0; row < now.length; row += 1) {
    const [a, b] = [now[row] as number, base[row] as number];
    const [paid, was] = [!Number.isNaN(a), !Number.isNaN(b)];
    if (!paid && !was) continue;
    const place = column ? (column.values[row] as number) : 0;
    const key = keys[row] as number;
    if (paid) book(into, NOW * width + place, a, key);
    if (was) book(into, BASE * width + place, b, key);
    if (paid && was && a === b) continue;
    const kind = !was ? GAINED : !paid ? LOST : a > b ? MORE : LESS;
    book(into, kind * width + place, (paid ? a : 0) - (was ? b : 0), key);
  }
};

export type Rows = { readonly now: Float64Array; readonly base: Float64Array; readonly keys: Uint32Array };

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
