import { z } from 'zod';
import { type AnyOperation, addMonths, type Call, day, operation, refuse, startOfDay } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { yearScores } from '../style/results.ts';
import { appraise, withCorrections } from './appraise.ts';
import { SCHEME } from './month.ts';
import { type MonthScore, monthsOf, REVIEW_SHARE, type RollupLine, rollUp, rollupHash } from './rollup.ts';

const Period = z.string().regex(/^20\d{2}(?:-Q[1-4])?$/, '期间须为 2026 或 2026-Q3');
const Named = z.object({ id: z.string(), name: z.string() });
const MonthScored = z.object({ month: z.string(), score: z.number().nullable(), weight: z.number() });

const AppraisalPeriod = z.object({
  period: z.string(),
  status: z.enum(['open', 'published']),
  publishedAt: z.number().optional(),
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
type AppraisalPeriod = z.infer<typeof AppraisalPeriod>;

const weightsOf = (lines: readonly RollupLine[]): string =>
  lines.some((each) => each.review)
    ? `各月等权，占 ${100 * (1 - REVIEW_SHARE)}%；专项民主评议占 ${100 * REVIEW_SHARE}%（自拟），没有评议的单位全按各月；得分的月份不足一半的单位不计`
    : '各月等权；得分的月份不足一半的单位不计';

/** The best in five are put forward. */
const SELECTED = 0.2;

/** 季评选、年考核: published sums of frozen months, and nothing else. */
export function rollupOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'appraisal.period',
      method: 'GET',
      path: '/api/appraisal/period',
      title: '季评选、年考核：由各月冻结的得分汇总',
      permission: 'indicators.read',
      input: z.object({ period: Period }),
      output: AppraisalPeriod,
      handle: (call, { period }) => readPeriod(ports, call, period),
    }),
    operation({
      id: 'appraisal.publish',
      method: 'POST',
      path: '/api/appraisal/period',
      title: '公布季评选、年考核结果，不再变动',
      permission: 'appraisal.manage',
      input: z.strictObject({ period: Period, hash: z.string().length(64).describe('所见结果的标识') }),
      output: AppraisalPeriod,
      handle: async (call, { period, hash }) => {
        const months = monthsOf(period);
        const last = months.at(-1) ?? '';
        if (startOfDay(addMonths(day(`${last}-01`), 1)) > call.now)
          throw refuse({ code: 'appraisal.running', kind: 'conflict', what: '这一期还没有过完' });
        const { missing, lines } = await countPeriod(ports, call, period);
        if (missing.length > 0)
          throw refuse({
            code: 'appraisal.months-missing',
            kind: 'conflict',
            what: `${missing.map((each) => `${Number(each.slice(5))}月`).join('、')}还没有冻结`,
            todo: '请先提交、签发这些月份',
          });
        if (rollupHash(lines) !== hash)
          throw refuse({ code: 'appraisal.changed', kind: 'conflict', what: '结果已经变了', todo: '请刷新后再看一遍' });
        const rollup = { period, textHash: hash, body: lines, by: call.actor.id, at: call.now };
        if (!(await ports.rollups.publish(call.tenant, SCHEME, rollup)))
          throw refuse({ code: 'appraisal.published', kind: 'conflict', what: '这一期已经公布' });
        return readPeriod(ports, call, period);
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function countPeriod(
  ports: EvaluationPorts,
  { tenant, now }: Pick<Call, 'tenant' | 'now'>,
  period: string,
  until = now,
) {
  const months = monthsOf(period);
  const [reviews, runs, corrections] = await Promise.all([
    period.includes('Q') ? [] : ports.style.list(tenant, period, ''),
    Promise.all(months.map((month) => ports.runs.find(tenant, SCHEME, month))),
    ports.corrections.list(tenant, SCHEME, months),
  ]);
  const missing: string[] = [];
  const scores: MonthScore[] = [];
  months.forEach((month, at) => {
    const run = runs[at];
    if (run?.frozenAt === undefined) {
      // Before the first frozen month there was no scoring yet.
      if (scores.length > 0 && startOfDay(addMonths(day(`${month}-01`), 1)) <= now) missing.push(month);
      return;
    }
    const known = new Set(run.input.corrections?.map((each) => each.matter));
    const late = corrections.filter((each) => each.period === month && !known.has(each.matter));
    const lines = late.length > 0 ? appraise(withCorrections(run.input, late)).lines : run.lines;
    scores.push(...lines.map(({ unit, score }) => ({ month, unit, score })));
  });
  const lines = rollUp({
    ...{ period, scores, reviews: yearScores(reviews, until) },
    months: months.map((month) => ({ month, weight: 1 })),
  });
  return { missing, lines };
}

async function readPeriod(ports: EvaluationPorts, call: Call, period: string): Promise<AppraisalPeriod> {
  const [published, name] = await Promise.all([ports.rollups.find(call.tenant, SCHEME, period), ports.unitNames(call)]);
  const counted = await countPeriod(ports, call, period, published?.at);
  const lines = published ? (published.body as readonly RollupLine[]) : counted.lines;
  const scored = lines.filter((each) => each.score !== null);
  const cut = scored[Math.ceil(scored.length * SELECTED) - 1]?.score ?? Number.POSITIVE_INFINITY;
  return {
    period,
    status: published ? 'published' : 'open',
    ...(published ? { publishedAt: published.at, same: rollupHash(counted.lines) === published.textHash } : {}),
    hash: published?.textHash ?? rollupHash(lines),
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
