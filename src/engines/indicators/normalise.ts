import type { Normaliser, Transform } from './scheme.ts';

/** One leaf's values of all units, turned into scores. `NaN` stands for a value that is not there, on both sides. */
export type Normalise = (values: Float64Array, at: number, count: number, out: Float64Array, outAt: number) => void;

export type Caps = readonly [number, number] | null;

/** Why a normaliser cannot be applied to these values; nothing is guessed instead. */
export type CannotNormalise = 'no-spread' | 'too-few';

/** Does this normaliser score a unit by the others? Then it needs at least two of them, and a difference. */
export const isRelative = ({ kind }: Normaliser): boolean =>
  kind === 'percentile' || kind === 'min-max' || kind === 'z' || kind === 'rank';

export function cannotNormalise(normaliser: Normaliser, values: ArrayLike<number>): CannotNormalise | undefined {
  if (!isRelative(normaliser)) return undefined;
  const known = Array.from(values).filter((each) => !Number.isNaN(each));
  if (known.length === 0) return undefined;
  if (known.length === 1) return 'too-few';
  const needsSpread = normaliser.kind === 'min-max' || normaliser.kind === 'z';
  return needsSpread && known.every((each) => each === known[0]) ? 'no-spread' : undefined;
}

/**
 * The function of a normaliser: higher scores are better whatever the direction.
 * - goalposts `(worst − y) / (worst − frontier)`, times 100; the direction is in the goalposts themselves
 * - bands: the score of the last band that is reached; percentile: share of units not better, ties half (Hazen)
 * - min-max over the units; z: 50 + 10 per standard deviation; rank: from 100 (first) to 0 (last), ties shared
 */
export function normaliserOf(normaliser: Normaliser, direction: 'higher' | 'lower', caps: Caps): Normalise {
  const sign = direction === 'lower' ? -1 : 1;
  if (caps !== null && normaliser.kind === 'goalposts') return linearWithin(normaliser, caps);
  const raw = rawOf(normaliser, sign);
  if (caps === null) return raw;
  const [low, high] = caps;
  return (values, at, count, out, outAt) => {
    raw(values, at, count, out, outAt);
    for (let u = outAt; u < outAt + count; u += 1) {
      const score = out[u] as number;
      // Not Math.min and max: these would be slower, and this is the innermost loop.
      if (score < low) out[u] = low;
      else if (score > high) out[u] = high;
    }
  };
}

function rawOf(normaliser: Normaliser, sign: number): Normalise {
  switch (normaliser.kind) {
    case 'goalposts':
      return linear(normaliser.worst, 100 / (normaliser.frontier - normaliser.worst));
    case 'bands':
      return banded(normaliser.bands, normaliser.below);
    case 'percentile':
      return ranked(sign, (rank, n) => (100 * (n - rank + 0.5)) / n);
    case 'rank':
      return ranked(sign, (rank, n) => (100 * (n - rank)) / (n - 1));
    case 'min-max':
      return minMax(sign);
    case 'z':
      return deviations(sign);
    case 'none':
      return (values, at, count, out, outAt) => {
        for (let u = 0; u < count; u += 1) out[outAt + u] = values[at + u] as number;
      };
  }
}

const linear =
  (worst: number, perUnit: number): Normalise =>
  (values, at, count, out, outAt) => {
    // Without `+ 0` the worst value would score −0, which is another byte.
    for (let u = 0; u < count; u += 1) out[outAt + u] = ((values[at + u] as number) - worst) * perUnit + 0;
  };

/** The usual case in one pass. */
const linearWithin = (
  { worst, frontier }: { readonly worst: number; readonly frontier: number },
  [low, high]: readonly [number, number],
): Normalise => {
  const perUnit = 100 / (frontier - worst);
  return (values, at, count, out, outAt) => {
    for (let u = 0; u < count; u += 1) {
      const score = ((values[at + u] as number) - worst) * perUnit + 0;
      out[outAt + u] = score < low ? low : score > high ? high : score;
    }
  };
};

const banded =
  (bands: readonly { readonly from: number; readonly score: number }[], below: number): Normalise =>
  (values, at, count, out, outAt) => {
    for (let u = 0; u < count; u += 1) {
      const value = values[at + u] as number;
      let score = Number.isNaN(value) ? value : below;
      for (const band of bands) if (value >= band.from) score = band.score;
      out[outAt + u] = score;
    }
  };

const minMax =
  (sign: number): Normalise =>
  (values, at, count, out, outAt) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let u = at; u < at + count; u += 1) {
      const value = values[u] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const worst = sign > 0 ? low : high;
    const perUnit = (100 * sign) / (high - low);
    for (let u = 0; u < count; u += 1) out[outAt + u] = ((values[at + u] as number) - worst) * perUnit + 0;
  };

const deviations =
  (sign: number): Normalise =>
  (values, at, count, out, outAt) => {
    let [n, sum] = [0, 0];
    for (let u = at; u < at + count; u += 1) {
      const value = values[u] as number;
      if (!Number.isNaN(value)) {
        n += 1;
        sum += value;
      }
    }
    const mean = sum / n;
    let squares = 0;
    for (let u = at; u < at + count; u += 1) {
      const away = (values[u] as number) - mean;
      if (!Number.isNaN(away)) squares += away * away;
    }
    const perUnit = (10 * sign) / Math.sqrt(squares / n);
    for (let u = 0; u < count; u += 1) out[outAt + u] = 50 + ((values[at + u] as number) - mean) * perUnit;
  };

const ranked =
  (sign: number, score: (rank: number, n: number) => number): Normalise =>
  (values, at, count, out, outAt) => {
    const known: number[] = [];
    for (let u = 0; u < count; u += 1) if (!Number.isNaN(values[at + u] as number)) known.push(u);
    const own = (u: number): number => values[at + u] as number;
    known.sort((a, b) => sign * (own(b) - own(a)) || a - b);
    for (let u = 0; u < count; u += 1) out[outAt + u] = Number.NaN;
    let first = 0;
    while (first < known.length) {
      let last = first;
      while (last + 1 < known.length && own(known[last + 1] as number) === own(known[first] as number)) last += 1;
      const rank = (first + last) / 2 + 1;
      for (let i = first; i <= last; i += 1) out[outAt + (known[i] as number)] = score(rank, known.length);
      first = last + 1;
    }
  };

/** Before normalising. A transform that does not apply to a value answers `undefined`. */
export function transformed(transform: Transform | undefined, value: number): number | undefined {
  switch (transform?.kind) {
    case undefined:
      return value;
    case 'log':
      return value > 0 ? Math.log(value) : undefined;
    case 'sqrt':
      return value >= 0 ? Math.sqrt(value) : undefined;
    case 'distance':
      return Math.abs(value - transform.target);
  }
}
