import { sha256 } from '#kernel';

/**
 * A fast reproducible stream (xoshiro128**), for simulations only: whole-number steps, so that every machine draws the
 * same. Draws that must be fair use tickets instead.
 */
export type Stream = {
  /** In [0, 1), 32 random bits. */
  readonly uniform: () => number;
  /**
   * `out[i] = values[i] + errors[i] × z`, with z standard normal, of 4 096 equally likely values. All at once,
   * because this is where a simulation spends its time.
   */
  readonly blur: (values: Float64Array, errors: Float64Array, out: Float64Array) => void;
};

const SIZE = 4096;

/** The middle of each of 4 096 equally likely slices of the normal distribution (Acklam's rational approximation). */
let quantiles: Float64Array | undefined;
export function normalQuantiles(): Float64Array {
  if (quantiles) return quantiles;
  const table = new Float64Array(SIZE);
  for (let at = 0; at < SIZE / 2; at += 1) {
    const x = inverseNormal((at + 0.5) / SIZE);
    table[at] = x;
    table[SIZE - 1 - at] = -x;
  }
  quantiles = table;
  return table;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, each) => sum * x + each, 0);

const CENTRE = [
  [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239],
  [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
] as const;
const TAIL = [
  [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
] as const;

function inverseNormal(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL[0], q) / polynomial(TAIL[1], q);
  }
  const q = p - 0.5;
  return (polynomial(CENTRE[0], q * q) * q) / polynomial(CENTRE[1], q * q);
}

/** @example stream('seed').uniform() // always the same */
export function stream(seed: string): Stream {
  const state = Uint32Array.from({ length: 4 }, (_, at) => Number.parseInt(sha256(seed).slice(at * 8, at * 8 + 8), 16));
  let [a = 1, b = 2, c = 3, d = 4] = state;
  const table = normalQuantiles();
  const next = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const blur: Stream['blur'] = (values, errors, out) => {
    const n = values.length;
    // Two to a word; an odd last one leaves the other half unused.
    for (let i = 0; i < n; i += 2) {
      const word = next();
      out[i] = (values[i] as number) + (errors[i] as number) * (table[word >>> 20] as number);
      if (i + 1 < n)
        out[i + 1] = (values[i + 1] as number) + (errors[i + 1] as number) * (table[word & 0xfff] as number);
    }
  };
  return { uniform: () => next() / 4_294_967_296, blur };
}
