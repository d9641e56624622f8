import { aggregate } from './aggregate.ts';
import { APART, cellOf, type Frame, MISSING, SCORED } from './frame.ts';
import type { Layout, PlanBranch } from './plan.ts';
import type { Scheme } from './scheme.ts';

/** What a run starts from: scores by cell, and how much of each rests on data. */
export type Scored = {
  readonly scores: Float64Array;
  /** Share of the applicable weight that rests on this period's own values, 0–1. */
  readonly coverage: Float64Array;
  /** Share of the applicable weight that rests on values at all, carried ones too, 0–1. */
  readonly reach: Float64Array;
};

/** A scheme counted once over its data, without draws. */
export type Counted = {
  readonly scheme: Scheme;
  readonly layout: Layout;
  readonly frame: Frame;
  readonly scored: Scored;
};

/** Scores every node once, with the methods and weights as the scheme has them; fills in the status of branches. */
export function scoreFrame(layout: Layout, frame: Frame): Scored {
  const scores = new Float64Array(frame.values.length).fill(Number.NaN);
  const [coverage, reach] = [new Float64Array(frame.values.length), new Float64Array(frame.values.length)];
  for (let p = 0; p < frame.periods.length; p += 1)
    layout.nodes.forEach((node, at) => {
      const from = cellOf(layout, frame, p, at);
      if (node.kind === 'leaf') {
        node.methods[0]?.apply(frame.values, from, frame.units.length, scores, from);
        for (let cell = from; cell < from + frame.units.length; cell += 1) {
          reach[cell] = frame.status[cell] === SCORED ? 1 : 0;
          coverage[cell] = frame.carried[cell] === 0 ? (reach[cell] as number) : 0;
        }
      } else
        for (let u = 0; u < frame.units.length; u += 1)
          scoreBranch(layout, frame, { scores, coverage, reach }, node, [p, at, u]);
    });
  return { scores, coverage, reach };
}

function scoreBranch(
  layout: Layout,
  frame: Frame,
  scored: Scored,
  node: PlanBranch,
  [p, at, u]: readonly [number, number, number],
) {
  const cell = cellOf(layout, frame, p, at, u);
  const own = { scores: [] as number[], weights: [] as number[] };
  let [applicable, available, covered, reached] = [0, 0, 0, 0];
  node.children.forEach((child, i) => {
    const from = cellOf(layout, frame, p, child, u);
    const weight = node.weights[i] as number;
    if (frame.status[from] === APART) return;
    applicable += weight;
    covered += weight * (scored.coverage[from] as number);
    const score = frame.status[from] === SCORED ? (scored.scores[from] as number) : substituteOf(node);
    if (frame.status[from] === SCORED) {
      available += weight;
      reached += weight * (scored.reach[from] as number);
    }
    if (Number.isNaN(score)) return;
    own.scores.push(score);
    own.weights.push(weight);
  });
  const share = (weight: number): number => (applicable === 0 ? 0 : weight / applicable);
  const isScored = isEnough(node, share(available), share(reached));
  frame.status[cell] = applicable === 0 ? APART : isScored ? SCORED : MISSING;
  scored.coverage[cell] = share(covered);
  scored.reach[cell] = share(reached);
  const [aggregator] = node.aggregators;
  if (frame.status[cell] === SCORED && aggregator) scored.scores[cell] = aggregate(aggregator, own.scores, own.weights);
}

/** What stands in for a missing child, in appraisals that say so. */
export const substituteOf = ({ missing }: PlanBranch): number =>
  missing.kind === 'penalty' ? missing.score : Number.NaN;

/** Of a tree what counts is how much there is of its leaves: parts that are each just enough are not enough together. */
function isEnough({ missing }: PlanBranch, available: number, reached: number): boolean {
  if (missing.kind === 'penalty') return true;
  // Sums of shares are not exact: a billionth is no missing child.
  return missing.kind === 'renormalise' ? reached >= missing.available - 1e-9 : available >= 1 - 1e-9;
}
