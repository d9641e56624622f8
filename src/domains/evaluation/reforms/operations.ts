import { z } from 'zod';
import { type AnyOperation, type Call, type FileValue, operation, refuse } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { casebookOf } from './casebook.ts';
import { conflictOf } from './conflict.ts';
import type { ReformCase } from './ports.ts';
import { publicityOperation } from './publicity-operation.ts';
import { callOperations, mustBeCalled, Quarter } from './quarter-call.ts';
import { hearsOthers, stakeIn, votesByCase, votesOperation } from './votes.ts';

const Id = z.string().min(1).max(64);
const Text = z.string().trim().min(10).max(3000);
const Period = z.string().regex(/^20\d{2}(?:-Q[1-4])?$/, '期间须为 2026 或 2026-Q3');

const CaseView = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  quarter: z.string(),
  problem: z.string(),
  practice: z.string(),
  effect: z.string(),
  status: z.string(),
  statusTitle: z.string(),
  scores: z.number(),
  mean: z.number().nullable().describe('评审结束前只有组织评审、自己不再打分的人看得到'),
  own: z.number().nullable(),
  conflict: z.string().optional().describe('不能打分的原因'),
});

/** 微改革: called for, nominated, judged without a stake, made public, awarded, collected in a casebook. */
export function reformOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'reforms.list',
      method: 'GET',
      path: '/api/reforms',
      title: '微改革案例：推荐、评审、公示、入选',
      permission: 'appraisal.own',
      input: z.object({ period: Period }),
      output: z.object({ items: z.array(CaseView) }),
      handle: async (call, { period }) => {
        const [cases, show] = await Promise.all([
          ports.reforms.list(call.tenant, period, call.actor.id),
          viewer(ports, call),
        ]);
        return { items: cases.map(show) };
      },
    }),
    operation({
      id: 'reforms.nominate',
      method: 'POST',
      path: '/api/reforms',
      title: '推荐一个微改革案例',
      permission: 'reforms.nominate',
      input: z.strictObject({
        title: z.string().trim().min(4).max(100),
        quarter: Quarter,
        problem: Text,
        practice: Text,
        effect: Text,
      }),
      output: z.object({ id: z.string() }),
      handle: async (call, { title, quarter, ...told }) => {
        const { unit } = call.actor;
        if (!unit) throw refuse({ code: 'reforms.no-unit', kind: 'invalid', what: '请先选择任职' });
        await mustBeCalled(ports, call, quarter);
        return ports.openMatter(call, {
          key: `reform ${unit} ${quarter} ${title}`,
          loop: 'micro-reform',
          opener: `unit:${unit}`,
          fields: { title, unit, quarter, ...told },
          assign: unit,
        });
      },
    }),
    ...callOperations(ports),
    publicityOperation(ports),
    ...judging(ports),
    votesOperation(ports),
    operation({
      id: 'reforms.casebook',
      method: 'GET',
      path: '/api/reforms/casebook',
      title: '案例汇编（Word）：入选的案例，按得分取前二十个',
      permission: 'appraisal.own',
      produces: 'file',
      input: z.object({ period: Period }),
      output: z.custom<FileValue>(),
      handle: async (call, { period }) => {
        const [cases, name] = await Promise.all([
          ports.reforms.list(call.tenant, period, call.actor.id),
          ports.unitNames(call),
        ]);
        const awarded = cases.filter((each) => each.status === 'awarded');
        if (awarded.length === 0)
          throw refuse({ code: 'reforms.none', kind: 'not-found', what: '这一期还没有入选的案例' });
        const votes = await votesByCase(
          ports,
          call,
          awarded.map((each) => each.id),
        );
        return ports.files.paper(call, casebookOf(period, awarded, votes, name));
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function viewer(ports: EvaluationPorts, call: Call) {
  const [name, ancestors] = await Promise.all([ports.unitNames(call), ports.ancestors(call)]);
  return ({ unit, recused, mean, ...each }: ReformCase): z.infer<typeof CaseView> => {
    const conflict = conflictOf({ unit: call.actor.unit, recused }, unit, ancestors);
    return {
      ...each,
      unit: { id: unit, name: name(unit) },
      statusTitle: ports.statusTitle(call.tenant, 'micro-reform', each.status),
      mean: hearsOthers(call, each, conflict) ? mean : null,
      ...(conflict ? { conflict } : {}),
    };
  };
}

const judging = (ports: EvaluationPorts) => [
  operation({
    id: 'reforms.score',
    method: 'POST',
    path: '/api/reforms/{id}/score',
    title: '评委打分：有利害关系的不能打，打过的不能改',
    permission: 'reforms.judge',
    input: z.strictObject({
      id: Id,
      score: z.number().min(0).max(100),
      note: z.string().trim().max(500).optional(),
    }),
    output: CaseView,
    handle: async (call, { id, score, note }) => {
      const found = await inReview(ports, call, id);
      const conflict = await stakeIn(ports, call, found);
      if (conflict)
        throw refuse({ code: 'reforms.conflict', kind: 'forbidden', what: `您不能给这个案例打分：${conflict}` });
      const given = { judge: call.actor.id, unit: call.actor.unit ?? '', score, note: note ?? null, at: call.now };
      if (!(await ports.reforms.score(call.tenant, id, given)))
        throw refuse({ code: 'reforms.scored', kind: 'conflict', what: '您已经打过分，不能更改' });
      return (await viewer(ports, call))(await inReview(ports, call, id));
    },
  }),
  operation({
    id: 'reforms.recuse',
    method: 'POST',
    path: '/api/reforms/{id}/recusal',
    title: '评委申请回避一个案例',
    permission: 'reforms.judge',
    input: z.strictObject({ id: Id, reason: z.string().trim().min(2).max(300) }),
    output: z.object({ recused: z.boolean() }),
    handle: async (call, { id, reason }) => {
      const found = await inReview(ports, call, id);
      if (found.own !== null)
        throw refuse({ code: 'reforms.scored', kind: 'conflict', what: '您已经打过分', todo: '请联系组织评审的同志' });
      return { recused: await ports.reforms.recuse(call.tenant, id, call.actor.id, reason, call.now) };
    },
  }),
];

async function inReview(ports: EvaluationPorts, call: Call, id: string): Promise<ReformCase> {
  const found = await ports.reforms.find(call.tenant, id, call.actor.id);
  if (found?.status === 'review') return found;
  throw refuse({ code: 'reforms.not-in-review', kind: 'not-found', what: '没有这个案例，或不在评审中' });
}
