import { formatMoney, money, systemCall } from '#kernel';
import type { PolicyPorts } from '../ports.ts';

const A_ROUND = 200;

/**
 * 预拨清算: an advance that arrived is a matter with a clock until it is settled and what was given too much is back; who
 * forgets it is reminded, and his superior after that. Returns how many matters were opened or closed.
 */
export async function watchAdvances(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  const call = systemCall(tenant, now, ports.ids());
  let done = 0;
  for (const claim of await ports.claims.unsettled(tenant, A_ROUND)) {
    const each = library.clause(claim.clause);
    if (!each) continue;
    const due = ports.workingDaysAfter(claim.arrivedAt ?? now, each.clause.settleWithin ?? ports.limits().settleDays);
    const { id } = await ports.openMatter(
      { ...call, idempotencyKey: `advance ${claim.id}` },
      {
        loop: 'advance-settlement',
        enterprise: claim.enterprise,
        owner: each.clause.owner,
        fields: {
          title: `预拨清算：${claim.name}，${each.clause.title}`,
          text: `已预拨 ${formatMoney(claim.advance ?? money(0))}，请在 ${due} 前按验收结果清算：在这笔申领的页面登记最终应得金额，少了补足，多了收回。`,
          clause: `${each.policy.title} ${each.clause.article}`,
          claim: claim.id,
          amount: claim.advance ?? 0,
          due,
        },
      },
    );
    await ports.claims.markSettleMatter(tenant, claim.id, id);
    done += 1;
  }
  for (const id of await ports.claims.settledMatters(tenant, A_ROUND)) {
    await ports.moveMatter(call, { id, move: 'settled' });
    done += 1;
  }
  return done;
}
