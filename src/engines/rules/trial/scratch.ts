import { rowKeys } from './figures.ts';

/** What one question needs until it is answered: trials over the same rows that answer in turn lend it to each other. */
export type Scratch = {
  readonly size: number;
  readonly seed: number;
  /** For each rule what it pays each row; as many as the largest of the trials has. */
  readonly paid: Float64Array[];
  readonly now: Float64Array;
  readonly keys: Uint32Array;
};

let last: WeakRef<Scratch> | undefined;

/** Room for a trial of so many rules; it goes when the last trial that holds it goes. */
export const scratchFor = (rules: number, size: number, seed: number): Scratch => {
  const known = last?.deref();
  const fits = known?.size === size && known.seed === seed ? known : undefined;
  const own = fits ?? { size, seed, paid: [], now: new Float64Array(size), keys: rowKeys(size, seed) };
  while (own.paid.length < rules) own.paid.push(new Float64Array(size));
  last = new WeakRef(own);
  return own;
};
