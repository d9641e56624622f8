import { type Call, refuse } from '#kernel';
import type { AppealPorts } from './ports.ts';

export type Merge = { readonly id: string; readonly into: string; readonly reason?: string | undefined };

const kept = (call: Call, step: string): Call =>
  call.idempotencyKey ? { ...call, idempotencyKey: `${call.idempotencyKey}:${step}` } : call;

/**
 * Merges a duplicate into the matter that goes on, links the two and tells both appellants. Each step may be repeated:
 * a try that broke off half way is finished by the next.
 */
export async function mergeAppeals(ports: AppealPorts, call: Call, { id, into, reason }: Merge): Promise<void> {
  if (id === into) throw no('appeals.merge-self', '不能与自己合并');
  const [from, target] = await Promise.all([ports.read(call, id), ports.read(call, into)]);
  if (from.state.loop !== target.state.loop)
    throw no('appeals.merge-kind', '两件事项不是同一类，不能合并', '请改用“关联事项”');
  if (target.state.mergedInto !== undefined)
    throw no('appeals.merge-chain', `${target.state.number} 本身已合并到别的事项`, '请合并到那一件');
  if (target.state.closed)
    throw no('appeals.merge-closed', `${target.state.number} 已经结束`, '请先重办那一件，或分别办理');
  if (from.state.mergedInto !== into)
    await ports.move(kept(call, 'merge'), { id, move: 'merge', input: { into, ...(reason ? { reason } : {}) } });
  const linked = target.state.links.some((each) => each.matter === id);
  if (!linked) await ports.move(kept(call, 'link'), { id: into, move: 'link', input: { matter: id } });
  const principals = appellantOf(target.state);
  if (principals.length > 0)
    await ports.tell(call.tenant, {
      key: `merge ${id} ${into}`,
      principals,
      text: `${target.state.number}：另有一件同类诉求并入办理`,
      matter: into,
      at: call.now,
    });
}

const appellantOf = (state: { readonly enterprise?: string; readonly openerPrincipal?: string }): readonly string[] =>
  state.enterprise ? [`enterprise:${state.enterprise}`] : state.openerPrincipal ? [state.openerPrincipal] : [];

const no = (code: string, what: string, todo?: string) =>
  refuse({ code, kind: 'conflict', what, ...(todo ? { todo } : {}) });
