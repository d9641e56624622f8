import { type Call, formatMoney, money, systemCall } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import type { Claim } from './claim.ts';

const A_ROUND = 200;

/**
 * 预拨清算: an advance that arrived is a matter with a clock until it is settled and what was given too much is back; who
 * forgets it is reminded, and his superior after that. Returns how many matters were opened or moved.
 */
export async function watchAdvances(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const call = systemCall(tenant, now, ports.ids());
  let done = 0;
  for (const claim of await ports.claims.unsettled(tenant, A_ROUND))
    if (await openSettlement(ports, call, claim)) done += 1;
  return done + (await moveSettlements(ports, call));
}

/** The matter in which an advance is settled; undefined where the clause is no longer known. */
export async function openSettlement(
  ports: PolicyPorts,
  call: Call,
  claim: Claim & { readonly name: string },
): Promise<string | undefined> {
  const each = (await ports.library(call.tenant)).clause(claim.clause);
  if (!each) return undefined;
  const due = ports.workingDaysAfter(
    claim.arrivedAt ?? call.now,
    each.clause.settleWithin ?? ports.limits().settleDays,
  );
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
  await ports.claims.markSettleMatter(call.tenant, claim.id, id);
  return id;
}

/** What was settled ends; where too much was given it waits, with a clock of its own, until that is back. */
export async function moveSettlements(ports: PolicyPorts, call: Call, claim?: string): Promise<number> {
  const found = await ports.claims.settledMatters(call.tenant, A_ROUND, claim);
  for (const each of found) await ports.moveMatter(call, each);
  return found.length;
}
