import { refuse } from '#kernel';
import type { Frame } from './frame.ts';
import { countGraded, cutList, type GradeCut, type GradeInput, gradeOf, limitsOf, totalsOf } from './grade-run.ts';
import { cutsOf, type Grading, stepAt } from './grading.ts';
import { layoutOf } from './plan.ts';
import { type Branch, isBranch, type Scheme, type SchemeNode } from './scheme.ts';
import { type Counted, scoreFrame } from './score.ts';

export type WeightChange = { readonly node: string; readonly weight: number };

export type Regraded = {
  readonly unit: string;
  readonly before: { readonly score: number | null; readonly grade: string | null };
  readonly after: { readonly score: number | null; readonly grade: string | null };
  /** What each changed weight did to the score; the parts sum to the difference. */
  readonly parts: readonly { readonly node: string; readonly points: number }[];
};

export type Reweighed = {
  readonly lines: readonly Regraded[];
  readonly before: readonly GradeCut[];
  readonly after: readonly GradeCut[];
};

/** The same scheme with other weights. @throws Refusal for a node that it does not have */
export function withWeights(scheme: Scheme, changes: readonly WeightChange[]): Scheme {
  const wanted = new Map(changes.map((each) => [each.node, each.weight]));
  const rebuilt = (node: SchemeNode): SchemeNode => {
    const weight = wanted.get(node.id) ?? node.weight;
    wanted.delete(node.id);
    return isBranch(node) ? { ...node, weight, children: node.children.map(rebuilt) } : { ...node, weight };
  };
  const root = rebuilt(scheme.root) as Branch;
  const [unknown] = wanted.keys();
  if (unknown === undefined) return { ...scheme, root };
  throw refuse({
    code: 'indicator.no-node',
    kind: 'not-found',
    what: `方案里没有“${unknown}”`,
    todo: '请核对指标代码',
  });
}

/**
 * Everyone's score and grade before and after weights change, and what each change did. The changes act one after
 * another, once forth and once back, and the mean of both is each one's part: whatever the aggregator, parts sum to the
 * whole.
 * @example reweigh({ scheme, units, periods, observations, code: '1', seed: 'a' }, [{ node: 'tax', weight: 30 }])
 */
export function reweigh(input: GradeInput, changes: readonly WeightChange[]): Reweighed {
  const { counted, grading } = countGraded(input);
  // Scoring writes into the frame: what stands now is taken before anything else is scored.
  const before = totalsOf(counted);
  const scoresWith = (taken: readonly WeightChange[]) => totalsUnder(withWeights(input.scheme, taken), counted.frame);
  const after = scoresWith(changes);
  // Both ways end where all changes are made.
  const inner = changes.slice(1).map((_, at) => at + 1);
  const forth = [...inner.map((taken) => scoresWith(changes.slice(0, taken))), after];
  const back = [...inner.map((taken) => scoresWith(changes.slice(-taken))), after];
  const graded = grader(grading, input);
  const [was, is] = [graded(before), graded(after)];
  const lines = input.units.map((unit, at): Regraded => {
    const isKnown = !Number.isNaN(before[at]) && !Number.isNaN(after[at]);
    const steps = (chain: readonly Float64Array[]) => (isKnown ? stepsOf([before, ...chain], at) : []);
    const [there, home] = [steps(forth), steps(back).toReversed()];
    const parts = changes.map(({ node }, nth) => ({ node, points: ((there[nth] ?? 0) + (home[nth] ?? 0)) / 2 }));
    return { unit, before: was.at(at), after: is.at(at), parts };
  });
  return { lines, before: was.cuts, after: is.cuts };
}

/** How a unit's score went from one to the next; where only half of the changes leaves it without one, it stood still. */
function stepsOf(chain: readonly Float64Array[], at: number): readonly number[] {
  let last = chain[0]?.[at] as number;
  return chain.slice(1).map((scores) => {
    const now = scores[at] as number;
    const step = Number.isNaN(now) ? 0 : now - last;
    last += step;
    return step;
  });
}

/** The data are laid out once: weights change neither the leaves nor their order. */
function totalsUnder(scheme: Scheme, frame: Frame): Float64Array {
  const layout = layoutOf(scheme);
  const counted: Counted = { scheme, layout, frame, scored: scoreFrame(layout, frame) };
  return totalsOf(counted);
}

function grader(grading: Grading, input: GradeInput) {
  const limits = limitsOf(grading, input);
  return (scores: Float64Array) => {
    const cuts = cutsOf(grading, scores);
    return {
      cuts: cutList(grading, cuts),
      at: (at: number) => {
        const score = scores[at] as number;
        return {
          score: Number.isNaN(score) ? null : score,
          grade: gradeOf(grading, stepAt(cuts, score, limits[at])),
        };
      },
    };
  };
}
