import type { Aggregator } from './scheme.ts';

/**
 * The score of a node from its children's, for one unit. Children without a score are already left out; the weights of
 * the rest need not sum to one (points: the weight is what 100 is worth).
 * @example aggregate({ kind: 'geometric' }, [25, 100], [1, 1]) // 50
 */
export function aggregate(
  aggregator: Aggregator,
  scores: ArrayLike<number>,
  weights: ArrayLike<number>,
  n: number = scores.length,
): number {
  let total = 0;
  for (let c = 0; c < n; c += 1) total += weights[c] as number;
  if (aggregator.kind === 'points') return points(aggregator, scores, weights, n);
  if (n === 0) return Number.NaN;
  switch (aggregator.kind) {
    case 'arithmetic':
      return mean(scores, weights, total, n);
    case 'geometric': {
      let sum = 0;
      for (let c = 0; c < n; c += 1) sum += (weights[c] as number) * Math.log(scores[c] as number);
      return Math.exp(sum / total);
    }
    case 'harmonic': {
      let sum = 0;
      for (let c = 0; c < n; c += 1) sum += (weights[c] as number) / (scores[c] as number);
      return total / sum;
    }
    case 'minimum': {
      let low = Number.POSITIVE_INFINITY;
      for (let c = 0; c < n; c += 1) if ((scores[c] as number) < low) low = scores[c] as number;
      return low;
    }
    case 'penalised-mean': {
      const middle = mean(scores, weights, total, n);
      let away = 0;
      for (let c = 0; c < n; c += 1) away += (weights[c] as number) * Math.abs((scores[c] as number) - middle);
      return middle - (aggregator.penalty * away) / total;
    }
  }
}

function mean(scores: ArrayLike<number>, weights: ArrayLike<number>, total: number, n: number): number {
  let sum = 0;
  for (let c = 0; c < n; c += 1) sum += (weights[c] as number) * (scores[c] as number);
  return sum / total;
}

function points(
  { base, min, max }: Extract<Aggregator, { readonly kind: 'points' }>,
  scores: ArrayLike<number>,
  weights: ArrayLike<number>,
  n: number,
): number {
  let sum = base;
  for (let c = 0; c < n; c += 1) sum += ((weights[c] as number) * (scores[c] as number)) / 100;
  const floored = min === undefined ? sum : Math.max(min, sum);
  return max === undefined ? floored : Math.min(max, floored);
}

/** Geometric and harmonic means need scores that cannot be negative. */
export const needsPositive = ({ kind }: Aggregator): boolean => kind === 'geometric' || kind === 'harmonic';
