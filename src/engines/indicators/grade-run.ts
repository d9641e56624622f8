import { canonicalJson, hashOf, refuse } from '#kernel';
import { cellOf, frameOf, SCORED } from './frame.ts';
import { cutsOf, type Grading, stepAt } from './grading.ts';
import { layoutOf } from './plan.ts';
import { identityOf, type RunIdentity, type RunInput } from './run.ts';
import { type Counted, scoreFrame } from './score.ts';
import { drawing } from './simulate.ts';

export type GradeInput = RunInput & {
  /** Units that get at most a grade, whatever they score. */
  readonly ceilings?: Readonly<Record<string, string>>;
};

export type GradeLine = {
  readonly unit: string;
  readonly score: number | null;
  readonly grade: string | null;
  /** In how many of all draws it had this grade, 0–1: how sure the grade is. */
  readonly held: number | null;
  readonly coverage: number;
};

export type GradeCut = { readonly grade: string; readonly score: number };

export type GradeRun = Counted & {
  readonly id: string;
  readonly identity: RunIdentity;
  /** Best first; units without a score last. */
  readonly lines: readonly GradeLine[];
  /** The lowest score of each grade but the last. */
  readonly cuts: readonly GradeCut[];
};

/**
 * Scores many units over one period and puts them into grades. Thousands of units have no league: who beat whom is not
 * kept, but in each draw everyone is graded anew, and the share of draws with the same grade is told.
 * @throws Refusal when the scheme has no grades, or cannot be computed as it says
 */
export function gradeRun(input: GradeInput): GradeRun {
  const { counted, grading } = countGraded(input);
  const base = identityOf(input);
  const identity = { ...base, data: hashOf([base.data, input.ceilings ?? {}]) };
  const scores = totalsOf(counted);
  const limits = limitsOf(grading, input);
  const cuts = cutsOf(grading, scores);
  const steps = Int8Array.from(scores, (score, at) => stepAt(cuts, score, limits[at]));
  const held = heldShares(counted, grading, { seed: hashOf(identity), steps, limits });
  const root = cellOf(counted.layout, counted.frame, 0, counted.layout.root);
  const lines = counted.frame.units
    .map((unit, at) => ({ unit, at, score: scores[at] as number }))
    .sort((a, b) => (Number.isNaN(a.score) ? 1 : Number.isNaN(b.score) ? -1 : b.score - a.score) || a.at - b.at)
    .map(({ unit, at, score }): GradeLine => {
      const coverage = counted.scored.coverage[root + at] as number;
      if (Number.isNaN(score)) return { unit, coverage, score: null, grade: null, held: null };
      return { unit, coverage, score, grade: gradeOf(grading, steps[at]), held: held[at] ?? null };
    });
  return { ...counted, id: hashOf(identity), identity, lines, cuts: cutList(grading, cuts) };
}

type Graded = Pick<GradeLine, 'unit' | 'score' | 'grade'>;

/** Scores and grades alone, the best first, without saying how sure: for laying one state of the facts beside another. */
export function gradesOnly(input: GradeInput): readonly Graded[] {
  const { counted, grading } = countGraded(input);
  const scores = totalsOf(counted);
  const limits = limitsOf(grading, input);
  const cuts = cutsOf(grading, scores);
  return input.units
    .map((unit, at): Graded => {
      const score = scores[at] as number;
      if (Number.isNaN(score)) return { unit, score: null, grade: null };
      return { unit, score, grade: gradeOf(grading, stepAt(cuts, score, limits[at])) };
    })
    .sort((a, b) => (b.score ?? Number.NEGATIVE_INFINITY) - (a.score ?? Number.NEGATIVE_INFINITY) || 0);
}

export const cutList = ({ steps }: Grading, cuts: Float64Array): readonly GradeCut[] =>
  Array.from(cuts, (score, at) => ({ grade: steps[at]?.grade ?? '', score })).filter((each) =>
    Number.isFinite(each.score),
  );

export const gradeOf = ({ steps }: Grading, step: number | undefined): string | null =>
  steps[step ?? -1]?.grade ?? null;

/** Everything that a run says, as one text: what is hashed, stored and compared byte by byte. */
export const gradeText = ({ id, identity, lines, cuts }: GradeRun): string =>
  canonicalJson({ id, identity, lines, cuts });

export function countGraded(input: GradeInput): { readonly counted: Counted; readonly grading: Grading } {
  const { scheme } = input;
  if (!scheme.grading || input.units.length === 0 || input.periods.length !== 1)
    throw refuse({
      code: 'indicator.no-grades',
      kind: 'invalid',
      what: scheme.grading ? '没有可以分档的对象' : `方案“${scheme.title}”没有分档`,
      todo: scheme.grading ? '请核对参加评价的条件和数据' : '请在方案里写明分档（grading）',
    });
  const layout = layoutOf(scheme);
  const frame = frameOf(layout, input);
  return { counted: { scheme, layout, frame, scored: scoreFrame(layout, frame) }, grading: scheme.grading };
}

/** The score of each unit, NaN without one. */
export function totalsOf({ layout, frame, scored }: Counted, scores = scored.scores): Float64Array {
  const root = cellOf(layout, frame, 0, layout.root);
  return Float64Array.from(frame.units, (_, at) =>
    frame.status[root + at] === SCORED ? (scores[root + at] as number) : Number.NaN,
  );
}

export const limitsOf = ({ steps }: Grading, { units, ceilings }: GradeInput): Int8Array =>
  Int8Array.from(units, (unit) => {
    const ceiling = ceilings?.[unit];
    return ceiling === undefined
      ? 0
      : Math.max(
          0,
          steps.findIndex((each) => each.grade === ceiling),
        );
  });

function heldShares(
  counted: Counted,
  grading: Grading,
  { seed, steps, limits }: { readonly seed: string; readonly steps: Int8Array; readonly limits: Int8Array },
): Float64Array {
  const { draws, weights } = counted.scheme.uncertainty;
  const same = new Float64Array(steps.length);
  drawing(counted.layout, counted.frame, counted.scored, { seed, draws, weights }, (table) => {
    const scores = totalsOf(counted, table);
    const cuts = cutsOf(grading, scores);
    scores.forEach((score, at) => {
      if (stepAt(cuts, score, limits[at]) === steps[at]) same[at] = (same[at] as number) + 1;
    });
  });
  return same.map((each) => each / draws);
}
