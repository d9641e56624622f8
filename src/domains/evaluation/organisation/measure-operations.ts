import { z } from 'zod';
import { type AnyOperation, type Call, Day, operation, refuse } from '#kernel';
import { notOver } from '../asked.ts';
import { todayOf } from '../events/window.ts';
import type { EvaluationPorts } from '../ports.ts';

const Id = z.string().min(1).max(64);
const Text = z.string().trim().min(2).max(300);

/** What is done for a target rank, and who answers for it. */
export const measureOperations = (ports: EvaluationPorts) =>
  [
    operation({
      id: 'evaluation.add-measure',
      method: 'POST',
      path: '/api/evaluation/measures',
      title: '为目标名次加一条措施，写明责任单位和责任人',
      permission: 'evaluation.manage',
      input: z.strictObject({ aim: Id, text: Text, unit: Id, person: Id.optional(), due: Day.optional() }),
      output: z.object({ id: z.string() }),
      handle: async (call, { aim, text, unit, person, due }) => {
        if (!ports.organisation().aims.some((each) => each.id === aim))
          throw refuse({ code: 'evaluation.no-aim', kind: 'not-found', what: '没有这个目标' });
        if (due) notOver(due, call.now);
        const id = ports.ids();
        const measure = { id, aim, text, unit, person: person ?? null, due: due ?? null };
        await ports.teamwork.addMeasure(call.tenant, measure, call.actor.id, call.now);
        return { id };
      },
    }),
    operation({
      id: 'evaluation.hand-over-measure',
      method: 'POST',
      path: '/api/evaluation/measures/{id}/hand-over',
      title: '换一条措施的责任人：移交，或更正移交；先前是谁都留着',
      permission: 'evaluation.manage',
      input: z.strictObject({ id: Id, person: Id, why: z.string().trim().min(2, '请写明原因').max(300) }),
      output: z.object({ id: z.string(), person: z.string() }),
      handle: (call, asked) => handOver(ports, call, asked),
    }),
    operation({
      id: 'evaluation.end-measure',
      method: 'POST',
      path: '/api/evaluation/measures/{id}/end',
      title: '结束一条措施；留存不删',
      permission: 'evaluation.manage',
      input: z.strictObject({ id: Id }),
      output: z.object({ ended: z.boolean() }),
      handle: async (call, { id }) => ({ ended: await ports.teamwork.endMeasure(call.tenant, id, call.now) }),
    }),
  ] satisfies readonly AnyOperation[];

type Asked = { readonly id: string; readonly person: string; readonly why: string };

async function handOver(ports: EvaluationPorts, call: Call, { id, person, why }: Asked) {
  const today = todayOf(call.now);
  const measure = (await ports.teamwork.measures(call.tenant, today)).find((each) => each.id === id);
  if (!measure) throw refuse({ code: 'evaluation.no-measure', kind: 'not-found', what: '没有这条措施，或已经结束' });
  if (measure.person === person) return { id, person };
  if (!(await ports.teamwork.serving(call.tenant, [person], today)).has(person))
    throw refuse({ code: 'evaluation.not-serving', kind: 'invalid', what: '接手的人要在任', todo: '请另选一个人' });
  const row = { id: ports.ids(), measure: id, from: measure.person, to: person, fromDay: today, why };
  await ports.teamwork.handOver(call.tenant, { ...row, by: call.actor.id, at: call.now });
  const told = { matter: null, kind: 'notify', at: call.now, text: `今天起由您接手目标措施“${measure.text}”：${why}` };
  await ports.tell(call.tenant, `hand-over/${row.id}`, [{ ...told, principal: `person:${person}` }]);
  return { id, person };
}
