/** What one question needs until it is answered: trials over the same rows that answer in turn lend it to each other. */
export type Scratch = {
  readonly size: number;
  /** For each rule what it pays each row; as many as the largest of the trials has. */
  readonly paid: Float64Array[];
  readonly now: Float64Array;
};

let last: WeakRef<Scratch> | undefined;

/** Room for a trial of so many rules; it goes when the last trial that holds it goes. */
export const scratchFor = (rules: number, size: number): Scratch => {
  const known = last?.deref();
  const fits = known?.size === size ? known : undefined;
  const own = fits ?? { size, paid: [], now: new Float64Array(size) };
  while (own.paid.length < rules) own.paid.push(new Float64Array(size));
  last = new WeakRef(own);
  return own;
};
