import type { Exact, Node } from '#language';
import { type Column, NO_DAY, type Population } from './population.ts';
import type { Ref } from './signals.ts';

/**
 * A formula over selected rows: whole numbers in doubles, all over one fixed `den`; NaN is unknown. Bounds taken from
 * the columns prove that no step leaves the whole numbers that a double holds, so that the result is exact.
 */
export type Vector = {
  readonly den: bigint;
  readonly lo: number;
  readonly hi: number;
  /** Set when every row has the same value. */
  readonly constant?: number;
  readonly run: (selection: Selection, out: Float64Array) => void;
};

/** The rows at work, and the answers of conditions on them. */
export type Selection = {
  rows: Int32Array;
  count: number;
  /** 1, 0 or NaN for a row. */
  readonly truth: (ref: Ref, row: number) => number;
};

/** What a vector cannot do exactly; the row is then asked one by one. */
export class NotVectorisable extends Error {}

const SAFE = 2 ** 52;

export type VectorMaker = {
  readonly population: Population;
  readonly size: number;
  readonly signal: (node: Node) => Ref;
};

export const checked = (vector: Vector): Vector => {
  const fits = Math.abs(vector.lo) < SAFE && Math.abs(vector.hi) < SAFE && vector.den < BigInt(SAFE);
  if (!fits) throw new NotVectorisable('numbers too large');
  return vector;
};

export const constantOf = (value: Exact | null): Vector => {
  if (value === null) return filled(Number.NaN, 1n);
  return typeof value === 'number' ? filled(value, 1n) : filled(Number(value.n), value.d, value.n);
};

export const filled = (value: number, den: bigint, exact?: bigint): Vector => {
  if (exact !== undefined && BigInt(Math.trunc(value)) !== exact) throw new NotVectorisable('a large constant');
  const bound = Number.isNaN(value) ? 0 : value;
  return checked({
    den,
    lo: bound,
    hi: bound,
    constant: value,
    run: ({ count }, out) => void out.fill(value, 0, count),
  });
};

export const columnVector = (column: Column): Vector => {
  if (column.kind === 'date') return dateVector(column.values, column);
  if (column.kind === 'code') throw new NotVectorisable('codes are no numbers');
  const { values, scale, min, max } = column;
  return checked({
    den: BigInt(scale),
    lo: min,
    hi: max,
    run: ({ rows, count }, out) => {
      for (let i = 0; i < count; i += 1) out[i] = values[rows[i] as number] as number;
    },
  });
};

const dateVector = (values: Int32Array, { min, max }: { min: number; max: number }): Vector => ({
  den: 1n,
  lo: min,
  hi: max,
  run: ({ rows, count }, out) => {
    for (let i = 0; i < count; i += 1) {
      const day = values[rows[i] as number] as number;
      out[i] = day === NO_DAY ? Number.NaN : day;
    }
  },
});

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The vector over another denominator, a multiple of its own. */
const over = (vector: Vector, den: bigint): Vector =>
  vector.den === den ? vector : times(vector, Number(den / vector.den), den);

export const times = (vector: Vector, by: number, den: bigint): Vector => {
  const ends = [vector.lo * by, vector.hi * by];
  const made = { den, lo: Math.min(...ends), hi: Math.max(...ends) };
  if (vector.constant !== undefined) {
    checked({ ...made, run: vector.run });
    return filled(vector.constant * by, den);
  }
  return checked({
    ...made,
    run: (selection, out) => {
      vector.run(selection, out);
      for (let i = 0; i < selection.count; i += 1) out[i] = (out[i] as number) * by;
    },
  });
};

export const alike = (vectors: readonly Vector[]): readonly Vector[] => {
  const den = vectors.reduce((lcm, { den }) => (lcm / gcd(lcm, den)) * den, 1n);
  return vectors.map((vector) => over(vector, den));
};

type Pairwise = (a: number, b: number) => number;

const pair = (
  maker: VectorMaker,
  a: Vector,
  b: Vector,
  den: bigint,
  bounds: readonly number[],
  apply: 'add' | 'subtract' | 'multiply' | 'min' | 'max',
): Vector => {
  const made = checked({ den, lo: Math.min(...bounds), hi: Math.max(...bounds), run: a.run });
  if (a.constant !== undefined && b.constant !== undefined) return filled(PAIRWISE[apply](a.constant, b.constant), den);
  const right = new Float64Array(maker.size);
  const loop = LOOPS[apply];
  return {
    ...made,
    run: (selection, out) => {
      a.run(selection, out);
      b.run(selection, right);
      loop(out, right, selection.count);
    },
  };
};

const PAIRWISE: Readonly<Record<string, Pairwise>> & Record<'add' | 'subtract' | 'multiply' | 'min' | 'max', Pairwise> =
  {
    add: (a, b) => a + b,
    subtract: (a, b) => a - b,
    multiply: (a, b) => a * b,
    min: (a, b) => Math.min(a, b),
    max: (a, b) => Math.max(a, b),
  };

/** One loop each, so that each is compiled for what it does. Math.min and Math.max keep NaN. */
const LOOPS = {
  add: (out: Float64Array, by: Float64Array, n: number) => {
    for (let i = 0; i < n; i += 1) out[i] = (out[i] as number) + (by[i] as number);
  },
  subtract: (out: Float64Array, by: Float64Array, n: number) => {
    for (let i = 0; i < n; i += 1) out[i] = (out[i] as number) - (by[i] as number);
  },
  multiply: (out: Float64Array, by: Float64Array, n: number) => {
    for (let i = 0; i < n; i += 1) out[i] = (out[i] as number) * (by[i] as number);
  },
  min: (out: Float64Array, by: Float64Array, n: number) => {
    for (let i = 0; i < n; i += 1) out[i] = Math.min(out[i] as number, by[i] as number);
  },
  max: (out: Float64Array, by: Float64Array, n: number) => {
    for (let i = 0; i < n; i += 1) out[i] = Math.max(out[i] as number, by[i] as number);
  },
} as const;

export const sumOf = (maker: VectorMaker, a: Vector, b: Vector, how: 'add' | 'subtract'): Vector => {
  const [x = a, y = b] = alike([a, b]);
  const ends = how === 'add' ? [x.lo + y.lo, x.hi + y.hi] : [x.lo - y.hi, x.hi - y.lo];
  return pair(maker, x, y, x.den, ends, how);
};

export const productOf = (maker: VectorMaker, a: Vector, b: Vector): Vector => {
  const den = a.den * b.den;
  if (b.constant !== undefined && !Number.isNaN(b.constant)) return times(a, b.constant, den);
  if (a.constant !== undefined && !Number.isNaN(a.constant)) return times(b, a.constant, den);
  return pair(maker, a, b, den, [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi], 'multiply');
};

export const extremeOf = (maker: VectorMaker, vectors: readonly Vector[], how: 'min' | 'max'): Vector =>
  alike(vectors).reduce((a, b) => {
    const pick = how === 'min' ? Math.min : Math.max;
    return pair(maker, a, b, a.den, [pick(a.lo, b.lo), pick(a.hi, b.hi)], how);
  });

export const negatedVector = (a: Vector): Vector => times(a, -1, a.den);

export const absolute = (a: Vector): Vector => ({
  den: a.den,
  lo: 0,
  hi: Math.max(Math.abs(a.lo), Math.abs(a.hi)),
  run: (selection, out) => {
    a.run(selection, out);
    for (let i = 0; i < selection.count; i += 1) out[i] = Math.abs(out[i] as number);
  },
});
