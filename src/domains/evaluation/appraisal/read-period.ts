import { z } from 'zod';
import { addMonths, type Call, day, startOfDay } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { yearScores } from '../style/results.ts';
import { appraise, withCorrections } from './appraise.ts';
import { SCHEME } from './month.ts';
import type { RollupStep } from './ports.ts';
import { type MonthScore, monthsOf, REVIEW_SHARE, type RollupLine, rollUp, rollupHash } from './rollup.ts';

export const Period = z.string().regex(/^20\d{2}(?:-Q[1-4])?$/, '期间须为 2026 或 2026-Q3');
const Named = z.object({ id: z.string(), name: z.string() });
const MonthScored = z.object({ month: z.string(), score: z.number().nullable(), weight: z.number() });

export const AppraisalPeriod = z.object({
  period: z.string(),
  status: z.enum(['running', 'open', 'proposed', 'published']).describe('没有过完、待提交、待另一人公布、已公布'),
  proposedBy: z.string().optional().describe('谁提交的'),
  publishedAt: z.number().optional(),
  withdrawn: z.object({ reason: z.string(), by: z.string(), at: z.number() }).optional().describe('上一次公布被撤回'),
  mayPublish: z.boolean().describe('提交和公布须是两个人'),
  same: z.boolean().optional().describe('由各月冻结结果重新汇总，与公布的逐字节相同'),
  hash: z.string(),
  missing: z.array(z.string()).describe('已过完、还没有冻结的月份'),
  weights: z.string(),
  lines: z.array(
    z.object({
      unit: Named,
      score: z.number().nullable(),
      counted: z.number(),
      months: z.array(MonthScored),
      review: z.object({ score: z.number(), weight: z.number() }).optional().describe('专项民主评议'),
      selected: z.boolean(),
    }),
  ),
});
export type AppraisalPeriod = z.infer<typeof AppraisalPeriod>;

const weightsOf = (lines: readonly RollupLine[]): string =>
  lines.some((each) => each.review)
    ? `各月等权，占 ${100 * (1 - REVIEW_SHARE)}%；专项民主评议占 ${100 * REVIEW_SHARE}%（自拟），没有评议的单位全按各月；得分的月份不足一半的单位不计`
    : '各月等权；得分的月份不足一半的单位不计';

/** The best in five are put forward. */
const SELECTED = 0.2;

const isOver = (month: string, now: number): boolean => startOfDay(addMonths(day(`${month}-01`), 1)) <= now;
export const isPeriodOver = (period: string, now: number): boolean => isOver(monthsOf(period).at(-1) ?? '', now);

/** Sums a period from the months that are frozen, with what objections corrected since. */
export async function countPeriod(
  ports: EvaluationPorts,
  { tenant, now }: Pick<Call, 'tenant' | 'now'>,
  period: string,
  until = now,
) {
  const months = monthsOf(period);
  const isQuarter = period.includes('Q');
  const [reviews, runs, corrections] = await Promise.all([
    isQuarter ? [] : ports.style.list(tenant, period, ''),
    Promise.all(months.map((month) => ports.runs.find(tenant, SCHEME, month))),
    ports.corrections.list(tenant, SCHEME, months),
  ]);
  const missing: string[] = [];
  const scores: MonthScore[] = [];
  months.forEach((month, at) => {
    const run = runs[at];
    if (run?.frozenAt === undefined) {
      // A year may begin with the first month that was ever scored; a quarter has all three.
      if ((isQuarter || scores.length > 0) && isOver(month, now)) missing.push(month);
      return;
    }
    const known = new Set(run.input.corrections?.map((each) => each.matter));
    const late = corrections.filter((each) => each.period === month && !known.has(each.matter));
    const lines = late.length > 0 ? appraise(withCorrections(run.input, late)).lines : run.lines;
    // A month of too few records places nobody, and no sum of such months does.
    scores.push(...lines.map(({ unit, score, few }) => ({ month, unit, score: few ? null : score })));
  });
  const lines = rollUp({
    ...{ period, scores, reviews: yearScores(reviews, until) },
    months: months.map((month) => ({ month, weight: 1 })),
  });
  return { missing, lines };
}

export async function readPeriod(ports: EvaluationPorts, call: Call, period: string): Promise<AppraisalPeriod> {
  const [steps, name] = await Promise.all([ports.rollups.steps(call.tenant, SCHEME, period), ports.unitNames(call)]);
  const last = steps.at(-1);
  const published = last?.act === 'publish' ? last : undefined;
  const counted = await countPeriod(ports, call, period, published?.at);
  const lines = published ? (published.body as readonly RollupLine[]) : counted.lines;
  const scored = lines.filter((each) => each.score !== null);
  const cut = scored[Math.ceil(scored.length * SELECTED) - 1]?.score ?? Number.POSITIVE_INFINITY;
  const hash = published?.textHash ?? rollupHash(lines);
  return {
    period,
    ...(await standing(ports, call, { period, steps, hash })),
    ...(published ? { same: rollupHash(counted.lines) === published.textHash } : {}),
    hash,
    missing: counted.missing,
    weights: weightsOf(lines),
    lines: lines.map(({ unit, months, ...each }) => ({
      ...each,
      unit: { id: unit, name: name(unit) },
      months: [...months],
      selected: each.score !== null && each.score >= cut,
    })),
  };
}

/** How a period stands: what was put forward and has changed since has to be put forward again. */
async function standing(
  { personNames }: EvaluationPorts,
  { tenant, actor, now }: Call,
  { period, steps, hash }: { readonly period: string; readonly steps: readonly RollupStep[]; readonly hash: string },
): Promise<Pick<AppraisalPeriod, 'status' | 'mayPublish' | 'proposedBy' | 'publishedAt' | 'withdrawn'>> {
  const last = steps.at(-1);
  const names = await personNames(tenant, last ? [last.by] : []);
  const by = last ? (names.get(last.by) ?? last.by) : '';
  if (last?.act === 'publish') return { status: 'published', mayPublish: false, publishedAt: last.at };
  if (last?.act === 'propose' && last.textHash === hash) {
    const may = last.by !== actor.id && actor.permissions.includes('appraisal.manage');
    return { status: 'proposed', mayPublish: may, proposedBy: by };
  }
  return {
    status: isPeriodOver(period, now) ? 'open' : 'running',
    mayPublish: false,
    ...(last?.act === 'withdraw' ? { withdrawn: { reason: last.reason ?? '', by, at: last.at } } : {}),
  };
}
