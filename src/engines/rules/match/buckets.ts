import { type DateColumn, NO_DAY, type NumberColumn } from './population.ts';

/** The rows of a column in buckets of rising values, so that the rows between two cuts are found without a scan. */
export type Buckets = {
  /** Bucket i holds values from `cuts[i - 1]` up to `cuts[i]`. */
  readonly cuts: Float64Array;
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
};

const MOST = 4096;
const SAMPLE = 65_536;

const placeOf = (cuts: Float64Array, value: number): number => {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const cutsOf = (values: NumberColumn['values'] | Int32Array, none: number): Float64Array => {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const sample: number[] = [];
  for (let row = 0; row < values.length; row += step) {
    const value = values[row] as number;
    if (!Number.isNaN(value) && value !== none) sample.push(value);
  }
  const sorted = Float64Array.from(sample).sort();
  const every = Math.max(1, Math.floor(sorted.length / MOST));
  return Float64Array.from(new Set(sorted.filter((_, i) => i % every === 0)));
};

export const bucketsOf = (column: NumberColumn | DateColumn): Buckets => {
  const { values } = column;
  const none = column.kind === 'date' ? NO_DAY : Number.NaN;
  const cuts = cutsOf(values, none);
  const starts = new Uint32Array(cuts.length + 2);
  const places = new Uint16Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (Number.isNaN(value) || value === none) continue;
    const place = placeOf(cuts, value) + 1;
    places[row] = place;
    starts[place] = (starts[place] as number) + 1;
  }
  for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const next = starts.slice();
  const rows = new Uint32Array(starts.at(-1) ?? 0);
  for (let row = 0; row < values.length; row += 1) {
    const place = places[row] as number;
    if (place === 0) continue;
    const at = next[place - 1] as number;
    rows[at] = row;
    next[place - 1] = at + 1;
  }
  return { cuts, starts, rows };
};

/** Visits the rows whose value lies from `from` up to, not including, `to`. */
export const rowsBetween = (
  { cuts, starts, rows }: Buckets,
  values: NumberColumn['values'] | Int32Array,
  from: number,
  to: number,
  visit: (row: number) => void,
): void => {
  if (!(from < to)) return;
  const [first, last] = [placeOf(cuts, from), placeOf(cuts, to)];
  for (let at = starts[first] as number; at < (starts[last + 1] as number); at += 1) {
    const row = rows[at] as number;
    const value = values[row] as number;
    if (from <= value && value < to) visit(row);
  }
};
