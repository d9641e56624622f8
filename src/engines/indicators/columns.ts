import { aggregate } from './aggregate.ts';
import type { Aggregator } from './scheme.ts';

/** The children of a node in one period, as columns of units inside the score table. */
export type Columns = {
  readonly scores: Float64Array;
  /** Where each child's column starts. */
  readonly from: Int32Array;
  readonly weights: Float64Array;
  readonly count: number;
};

/** Scores a node for all units at once, where every child has a score: the same sums as `aggregate`, unit by unit. */
export function combineColumns(aggregator: Aggregator, columns: Columns, out: number): void {
  switch (aggregator.kind) {
    case 'arithmetic':
      means(columns, out);
      return;
    case 'geometric':
      byUnit(columns, out, geometric);
      return;
    case 'harmonic':
      byUnit(columns, out, harmonic);
      return;
    case 'minimum':
      minima(columns, out);
      return;
    default:
      gathered(aggregator, columns, out);
  }
}

function means({ scores, from, weights, count }: Columns, out: number): void {
  let total = 0;
  for (let c = 0; c < weights.length; c += 1) total += weights[c] as number;
  for (let c = 0; c < from.length; c += 1) {
    const [at, weight] = [from[c] as number, (weights[c] as number) / total];
    if (c === 0) for (let u = 0; u < count; u += 1) scores[out + u] = weight * (scores[at + u] as number);
    else for (let u = 0; u < count; u += 1) (scores[out + u] as number) += weight * (scores[at + u] as number);
  }
}

type Reduce = (columns: Columns, unit: number, total: number) => number;

function byUnit(columns: Columns, out: number, reduce: Reduce): void {
  let total = 0;
  for (let c = 0; c < columns.weights.length; c += 1) total += columns.weights[c] as number;
  for (let u = 0; u < columns.count; u += 1) columns.scores[out + u] = reduce(columns, u, total);
}

const geometric: Reduce = ({ scores, from, weights }, unit, total) => {
  let sum = 0;
  for (let c = 0; c < from.length; c += 1)
    sum += (weights[c] as number) * Math.log(scores[(from[c] as number) + unit] as number);
  return Math.exp(sum / total);
};

const harmonic: Reduce = ({ scores, from, weights }, unit, total) => {
  let sum = 0;
  for (let c = 0; c < from.length; c += 1)
    sum += (weights[c] as number) / (scores[(from[c] as number) + unit] as number);
  return total / sum;
};

function minima({ scores, from, count }: Columns, out: number): void {
  for (let u = 0; u < count; u += 1) {
    let low = Number.POSITIVE_INFINITY;
    for (let c = 0; c < from.length; c += 1) {
      const score = scores[(from[c] as number) + u] as number;
      if (score < low) low = score;
    }
    scores[out + u] = low;
  }
}

function gathered(aggregator: Aggregator, { scores, from, weights, count }: Columns, out: number): void {
  const row = new Float64Array(from.length);
  for (let u = 0; u < count; u += 1) {
    for (let c = 0; c < from.length; c += 1) row[c] = scores[(from[c] as number) + u] as number;
    scores[out + u] = aggregate(aggregator, row, weights);
  }
}

/** The same where some children are missing: `NaN` is left out, or counts as the substitute. */
export function combineSparse(
  aggregator: Aggregator,
  columns: Columns,
  out: number,
  unit: number,
  substitute: number,
): void {
  const { scores, from, weights } = columns;
  const [row, own] = [new Float64Array(from.length), new Float64Array(from.length)];
  let n = 0;
  for (let c = 0; c < from.length; c += 1) {
    const score = scores[(from[c] as number) + unit] as number;
    const used = Number.isNaN(score) ? substitute : score;
    if (Number.isNaN(used)) continue;
    row[n] = used;
    own[n] = weights[c] as number;
    n += 1;
  }
  scores[out + unit] = aggregate(aggregator, row, own, n);
}
