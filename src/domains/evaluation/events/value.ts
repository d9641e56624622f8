import type { Sums } from '../sums.ts';
import type { CompiledIndicator } from './definition.ts';

export type IndicatorValue = {
  /** Null where nothing counts: no rate is not zero. */
  readonly value: number | null;
  readonly counted: number;
  readonly meets: number;
  /** 90 %: how far chance alone could carry it, were the same work done again. Null for plain counts. */
  readonly interval: readonly [number, number] | null;
  /** Standard error of the value, for scores that are built on it. */
  readonly error: number | null;
};

/** 90 %. */
export const Z = 1.645;

/** What an indicator says of these sums. */
export function valueFrom(indicator: Pick<CompiledIndicator, 'kind'>, sums: Sums | undefined): IndicatorValue {
  const { counted = 0, meets = 0, sum = 0, squares = 0, distinct = 0 } = sums ?? {};
  const base = { counted, meets };
  switch (indicator.kind) {
    case 'count':
      return { ...base, value: counted, interval: null, error: null };
    case 'distinct':
      return { ...base, value: distinct, interval: null, error: null };
    case 'sum':
      return { ...base, value: round(sum), interval: null, error: null };
    case 'rate':
      return counted === 0 ? { ...base, ...NOTHING } : { ...base, ...rate(meets, counted) };
    case 'mean':
      return counted === 0 ? { ...base, ...NOTHING } : { ...base, ...mean(counted, sum, squares) };
  }
}

const NOTHING = { value: null, interval: null, error: null } as const;
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** In percent, with Wilson's interval: it stays inside 0–100 and is honest for few records. */
function rate(meets: number, counted: number): Pick<IndicatorValue, 'value' | 'interval' | 'error'> {
  const share = meets / counted;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * counted)) / (1 + z2 / counted);
  const half = (Z * Math.sqrt((share * (1 - share)) / counted + z2 / (4 * counted * counted))) / (1 + z2 / counted);
  const [low, high] = [Math.max(0, middle - half), Math.min(1, middle + half)];
  return {
    value: round(100 * share),
    interval: [round(100 * low), round(100 * high)],
    // The longer arm: one case of one says far less than its own end of the scale.
    error: round((100 * Math.max(share - low, high - share)) / Z),
  };
}

function mean(counted: number, sum: number, squares: number): Pick<IndicatorValue, 'value' | 'interval' | 'error'> {
  const average = sum / counted;
  // One record says nothing of the spread: its own size stands in.
  const variance =
    counted > 1 ? Math.max(0, (squares - counted * average * average) / (counted - 1)) : average * average;
  const error = Math.sqrt(variance / counted);
  return {
    value: round(average),
    interval: [round(average - Z * error), round(average + Z * error)],
    error: round(error),
  };
}

/** How many records a value is a sample of: a count of nothing or of much says nothing of how sure the rest is. */
export const recordsBehind = ({ kind }: Pick<CompiledIndicator, 'kind'>, counted: number): number =>
  kind === 'rate' || kind === 'mean' ? counted : 0;

/** Sums of several groups as one: a county with its townships. People counted once in each may be counted twice. */
export function merged(parts: readonly Sums[]): Sums | undefined {
  const [first] = parts;
  if (!first) return undefined;
  const total = (key: 'counted' | 'meets' | 'sum' | 'squares' | 'distinct'): number =>
    parts.reduce((sum, each) => sum + each[key], 0);
  const [counted, meets, sum, squares] = [total('counted'), total('meets'), total('sum'), total('squares')];
  return { ...first, counted, meets, sum, squares, distinct: total('distinct') };
}

/** Undefined where there is nothing to compare; 0 where chance alone could carry it as far. */
export function movementOf(
  { direction }: Pick<CompiledIndicator, 'direction'>,
  before: IndicatorValue,
  now: IndicatorValue,
): -1 | 0 | 1 | undefined {
  if (before.value === null || now.value === null) return undefined;
  const noise = Z * Math.hypot(before.error ?? 0, now.error ?? 0);
  const gain = (now.value - before.value) * (direction === 'lower' ? -1 : 1);
  if (gain > noise) return 1;
  return gain < -noise ? -1 : 0;
}
