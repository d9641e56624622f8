import { dayOf, formatDay, toInstant } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { missedNodes } from './action.ts';

/**
 * Tells the leader of a special action, and its lead unit, of every node whose day has passed without a report. Each
 * node is told once, however often and in however many processes this runs. For the clock sweep.
 *
 * @returns how many missed nodes were found
 */
export async function watchNodes<Row extends MatterRowLike>(
  ports: Pick<ProgrammePorts<Row>, 'actions' | 'notify'>,
  tenant: string,
  now: number,
): Promise<number> {
  const today = dayOf(toInstant(now));
  let found = 0;
  for (const action of await ports.actions.missedBefore(tenant, today)) {
    for (const node of missedNodes(action, today)) {
      const text = `专项行动“${action.title}”的节点“${node.title}”应于${formatDay(toDay(node.day))}完成，至今未报完成`;
      const message = { kind: 'action-node', text, matter: null, at: now };
      await ports.notify(tenant, `action/${action.id}/${node.id}/${node.day}`, [
        { ...message, principal: `person:${action.leader}` },
        { ...message, principal: `unit:${action.leadUnit}` },
      ]);
      found += 1;
    }
  }
  return found;
}

const toDay = (text: string) => dayOf(toInstant(Date.parse(`${text}T00:00:00+08:00`)));
