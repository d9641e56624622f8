import { z } from 'zod';
import { indicatorOf, leavesOf, type Scheme } from '#engines/indicators';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { Asked, asOf } from '../asked.ts';
import { eventIndicators } from '../collect/collected-leaves.ts';
import { isWhole, lastWhole } from '../events/window.ts';
import { ENTERPRISES } from '../firms/frame.ts';
import { firmInput } from '../firms/input.ts';
import { countyFrame, schemeNamed } from '../league.ts';
import type { SchemeRun, SchemeRunInput, SchemeRunPorts } from './ports.ts';
import { Head, headViewer, runView, View } from './run-view.ts';
import { scoreRun } from './score.ts';

const Id = z.string().min(1).max(64);
type Given = Pick<z.infer<typeof Asked>, 'period' | 'on'>;
/** 评价结果: proposed by one, frozen by another, the same again when counted again; late edits beside it. */
export function schemeRunOperations(ports: SchemeRunPorts) {
  return [
    operation({
      id: 'scheme-runs.list',
      method: 'GET',
      path: '/api/scheme-runs',
      title: '评价结果：提交和冻结过的',
      permission: 'indicators.read',
      input: z.object({
        scheme: Id,
        before: z.coerce.number().int().min(0).max(4e12).optional().describe('上一页最后一个的提交时间'),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
      output: z.object({ items: z.array(Head), next: z.number().optional() }),
      handle: async (call, { scheme, before, limit }) => {
        const rows = await ports.schemeRuns.list(call.tenant, scheme, { before, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const view = await headViewer(ports, call, page);
        const last = page.at(-1);
        return { items: page.map(view), ...(rows.length > limit && last ? { next: last.proposedAt } : {}) };
      },
    }),
    operation({
      id: 'scheme-runs.get',
      method: 'GET',
      path: '/api/scheme-runs/{id}',
      title: '一次评价结果：重算一致吗，之后哪次更正动了谁的位次',
      permission: 'indicators.read',
      input: z.object({ id: Id }),
      output: View,
      handle: async (call, { id }) => runView(ports, call, await getRun(ports, call, id)),
    }),
    operation({
      id: 'scheme-runs.propose',
      method: 'POST',
      path: '/api/scheme-runs',
      title: '提交评价结果，等另一人冻结',
      permission: 'appraisal.manage',
      input: z.strictObject({ scheme: Id, ...Asked.pick({ period: true, on: true }).shape }),
      output: View,
      handle: async (call, { scheme: id, ...given }) => {
        const scheme = schemeNamed(ports, id);
        const asking = wholePeriod(ports, scheme, given, call.now);
        const input = await inputFor(ports, call, scheme, asking);
        const scored = scoreRun(input);
        if (scored.lines.every((each) => each.score === null))
          throw no('nothing', '没有一个对象有得分，不能提交', '请先看哪些数还没有采集，或换一个期间');
        const head = { scheme: id, period: asking.period, on: asking.on };
        await ports.schemeRuns.propose(call.tenant, {
          ...{ ...scored, ...head, input },
          ...{ proposedBy: call.actor.id, proposedAt: call.now },
        });
        return runView(ports, call, await getRun(ports, call, scored.id));
      },
    }),
    operation({
      id: 'scheme-runs.freeze',
      method: 'POST',
      path: '/api/scheme-runs/{id}/freeze',
      title: '冻结评价结果：签的就是看到的，之后不变',
      permission: 'appraisal.manage',
      input: z.strictObject({ id: Id, textHash: z.string().length(64).describe('所见结果的校验值') }),
      output: View,
      handle: async (call, { id, textHash }) => {
        const run = await getRun(ports, call, id);
        if (run.textHash !== textHash || scoreRun(run.input).textHash !== textHash)
          throw no('changed', '结果和所见不一致', '请刷新后再看');
        if (run.frozenAt !== null) throw no('frozen', '这次结果已经冻结', '请看冻结的结果');
        if (run.proposedBy === call.actor.id) throw no('four-eyes', '不能冻结自己提交的结果', '请由另一人冻结');
        if (!(await ports.schemeRuns.freeze(call.tenant, id, call.actor.id, call.now)))
          throw no('frozen', '这次结果刚刚由别人冻结', '请刷新');
        await keepGrades(ports, call, run);
        return runView(ports, call, await getRun(ports, call, id));
      },
    }),
  ] satisfies readonly AnyOperation[];
}

/** What events say is scored once its period is over; what is collected once it is there. */
function wholePeriod(ports: SchemeRunPorts, scheme: Scheme, given: Given, now: number): ReturnType<typeof asOf> {
  const known = eventIndicators(ports);
  const isLive = leavesOf(scheme.root).some((each) => known.has(indicatorOf(each)));
  const asking = asOf(isLive && given.on === undefined ? { ...given, on: lastWhole(given.period, now) } : given, now);
  if (!isLive || isWhole(asking.period, asking.on, now)) return asking;
  throw no('unfinished', '这个期间还没有过完，不能提交', `最近一个过完的到 ${lastWhole(asking.period, now)} 为止`);
}

async function inputFor(
  ports: SchemeRunPorts,
  call: Call,
  scheme: Scheme,
  asking: ReturnType<typeof asOf>,
): Promise<SchemeRunInput> {
  if (scheme.units === ENTERPRISES) return (await firmInput(ports, call.tenant, scheme)).input;
  const frame = await countyFrame(ports, call, scheme, { ...asking, known: call.now + 1 });
  return { ...frame, scheme, code: ports.version, seed: `${scheme.scheme} ${asking.period} ${asking.on}` };
}

/** What was frozen is from now on known of each enterprise, and policies and tags go by it. */
async function keepGrades(ports: SchemeRunPorts, { tenant, now }: Call, { input, on, lines }: SchemeRun) {
  const { grading, title } = input.scheme;
  if (!grading?.fact) return;
  const grades = lines.flatMap(({ unit, grade }) => (grade ? [[unit, grade] as const] : []));
  await ports.keepGrades(tenant, { fact: grading.fact, title: `${title}（${on} 冻结）`, asOf: on, grades, now });
}

const no = (code: string, what: string, todo: string) =>
  refuse({ code: `scheme-runs.${code}`, kind: code === 'four-eyes' ? 'forbidden' : 'conflict', what, todo });

async function getRun(ports: SchemeRunPorts, { tenant }: Call, id: string): Promise<SchemeRun> {
  const found = await ports.schemeRuns.find(tenant, id);
  if (found) return found;
  throw refuse({ code: 'scheme-runs.none', kind: 'not-found', what: '没有这次评价结果', todo: '请从结果清单里打开' });
}
