import type { Cell } from './figures.ts';

/** A cell as it may be seen; `null` is fewer than ten. */
export type GuardedCell = { readonly count: number | null; readonly amount: number | null };

/** Fewer are not shown to whoever may not see single facts. */
export const LEAST = 10;

/**
 * Rounds to tens by a draw that the rows themselves decide: the same rows always come out the same, one row more or
 * less does not show.
 */
const rounded = (count: number, key: number): number => {
  const rest = count % LEAST;
  const lot = (Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) >>> 8) % LEAST;
  return count - rest + (lot < rest ? LEAST : 0);
};

const significant = (amount: number): number => {
  if (amount === 0) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(amount))) - 2);
  return Math.round(amount / unit) * unit;
};

/** A cell as it may be seen. */
export const shownCell = ({ count, amount, key }: Cell, guarded: boolean): GuardedCell => {
  if (!guarded) return { count, amount };
  if (count < LEAST) return { count: null, amount: null };
  const about = rounded(count, key);
  return { count: about, amount: significant((amount / count) * about) };
};

type Range = { readonly now: GuardedCell; readonly possible: GuardedCell };

const atLeast = (value: number | null, floor: number | null): number | null =>
  value === null || floor === null ? value : Math.max(value, floor);
const atMost = (value: number | null, cap: number): number | null => (value === null ? null : Math.min(value, cap));

/**
 * What is certain and what may come on top. Each is rounded for itself; that neither is above what may be spent, nor
 * the certain above the possible, everybody knows, and saying so gives nothing away.
 */
export const shownRange = (
  { now, possible }: { readonly now: Cell; readonly possible: Cell },
  guarded: boolean,
  most = Number.POSITIVE_INFINITY,
): Range => {
  const capped = (cell: Cell): GuardedCell => {
    const { count, amount } = shownCell(cell, guarded);
    return { count, amount: atMost(amount, most) };
  };
  const [sure, top] = [capped(now), capped(possible)];
  return {
    now: sure,
    possible: { count: atLeast(top.count, sure.count), amount: atLeast(top.amount, sure.amount) },
  };
};
