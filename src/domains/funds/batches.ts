import { findBatchProblems, stepBatch } from '#engines/ledger';
import { addMoney, type Call, type FileValue, formatYuan, isRefusal, refuse } from '#kernel';
import type { BankFormat } from './bank-format.ts';
import { blockedAccounts } from './blocked.ts';
import { type Deed, keepBooks } from './bookkeeping.ts';
import type { BatchRow, FundPorts, ItemRow, PaymentRow } from './ports.ts';
import { commandOf, noLine } from './promises.ts';

/** Drafts a batch of promised items: each with a confirmed account, none of them in another batch. */
export async function draftBatch(
  ports: FundPorts,
  call: Call,
  given: { readonly line: string; readonly items: readonly string[]; readonly format: string },
): Promise<BatchRow> {
  const { store, ids, formats } = ports;
  if (!formats.has(given.format))
    throw refuse({ code: 'funds.format', kind: 'invalid', what: `没有名为 ${given.format} 的银行文件格式` });
  const { items: asked } = await store.listItems(call.tenant, { ids: given.items, limit: given.items.length });
  const blocked = await blockedAccounts(
    ports,
    call.tenant,
    asked.map((each) => each.key.enterprise),
  );
  const id = ids();
  const wanted = { line: given.line, items: given.items, batch: id, command: commandOf(call, 'draft') };
  const drafted = await store.change(call.tenant, wanted, call.now, (books) => {
    const payments = books.items.map((item, at) =>
      paymentOf(id, item, at, books.accounts.get(item.key.enterprise) ?? ''),
    );
    checkDraft(given.items, books.items, payments, blocked);
    const batch = {
      id,
      line: given.line,
      format: given.format,
      status: 'drafted' as const,
      preparedBy: call.actor.id,
      preparedAt: call.now,
      approvedBy: null,
      approvedAt: null,
      sentAt: null,
      payments,
    };
    const items = books.items.map((each) => ({ ...each, batch: id }));
    return { change: { line: books.line, items, entries: [], batch }, value: id };
  });
  if (!drafted) throw noLine();
  const batch = await getBatch(store, call.tenant, drafted);
  await tellNext(ports, call, batch);
  return batch;
}

const paymentOf = (batch: string, item: ItemRow, at: number, account: string): PaymentRow => ({
  reference: `${batch.replaceAll('-', '').slice(-12).toUpperCase()}${String(at + 1).padStart(4, '0')}`,
  item: item.id,
  enterprise: item.key.enterprise,
  payee: item.payee,
  account,
  amount: addMoney(item.balances.committed, item.balances.payable),
  outcome: null,
  settledAt: null,
  bankNumber: null,
  why: null,
});

function checkDraft(
  wanted: readonly string[],
  items: readonly ItemRow[],
  payments: readonly PaymentRow[],
  blocked: ReadonlyMap<string, string>,
): void {
  const busy = items.filter((each) => each.batch !== null).map((each) => `${each.payee}已在另一个批次里`);
  const problems = findBatchProblems(payments).map((each) => `第 ${each.row} 行：${each.what}`);
  const held = payments.flatMap(({ enterprise, payee }) => {
    const why = blocked.get(enterprise);
    return why ? [`${payee}${why}`] : [];
  });
  const missing = wanted.length - items.length;
  const all = [...busy, ...problems, ...held, ...(missing > 0 ? [`${missing} 笔款项不在这条预算内`] : [])];
  if (all.length === 0) return;
  throw refuse({
    code: 'funds.batch',
    kind: 'invalid',
    what: `批次没有编成，${all.length} 处有问题`,
    why: all.slice(0, 20).join('；'),
    todo: '请逐项处理后重新编制；收款账户由企业在“我的账户”里确认',
  });
}

const ACTS = { approve: 'approve', send: 'send', cancel: 'withdraw' } as const;
const NOTES = { approve: '批次复核', send: '送付', cancel: '批次作废' } as const;

/** Approves (a second person), sends or cancels a batch; the money of each item follows. */
export async function moveBatch(
  ports: FundPorts,
  call: Call,
  given: { readonly batch: BatchRow; readonly step: 'approve' | 'send' | 'cancel' },
): Promise<BatchRow> {
  const { store } = ports;
  const { step } = given;
  const wanted = {
    line: given.batch.line,
    batch: given.batch.id,
    command: commandOf(call, `${step} ${given.batch.id}`),
  };
  const done = await store.change(call.tenant, wanted, call.now, (books) => {
    const batch = books.batch ?? given.batch;
    const status = stepBatch(batch, step, call.actor.id);
    if (isRefusal(status)) throw status;
    const deeds = step === 'cancel' && batch.status === 'drafted' ? [] : deedsOf(batch, books.items, step);
    const kept = keepBooks(books, call, deeds);
    const items = step === 'cancel' ? kept.items.map((each) => ({ ...each, batch: null })) : kept.items;
    const stamped = {
      ...batch,
      status,
      ...(step === 'approve' ? { approvedBy: call.actor.id, approvedAt: call.now } : {}),
      ...(step === 'send' ? { sentAt: call.now } : {}),
    };
    return { change: { ...kept, items, batch: stamped }, value: true };
  });
  if (!done) throw noLine();
  const batch = await getBatch(store, call.tenant, given.batch.id);
  await tellNext(ports, call, batch);
  return batch;
}

