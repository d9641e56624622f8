import { type AnyOperation, type Call, dayOf, operation, refuse, toInstant } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { shortTitle } from '../publishing/measure-orders.ts';
import { checkEntry, EntryInput, LISTS } from './entry.ts';

/** 改革清单 and 问题清单: entries that live as matters, so that their loop closes like any other. */
export function listOperations<Row extends MatterRowLike>(ports: ProgrammePorts<Row>) {
  return [
    operation({
      id: 'lists.add',
      method: 'POST',
      path: '/api/lists/{list}/entries',
      title: '列入改革清单或问题清单：须有量化目标、完成日期，由完成单位以外的一方核验',
      permission: 'plans.write',
      input: EntryInput,
      output: ports.row,
      handle: (call, input) => addEntry(ports, call, input),
    }),
  ] satisfies readonly AnyOperation[];
}

async function addEntry<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  entry: EntryInput,
): Promise<Row> {
  checkEntry(entry, dayOf(toInstant(call.now)));
  const organisation = await ports.organisation(call.tenant, call.now);
  const unknown = [entry.lead, ...entry.responsible].filter((each) => !organisation.unit(each));
  if (unknown.length > 0)
    throw refuse({ code: 'list.unit', kind: 'invalid', what: `没有编码为“${unknown.join('、')}”的单位` });
  const office = call.actor.unit ?? organisation.officeFor(undefined);
  const { idempotencyKey: key, ...own } = call;
  const keyed = (step: string): Call => (key ? { ...own, idempotencyKey: `${key}/${step}` } : own);
  const { id } = await ports.openMatter(keyed('open'), {
    loop: 'measure',
    fields: {
      title: shortTitle(entry.title, entry.text),
      text: entry.text,
      item: LISTS[entry.list],
      lead: entry.lead,
      due: entry.due,
      targets: entry.target,
      ...(entry.responsible.length > 0 ? { responsible: entry.responsible } : {}),
    },
    channel: 'plan',
    office,
    tags: [...new Set([LISTS[entry.list], ...(entry.tier ? [entry.tier] : []), ...entry.tags])],
  });
  await ports.moveMatter(keyed('assign'), {
    id,
    move: 'assign',
    input: { unit: entry.lead, ...(entry.firstPerson ? { person: entry.firstPerson } : {}) },
  });
  const [row] = await ports.matterRows(call, [id]);
  if (!row) throw new Error(`entry ${id} cannot be seen by its own office`);
  return row;
}
