import { type Call, formatMoney, money } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import type { Batch } from './claim.ts';

const PAGE = 1000;

/** Whoever is on the list hears of it, once: nobody applied. */
export async function tellListed(
  ports: PolicyPorts,
  { tenant, now }: Call,
  batch: Batch,
  title: string,
): Promise<void> {
  let after: { readonly filedAt: number; readonly id: string } | undefined;
  do {
    const listed = await ports.claims.list(tenant, { batch: batch.id, limit: PAGE, ...(after ? { after } : {}) });
    const entries = listed.map(({ id: claim, enterprise, amount }) => ({
      key: `listed ${claim}`,
      principal: `enterprise:${enterprise}`,
      kind: 'policy',
      text: `您在“${title}”的免申即享名单里，拟发 ${formatMoney(amount ?? money(0))}，公示到 ${batch.publicityUntil}；请在“我的资金”确认收款账户`,
      matter: null,
      at: now,
    }));
    if (entries.length > 0) await ports.tell(tenant, 'listed', entries);
    after = listed.length === PAGE ? listed.at(-1) : undefined;
  } while (after);
}
