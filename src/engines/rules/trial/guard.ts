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
