import type { Cell } from './figures.ts';

/** A cell as it may be seen; `null` is fewer than ten. */
export type GuardedCell = { readonly count: number | null; readonly amount: number | null };

/** Fewer are not shown to whoever may not see single facts. */
export const LEAST = 10;

/**
 * Figures are rounded to marks that stand still, the same for everyone and every question: what is more is never shown
 * as less, and along a moved number a count steps on only after ten rows. (Rounding by a draw for each set of rows hides
 * no better: it shakes at every single row, and so tells where each one lies.)
 */
const roundCount = (count: number): number => Math.round(count / LEAST) * LEAST;

/** Of fewer one firm would show in a sum that is told to a few per cent. */
const MANY = 50;

/** How far apart marks are where an amount begins with 1, with 2 to 4, with 5 to 9: two to five per cent, or ten to twenty. */
const [FINE, COARSE] = [
  [0.05, 0.1, 0.2],
  [0.2, 0.5, 1],
] as const;

/** @param like as many rows as the cell has before anything moves: marks do not change while a number does */
const roundAmount = (amount: number, like: number): number => {
  if (amount === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(Math.abs(amount)));
  const lead = Math.abs(amount) / power;
  const [one, two, five] = like >= MANY ? FINE : COARSE;
  const mark = Math.max(1, (lead < 2 ? one : lead < 5 ? two : five) * power);
  return Math.round(Math.round(amount / mark) * mark);
};

/** A cell as it may be seen. */
export const shownCell = ({ count, amount }: Cell, guarded: boolean, like = 0): GuardedCell => {
  if (!guarded) return { count, amount };
  if (count < LEAST) return { count: null, amount: null };
  return { count: roundCount(count), amount: roundAmount(amount, like) };
};

type Seen<T> = { readonly [K in keyof T]: GuardedCell };
type Three = { readonly base: Cell; readonly now: Cell; readonly possible: Cell };
/** What each rule pays of the three. */
export type Paid = { readonly [K in keyof Three]: readonly Cell[] };

const sumOf = (paid: readonly Cell[]): number => paid.reduce((all, { amount }) => all + amount, 0);

/** What comes of rules that everybody may work out needs no rounding; the rest is told once ten have it. */
const shownSum = (cell: Cell, paid: readonly Cell[], hidden: readonly boolean[], like: number): GuardedCell => {
  const { count, amount } = shownCell(cell, true, like);
  const open = paid.filter((_, at) => !hidden[at]);
  if (amount === null || open.length === 0) return { count, amount };
  const own = paid.filter((_, at) => hidden[at]);
  const rest = own.some((each) => each.count >= LEAST) ? roundAmount(sumOf(own), like) : 0;
  return { count, amount: sumOf(open) + rest };
};

type Hiding = {
  /** By rule: whether what it pays stands on facts that may not be seen. */
  readonly hidden: readonly boolean[];
  /** The same before a budget made what one rule pays hang on the others. */
  readonly before?: readonly boolean[];
  /** The budget. */
  readonly most?: number | undefined;
};

const atLeast = (value: number | null, floor: number | null): number | null =>
  value === null || floor === null ? value : Math.max(value, floor);
const atMost = (value: number | null, most: number): number | null => (value === null ? null : Math.min(value, most));

/**
 * What it was, what is certain and what may come on top. That none is above what may be spent, nor the certain above the
 * possible, everybody knows, and saying so gives nothing away.
 */
export const shownTotals = (
  { base, now, possible }: Three,
  paid: Paid,
  { hidden, before = hidden, most = Number.POSITIVE_INFINITY }: Hiding,
): Seen<Three> => {
  if (!hidden.includes(true))
    return { base: shownCell(base, false), now: shownCell(now, false), possible: shownCell(possible, false) };
  const capped = ({ count, amount }: GuardedCell): GuardedCell => ({ count, amount: atMost(amount, most) });
  const like = Math.max(...paid.base.map(({ count }, at) => (hidden[at] ? count : 0)));
  const sure = capped(shownSum(now, paid.now, hidden, like));
  const top = capped(shownSum(possible, paid.possible, hidden, like));
  return {
    base: shownSum(base, paid.base, before, like),
    now: sure,
    possible: { count: atLeast(top.count, sure.count), amount: atLeast(top.amount, sure.amount) },
  };
};
