import { findAnomalies, type WatchedItem } from '#engines/ledger';
import { addMoney, type Call, measureWorkingDays, toInstant } from '#kernel';
import { stageOf } from './bookkeeping.ts';
import type { FundPorts, ItemRow } from './ports.ts';

const STAGE_NAMES = { committed: '待编批次', payable: '待送付', sent: '待到账' } as const;
const DAY = 86_400_000;

/** Looks at every promise of the city and opens a matter for each anomaly, once. Returns how many there are. */
export async function watchFunds(ports: FundPorts, call: Call): Promise<number> {
  const lines = await ports.store.listLines(call.tenant);
  const owners = new Map(lines.map((each) => [each.id, each.owner]));
  const items = await allItems(ports, call.tenant);
  const accounts = await accountsOf(ports, call.tenant, items);
  const found = findAnomalies(
    items.map((item) => watchedOf(ports, call, item, accounts.get(item.key.enterprise) ?? null)),
    ports.limits(call.tenant),
  );
  const byId = new Map(items.map((each) => [each.id, each]));
  for (const { key, kind, items: ids, what } of found) {
    const members = ids.flatMap((id) => byId.get(id) ?? []);
    const payees = [...new Set(members.map((each) => each.payee))].toSorted((a, b) => a.localeCompare(b, 'zh'));
    await ports.openMatter(call, {
      key,
      title: `${TITLES[kind]}：${payees.slice(0, 3).join('、')}${payees.length > 3 ? `等 ${payees.length} 家` : ''}`,
      text: `${what}。涉及款项：${members
        .map((each) => `${each.payee} ${each.purpose}`)
        .slice(0, 10)
        .join('；')}。请核实并说明原因。`,
      office: owners.get(members[0]?.line ?? '') ?? '',
    });
  }
  return found.length;
}

const TITLES = {
  'shared-account': '多家企业同一收款账户',
  'double-claim': '重复享受',
  'split-claim': '疑似拆分申领',
  'slow-stage': '资金环节停滞',
} as const;

async function allItems({ store }: FundPorts, tenant: string): Promise<readonly ItemRow[]> {
  const all: ItemRow[] = [];
  let after: string | undefined;
  do {
    const page = await store.listItems(tenant, { limit: 1000, ...(after ? { after } : {}) });
    all.push(...page.items.filter((each) => stageOf(each) !== 'released'));
    after = page.next;
  } while (after);
  return all;
}

async function accountsOf({ store }: FundPorts, tenant: string, items: readonly ItemRow[]) {
  const enterprises = [...new Set(items.map((each) => each.key.enterprise))];
  const accounts = await store.accountsOf(tenant, enterprises);
  return new Map(accounts.map((each) => [each.enterprise, each.account]));
}

function watchedOf(ports: FundPorts, call: Call, item: ItemRow, account: string | null): WatchedItem {
  const { balances, key } = item;
  const stage = stageOf(item);
  const name = stage in STAGE_NAMES ? STAGE_NAMES[stage as keyof typeof STAGE_NAMES] : undefined;
  return {
    id: item.id,
    policy: key.policyVersion,
    enterprise: key.enterprise,
    ...(item.exclusion ? { exclusion: item.exclusion } : {}),
    period: key.period,
    account,
    amount: addMoney(balances.committed, balances.payable, balances.sent, balances.advanced, balances.paid),
    day: Math.floor(item.createdAt / DAY),
    stage: name ?? stage,
    stageDays: name
      ? measureWorkingDays(ports.calendar(call.tenant), toInstant(item.stageSince), toInstant(call.now))
      : 0,
  };
}
