import { z } from 'zod';
import { type AnyOperation, addDays, type Call, Day, operation, refuse } from '#kernel';
import { todayOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';

const Id = z.string().min(1).max(64);
const Why = z.string().trim().min(4, '请写明理由').max(300);

/** 双牵头: a district takes one indicator on with a department of the city; what was before stays readable. */
export const dualOperations = (ports: EvaluationPorts) =>
  [
    operation({
      id: 'evaluation.set-dual',
      method: 'POST',
      path: '/api/evaluation/dual',
      title: '定一个县（市、区）领哪项指标、与哪个市级部门双牵头；先前的到此为止',
      permission: 'evaluation.manage',
      input: z.strictObject({
        ...{ region: Id, indicator: Id, district: Id, department: Id },
        since: Day.optional().describe('从哪天起，默认今天；不早于本月 1 日'),
        why: Why.optional().describe('换指标或换单位时必写'),
      }),
      output: z.object({ id: z.string() }),
      handle: (call, asked) => setDual(ports, call, asked),
    }),
    operation({
      id: 'evaluation.end-dual',
      method: 'POST',
      path: '/api/evaluation/dual/end',
      title: '结束一个县（市、区）的双牵头；留存不删',
      permission: 'evaluation.manage',
      input: z.strictObject({ region: Id, why: Why }),
      output: z.object({ ended: z.boolean() }),
      handle: async (call, { region, why }) => {
        // From today on nobody leads it: yesterday was the last day.
        const ended = { until: addDays(todayOf(call.now), -1), why, by: call.actor.id, at: call.now };
        if (await ports.duals.end(call.tenant, region, ended)) return { ended: true };
        throw refuse({ code: 'evaluation.no-dual', kind: 'not-found', what: '这里现在没有定下的双牵头' });
      },
    }),
  ] satisfies readonly AnyOperation[];

type Asked = {
  readonly region: string;
  readonly indicator: string;
  readonly district: string;
  readonly department: string;
  readonly since?: Day | undefined;
  readonly why?: string | undefined;
};

async function setDual(ports: EvaluationPorts, call: Call, asked: Asked): Promise<{ readonly id: string }> {
  const today = todayOf(call.now);
  const { region, indicator, district, department, since = today, why } = asked;
  const wrong = (path: string, what: string, todo: string) =>
    refuse({ code: 'evaluation.dual', kind: 'invalid', what, todo, at: [{ path, message: what }] });
  if (!ports.tiles().some((each) => each.region === region))
    throw wrong('region', '没有这个县（市、区）', '请从表里选');
  if (!ports.teams().some((each) => each.indicator === indicator))
    throw wrong('indicator', `没有指标“${indicator}”`, '请从 18 项里选');
  const name = await ports.unitNames(call);
  for (const [path, unit] of [
    ['district', district],
    ['department', department],
  ] as const)
    if (name(unit) === unit) throw wrong(path, '没有这个单位', '请从单位里选');
  if (district === department) throw wrong('department', '两个牵头单位是同一个', '一个是区县的，一个是市级的');
  // A month that is over is scored, and stays as it was.
  if (since < `${today.slice(0, 7)}-01` || since > today)
    throw wrong('since', '起始日要在本月 1 日到今天之间', '过去的月份已经计分，不再改');
  const held = (await ports.duals.all(call.tenant)).find((each) => each.region === region && each.until === null);
  if (held && [held.indicator, held.district, held.department].join() === [indicator, district, department].join())
    return { id: held.id };
  if (held && why === undefined) throw wrong('why', '这里已有双牵头，换要写明理由', '写明为什么换');
  const id = ports.ids();
  const lead = { id, region, indicator, district, department, since, setBy: call.actor.id, setAt: call.now };
  await ports.duals.set(call.tenant, lead, why ?? '');
  return { id };
}