const NEXT_STEP = {
  drafted: { permission: 'funds.approve', text: '等您复核' },
  approved: { permission: 'funds.pay', text: '已复核，等您送付银行' },
} as const;

/** The one who comes next hears that it is his turn. */
async function tellNext({ tell }: FundPorts, call: Call, { id, number, status, payments }: BatchRow): Promise<void> {
  const next = status === 'drafted' || status === 'approved' ? NEXT_STEP[status] : undefined;
  if (!next || !call.actor.unit) return;
  const text = `拨付批次 ${number}（${payments.length} 笔）${next.text}，请在“资金台”办理`;
  const principal = `duty:${call.actor.unit}:${next.permission}`;
  await tell(call.tenant, `batch ${id} ${status}`, [{ principal, text, at: call.now }]);
}

/** A payment sends what was promised and what came back before, so what is payable already needs no second approval. */
function deedsOf(batch: BatchRow, items: readonly ItemRow[], step: 'approve' | 'send' | 'cancel'): readonly Deed[] {
  return batch.payments.flatMap(({ item, amount }) => {
    const own = items.find((each) => each.id === item);
    const moves = step === 'approve' ? own?.balances.committed : amount;
    return own && moves && moves > 0
      ? [{ act: { act: ACTS[step], amount: moves }, item, batch: batch.id, note: `${NOTES[step]} ${batch.number}` }]
      : [];
  });
}

export async function getBatch(store: FundPorts['store'], tenant: string, id: string): Promise<BatchRow> {
  const batch = await store.findBatch(tenant, id);
  if (batch) return batch;
  throw refuse({ code: 'funds.no-batch', kind: 'not-found', what: '没有这个批次', todo: '请从批次清单进入' });
}

/** The file that goes to the bank or the treasury, in its own columns. Who took it out is logged. */
export async function paymentFile(ports: FundPorts, call: Call, batch: BatchRow): Promise<FileValue> {
  const format = ports.formats.get(batch.format);
  if (!format || (batch.status !== 'approved' && batch.status !== 'sent'))
    throw refuse({
      code: 'funds.not-approved',
      kind: 'conflict',
      what: '批次复核之后才能导出付款文件',
      todo: '请先由第二人复核',
    });
  const accounts = await ports.store.accountsOf(
    call.tenant,
    batch.payments.map((each) => each.enterprise),
  );
  const contents = new Map(
    accounts.map((each) => [each.enterprise, { ...ports.unseal(each.cipher), of: each.account }]),
  );
  const items = await ports.store.listItems(call.tenant, { batch: batch.id, limit: batch.payments.length });
  const purposes = new Map(items.items.map((each) => [each.id, each.purpose]));
  const rows = batch.payments.map((payment, at) => {
    const account = contents.get(payment.enterprise);
    if (!account || account.of !== payment.account) throw accountChanged(payment);
    return format.payment.map(({ value }) =>
      cellOf(value, { payment, account, at, purpose: purposes.get(payment.item) ?? '' }),
    );
  });
  await ports.audit(call, { act: 'funds.payment-file', object: batch.id, detail: { payments: rows.length } });
  return ports.write(format, rows, `${batch.number} ${call.actor.id}`);
}

type CellSource = {
  readonly payment: PaymentRow;
  readonly account: { readonly number: string; readonly holder: string; readonly bank: string };
  readonly at: number;
  readonly purpose: string;
};

function cellOf(
  value: BankFormat['payment'][number]['value'],
  { payment, account, at, purpose }: CellSource,
): string | number {
  switch (value) {
    case 'row':
      return at + 1;
    case 'reference':
      return payment.reference;
    case 'payee':
      return payment.payee;
    case 'account':
      return account.number;
    case 'holder':
      return account.holder;
    case 'bank':
      return account.bank;
    case 'yuan':
      return formatYuan(payment.amount).replaceAll(',', '');
    case 'fen':
      return payment.amount;
    case 'purpose':
      return purpose;
  }
}

const accountChanged = ({ payee }: PaymentRow) =>
  refuse({
    code: 'funds.account-changed',
    kind: 'conflict',
    what: `${payee}的收款账户在编制批次后变更了`,
    todo: '请作废这个批次，用新账户重新编制并复核',
  });
