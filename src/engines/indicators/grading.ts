import { z } from 'zod';
import type { SchemeFinding } from './scheme-finding.ts';
import { SchemeSource } from './source.ts';

const Grade = z.string().min(1).max(20);

/** A、B、C、D: by place among all that are scored, or by score; the last step takes the rest. */
export const Grading = z.strictObject({
  source: SchemeSource,
  steps: z
    .array(
      z.strictObject({
        grade: Grade,
        title: z.string().min(1),
        share: z.number().gt(0).lt(1).optional().describe('得分靠前的占比'),
        from: z.number().optional().describe('得分不低于'),
      }),
    )
    .min(2)
    .max(10),
  atMost: z
    .array(
      z.strictObject({
        when: z.string().min(1).max(500).describe('关于被评价对象的条件'),
        grade: Grade.describe('至多评为'),
        why: z.string().min(1),
        assumed: z.boolean().optional(),
      }),
    )
    .max(20)
    .default([])
    .describe('直接降档的情形；让出的名额不递补'),
  fact: z.string().optional().describe('冻结以后记入对象的哪一项数据'),
});
export type Grading = z.infer<typeof Grading>;

export function checkGrading({ steps, atMost }: Grading): readonly SchemeFinding[] {
  const found: SchemeFinding[] = [];
  const say = (path: readonly (string | number)[], message: string) =>
    found.push({ path: ['grading', ...path], message });
  const upper = steps.slice(0, -1);
  const last = steps.at(-1);
  if (last?.share !== undefined || last?.from !== undefined)
    say(['steps', steps.length - 1], '最后一档是其余的，不写占比和分数');
  const byShare = upper.every((each) => each.share !== undefined && each.from === undefined);
  const byScore = upper.every((each) => each.from !== undefined && each.share === undefined);
  if (!byShare && !byScore) say(['steps'], '各档要么都按占比（share），要么都按分数（from）');
  if (byShare && upper.reduce((sum, each) => sum + (each.share ?? 0), 0) >= 1) say(['steps'], '各档占比之和须小于 1');
  upper.forEach(({ from }, at) => {
    const before = upper[at - 1]?.from;
    if (from !== undefined && before !== undefined && from >= before)
      say(['steps', at, 'from'], '各档分数须从高到低排列');
  });
  const known = new Set(steps.map((each) => each.grade));
  if (known.size < steps.length) say(['steps'], '档次重复');
  atMost.forEach(({ grade }, at) => {
    if (!known.has(grade)) say(['atMost', at, 'grade'], `没有“${grade}”这一档`);
  });
  return found;
}

/**
 * The lowest score of each step but the last, given all scores (NaN is none). Who ties with the last of a step is in it
 * too: equals are treated alike.
 * @example cutsOf(grading, Float64Array.of(90, 80, 70)) // one cut per upper step
 */
export function cutsOf({ steps }: Grading, scores: Float64Array): Float64Array {
  const sorted = scores.filter((each) => !Number.isNaN(each)).sort();
  let share = 0;
  return Float64Array.from(steps.slice(0, -1), (step) => {
    if (step.from !== undefined) return step.from;
    share += step.share ?? 0;
    const taken = Math.round(share * sorted.length);
    return taken === 0 ? Number.POSITIVE_INFINITY : (sorted[sorted.length - taken] as number);
  });
}

/** Which step a score is in, from 0; −1 without a score. */
export function stepAt(cuts: Float64Array, score: number, atMost = 0): number {
  if (Number.isNaN(score)) return -1;
  let at = 0;
  while (at < cuts.length && score < (cuts[at] as number)) at += 1;
  return Math.max(at, atMost);
}
