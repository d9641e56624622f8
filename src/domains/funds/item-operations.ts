import { z } from 'zod';
import { type Call, formatMoney, isRefusal, money, operation, refuse } from '#kernel';
import { blockedAccounts } from './blocked.ts';
import { entryView, getLine } from './line-operations.ts';
import { type FundPorts, HELD_ACCOUNTS, ITEM_STAGES, type ItemRow, type PaymentRow } from './ports.ts';
import { changeItem, promiseFunds } from './promises.ts';
import { EntryView, Id, ItemView, itemView, LineView, lineView, Owed, PaymentView } from './views.ts';

const Held = z
  .string()
  .max(80)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(HELD_ACCOUNTS)).max(HELD_ACCOUNTS.length));
const Text = z.string().trim().min(2).max(200);

export function itemOperations(ports: FundPorts) {
  return [listItems(ports), traceItem(ports), promise(ports), change(ports)];
}

const listItems = (ports: FundPorts) =>
  operation({
    id: 'funds.items',
    method: 'GET',
    path: '/api/funds/items',
    title: '款项清单',
    permission: 'funds.read',
    input: z.object({
      line: Id.optional(),
      batch: Id.optional(),
      enterprise: Id.optional(),
      stage: z.enum(ITEM_STAGES).optional(),
      holds: Held.optional().describe('钱在哪里，可以几处，用逗号隔开，如 committed,payable'),
      year: z.coerce.number().int().min(2000).max(2100).optional().describe('哪一年的预算'),
      q: z.string().trim().max(60).optional(),
      after: z.string().max(120).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      items: z.array(ItemView),
      next: z.string().optional(),
      total: z
        .object({ count: z.number(), sum: z.number().describe('分') })
        .describe('全部符合的；问了钱在哪里的，只加在那里的'),
    }),
    handle: async (call, query) => {
      const { store } = ports;
      const [{ items, next }, total] = await Promise.all([
        store.listItems(call.tenant, query),
        store.sumItems(call.tenant, query),
      ]);
      const enterprises = [...new Set(items.map((each) => each.key.enterprise))];
      const known = new Set((await store.accountsOf(call.tenant, enterprises)).map((each) => each.enterprise));
      const blocked = await blockedAccounts(ports, call.tenant, enterprises);
      return {
        items: items.map((each) => {
          const problem = blocked.get(each.key.enterprise);
          const account = known.has(each.key.enterprise) && !problem;
          return { ...itemView(each), account, ...(problem ? { problem } : {}) };
        }),
        ...(next ? { next } : {}),
        total,
      };
    },
  });

/** From the payee back to the budget, and every posting between. */
const traceItem = (ports: FundPorts) =>
  operation({
    id: 'funds.item',
    method: 'GET',
    path: '/api/funds/items/{id}',
    title: '一笔款项的来龙去脉：预算、批次、付款、分录',
    permission: 'funds.read',
    input: z.object({ id: Id }),
    output: ItemView.extend({
      lineView: LineView,
      entries: z.array(EntryView),
      owed: Owed.optional().describe('为什么该付：背后的申领、条款和决定'),
      payments: z.array(PaymentView.extend({ batch: z.string() })),
    }),
    handle: async (call, { id }) => {
      const item = await getItem(ports, call, id);
      const line = await getLine(ports, call, item.line);
      const [owed, entries, payments, accounts] = await Promise.all([
        ports.owed(call.tenant, id),
        ports.store.entriesOf(call.tenant, { item: id }),
        ports.store.paymentsOf(call.tenant, id),
        ports.store.accountsOf(call.tenant, [item.key.enterprise]),
      ]);
      const tails = new Map(accounts.map((each) => [each.account, each.tail]));
      return {
        ...itemView(item),
        lineView: lineView(line, await ports.unitName(call.tenant, line.owner, call.now)),
        ...(owed ? { owed: { ...owed, conditions: [...owed.conditions] } } : {}),
        entries: entries.map(entryView),
        payments: payments.map((each) => ({ ...paymentView(each, tails), batch: each.batch })),
      };
    },
  });

