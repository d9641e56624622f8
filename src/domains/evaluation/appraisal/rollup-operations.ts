import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { SCHEME } from './month.ts';
import type { RollupStep } from './ports.ts';
import { AppraisalPeriod, countPeriod, isPeriodOver, Period, readPeriod } from './read-period.ts';
import { type RollupLine, rollupHash } from './rollup.ts';

const Seen = z.strictObject({ period: Period, hash: z.string().length(64).describe('所见结果的标识') });

/** 季评选、年考核: sums of frozen months and nothing else, put forward by one and published by another. */
export function rollupOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'appraisal.period',
      method: 'GET',
      path: '/api/appraisal/period',
      title: '季评选、年考核：由各月冻结的得分汇总',
      permission: 'appraisal.read',
      input: z.object({ period: Period }),
      output: AppraisalPeriod,
      handle: (call, { period }) => readPeriod(ports, call, period),
    }),
    operation({
      id: 'appraisal.put-forward',
      method: 'POST',
      path: '/api/appraisal/period/proposal',
      title: '提交季评选、年考核结果，等另一人公布',
      permission: 'appraisal.manage',
      input: Seen,
      output: AppraisalPeriod,
      handle: async (call, { period, hash }) => {
        const { last, lines } = await publishable(ports, call, period, hash);
        return step(ports, call, last, { period, act: 'propose', textHash: hash, body: lines, reason: null });
      },
    }),
    operation({
      id: 'appraisal.publish',
      method: 'POST',
      path: '/api/appraisal/period',
      title: '公布季评选、年考核结果（不能是提交的人）',
      permission: 'appraisal.manage',
      input: Seen,
      output: AppraisalPeriod,
      handle: (call, { period, hash }) => publish(ports, call, period, hash),
    }),
    operation({
      id: 'appraisal.withdraw',
      method: 'POST',
      path: '/api/appraisal/period/withdrawal',
      title: '撤回已公布的季评选、年考核结果，写明理由',
      permission: 'appraisal.manage',
      input: z.strictObject({ period: Period, reason: z.string().trim().min(5).max(500).describe('为什么撤回') }),
      output: AppraisalPeriod,
      handle: (call, { period, reason }) => withdraw(ports, call, period, reason),
    }),
  ] satisfies readonly AnyOperation[];
}

async function publish(ports: EvaluationPorts, call: Call, period: string, hash: string): Promise<AppraisalPeriod> {
  const { last, lines } = await publishable(ports, call, period, hash);
  if (last?.act !== 'propose' || last.textHash !== hash)
    throw refuse({
      code: 'appraisal.not-proposed',
      kind: 'conflict',
      what: '这一期还没有提交，或者提交后结果又变了',
      todo: '请先提交，再由另一人公布',
    });
  if (last.by === call.actor.id)
    throw refuse({
      code: 'appraisal.four-eyes',
      kind: 'forbidden',
      what: '不能公布自己提交的结果',
      todo: '请由另一人公布',
    });
  return step(ports, call, last, { period, act: 'publish', textHash: hash, body: lines, reason: null });
}

/** A year that is published stands on its quarters: it goes first. */
async function withdraw(ports: EvaluationPorts, call: Call, period: string, reason: string): Promise<AppraisalPeriod> {
  const last = await lastOf(ports, call, period);
  if (last?.act !== 'publish')
    throw refuse({ code: 'appraisal.not-published', kind: 'conflict', what: '这一期没有公布，不用撤回' });
  const year = period.slice(0, 4);
  if (year !== period && (await lastOf(ports, call, year))?.act === 'publish')
    throw refuse({
      code: 'appraisal.built-on',
      kind: 'conflict',
      what: `${year}年考核已经公布，不能再撤回其中一个季度`,
      todo: '请先撤回年考核',
    });
  const { textHash, body } = last;
  return step(ports, call, last, { period, act: 'withdraw', textHash, body, reason });
}

const lastOf = async ({ rollups }: EvaluationPorts, { tenant }: Call, period: string) =>
  (await rollups.steps(tenant, SCHEME, period)).at(-1);

async function step(
  ports: EvaluationPorts,
  call: Call,
  last: RollupStep | undefined,
  next: Omit<RollupStep, 'step' | 'by' | 'at'>,
): Promise<AppraisalPeriod> {
  const done = { ...next, step: (last?.step ?? 0) + 1, by: call.actor.id, at: call.now };
  if (!(await ports.rollups.add(call.tenant, SCHEME, done))) throw changed();
  return readPeriod(ports, call, next.period);
}

/** What may be published: a period that is not published yet, is over, whose months are frozen, in which somebody has a score, as it was seen. */
async function publishable(
  ports: EvaluationPorts,
  call: Call,
  period: string,
  hash: string,
): Promise<{ readonly last: RollupStep | undefined; readonly lines: readonly RollupLine[] }> {
  const last = await lastOf(ports, call, period);
  if (last?.act === 'publish') throw alreadyPublished();
  if (!isPeriodOver(period, call.now))
    throw refuse({ code: 'appraisal.running', kind: 'conflict', what: '这一期还没有过完', todo: '请等这一期过完' });
  const { missing, lines } = await countPeriod(ports, call, period);
  if (missing.length > 0)
    throw refuse({
      code: 'appraisal.months-missing',
      kind: 'conflict',
      what: `${missing.map((each) => `${Number(each.slice(5))}月`).join('、')}还没有冻结`,
      todo: '请先提交、签发这些月份',
    });
  if (lines.every((each) => each.score === null))
    throw refuse({
      code: 'appraisal.no-scores',
      kind: 'conflict',
      what: '没有一个单位有得分，不能公布',
      why: '冻结的月份不足一半',
      todo: '请先提交、签发各月打分',
    });
  if (rollupHash(lines) !== hash) throw changed();
  return { last, lines };
}

const changed = () =>
  refuse({ code: 'appraisal.changed', kind: 'conflict', what: '结果已经变了', todo: '请刷新后再看一遍' });

const alreadyPublished = () =>
  refuse({
    code: 'appraisal.published',
    kind: 'conflict',
    what: '这一期已经公布',
    todo: '确需更改的，先写明理由撤回，再重新提交、公布',
  });
