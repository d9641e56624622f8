import type { MatterState } from '#engines/matters';
import { isRefusal, systemCall } from '#kernel';
import { keyed, type QualityPorts } from './ports.ts';

type At = { readonly tenant: string; readonly now: number };

/** The matters that were merged into this one. */
async function mergedInto(ports: QualityPorts, tenant: string, { id, links }: MatterState) {
  const linked = await Promise.all(links.map((each) => ports.stateOf(tenant, each.matter)));
  return linked.filter((each): each is MatterState => each?.mergedInto === id);
}

/** 撤回、不予受理: nobody handles it any more, so each that was merged into it goes on by itself. */
export async function splitMerged(ports: QualityPorts, { tenant, now }: At, id: string): Promise<void> {
  const main = await ports.stateOf(tenant, id);
  if (!main?.closed) return;
  for (const each of await mergedInto(ports, tenant, main)) {
    try {
      const call = keyed(systemCall(tenant, now, `split/${each.id}`), `split ${each.id} ${main.seq}`);
      await ports.move(call, { id: each.id, move: 'split', input: { reason: `${main.number} 已结束，未作处理` } });
    } catch (error) {
      // Its own appellant, or the office, was quicker; or it was split as often as its loop allows.
      if (!isRefusal(error)) throw error;
    }
  }
}

/** 进展、答复: whoever was merged into it hears that there is something to read. */
export async function tellMerged(ports: QualityPorts, { tenant, now }: At, id: string): Promise<void> {
  const main = await ports.stateOf(tenant, id);
  if (!main) return;
  for (const each of await mergedInto(ports, tenant, main)) {
    const principal = each.enterprise ? `enterprise:${each.enterprise}` : each.openerPrincipal;
    if (principal === undefined) continue;
    await ports.tell(tenant, {
      key: `merged ${each.id} ${main.seq}`,
      principals: [principal],
      text: `${each.number} 并入的诉求${main.finishedAt === undefined ? '有新进展' : '已答复'}，请查看`,
      matter: each.id,
      at: now,
    });
  }
}