const promise = (ports: FundPorts) =>
  operation({
    id: 'funds.promise',
    method: 'POST',
    path: '/api/funds/items',
    title: '审定一笔款项（占用预算）',
    permission: 'funds.prepare',
    input: z.object({
      line: Id,
      enterprise: Id,
      policyVersion: z.string().trim().min(1).max(80).describe('政策条款及版本'),
      period: z.string().trim().min(4).max(20).describe('享受期间，如 2026'),
      purpose: Text.describe('用途'),
      amount: z.int().min(1).max(100_000_000_000_000).describe('分'),
      advance: z.boolean().default(false).describe('预拨'),
      exclusion: z.string().trim().max(60).optional().describe('择一享受的组'),
      matter: Id.optional(),
    }),
    output: ItemView,
    handle: async (call, { line, enterprise, policyVersion, period, purpose, amount, advance, exclusion, matter }) => {
      const payee = (await ports.enterpriseNames(call.tenant, [enterprise])).get(enterprise);
      if (!payee)
        throw refuse({ code: 'funds.enterprise', kind: 'not-found', what: '没有这家企业', todo: '请从企业清单选择' });
      const item = await tryPromise(ports, call, {
        line,
        key: { policyVersion, enterprise, period },
        payee,
        purpose,
        amount: money(amount),
        advance,
        ...(exclusion ? { exclusion } : {}),
        ...(matter ? { matter } : {}),
      });
      return itemView(item);
    },
  });

const ATTEMPTS: Readonly<Record<string, string>> = {
  'ledger.short': '超预算审定',
  'funds.twice': '重复审定',
  'funds.excluded': '重复享受',
};

/** Refused, and looked into: somebody meant to promise what is not there, or what was had. */
async function tryPromise(ports: FundPorts, call: Call, given: Parameters<typeof promiseFunds>[2]): Promise<ItemRow> {
  try {
    return await promiseFunds(ports, call, given);
  } catch (error) {
    const kind = isRefusal(error) ? ATTEMPTS[error.code] : undefined;
    if (!isRefusal(error) || !kind) throw error;
    const { enterprise, policyVersion, period } = given.key;
    const line = await ports.store.findLine(call.tenant, given.line);
    await ports.openMatter(call, {
      key: `attempt ${given.line} ${enterprise} ${policyVersion} ${period} ${given.amount} ${error.parts.what}`,
      title: `${kind}被拦下：${given.payee}`,
      text: `${given.purpose}，${formatMoney(given.amount)}：${error.parts.what}。没有占用预算，请核实经过。`,
      office: line?.owner ?? '',
    });
    throw error;
  }
}

const change = (ports: FundPorts) =>
  operation({
    id: 'funds.change-item',
    method: 'POST',
    path: '/api/funds/items/{id}/acts/{act}',
    title: '释放承诺、清算预拨、追回、登记收回',
    permission: 'funds.approve',
    input: z.object({
      id: Id,
      act: z.enum(['release', 'finalise', 'reclaim', 'recover']),
      amount: z.int().min(0).max(100_000_000_000_000).describe('分；清算时为最终应得总额'),
      note: Text.describe('依据'),
    }),
    output: ItemView,
    handle: async (call, { id, act, amount, note }) => {
      const item = await getItem(ports, call, id);
      if (act === 'finalise' && (await ports.owed(call.tenant, id))) throw atItsClaim();
      return itemView(await changeItem(ports, call, { item, act, amount: money(amount), note }));
    },
  });

const atItsClaim = () =>
  refuse({
    code: 'funds.settled-at-claim',
    kind: 'conflict',
    what: '这笔预拨是一笔申领的，不在这里清算',
    why: '最终应得多少由主管单位按验收结果认定',
    todo: '请由主管单位在申领页登记最终应得金额，账随之清算',
  });

export async function getItem({ store }: FundPorts, { tenant }: Call, id: string): Promise<ItemRow> {
  const { items } = await store.listItems(tenant, { ids: [id], limit: 1 });
  const [item] = items;
  if (!item) throw refuse({ code: 'funds.no-item', kind: 'not-found', what: '没有这笔款项', todo: '请从款项清单进入' });
  return item;
}

export const paymentView = (payment: PaymentRow, tails: ReadonlyMap<string, string>) => ({
  reference: payment.reference,
  item: payment.item,
  enterprise: { id: payment.enterprise, name: payment.payee },
  account: tails.get(payment.account) ?? '已变更',
  amount: payment.amount,
  ...(payment.outcome ? { outcome: payment.outcome } : {}),
  ...(payment.settledAt ? { settledAt: payment.settledAt } : {}),
  ...(payment.bankNumber ? { bankNumber: payment.bankNumber } : {}),
  ...(payment.why ? { why: payment.why } : {}),
});
