import { type BankLine, lineKey, type Reconciliation, reconcile } from '#engines/ledger';
import { type Call, type FileValue, isRefusal, type Money, money, parseMoney, refuse } from '#kernel';
import { type BankFormat, receiptHeadings } from './bank-format.ts';
import { getBatch } from './batches.ts';
import { type Deed, keepBooks } from './bookkeeping.ts';
import type { BankLineRow, BatchRow, FundPorts, PaymentRow } from './ports.ts';
import { noLine } from './promises.ts';

export type Receipt = {
  readonly arrived: number;
  readonly returned: number;
  readonly known: number;
  readonly open: number;
  readonly mismatches: readonly { readonly row: number; readonly what: string }[];
  readonly errors: readonly { readonly row: number; readonly column: string; readonly what: string }[];
};

/**
 * Takes in what the bank says of a batch, line by line. What fits moves the money; what does not fit moves nothing and
 * opens a matter. A file with a line that cannot be read goes in as far as it can be read, and says so. The same file
 * again changes nothing.
 */
export async function takeReceipt(ports: FundPorts, call: Call, batch: BatchRow, file: FileValue): Promise<Receipt> {
  if (batch.status !== 'sent' && batch.status !== 'reconciled')
    throw refuse({ code: 'funds.not-sent', kind: 'conflict', what: '批次还没有送付，不能导入回单' });
  const format = ports.formats.get(batch.format);
  if (!format) throw new Error(`no format ${batch.format}`);
  const { lines, errors } = await readReceipt(ports, format, file);
  const wanted = { line: batch.line, batch: batch.id, bankNumbers: lines.map((each) => each.bankNumber) };
  const found = await ports.store.change(call.tenant, wanted, call.now, (books) => {
    const now = books.batch ?? batch;
    const arrived = now.payments.filter((each) => each.outcome === 'arrived');
    const result = reconcile(now.payments.filter(isOpen), lines, { ...books.told, arrived });
    const kept = keepBooks(books, call, deedsOf(now, result));
    const settled = new Set([...result.arrived, ...result.returned, ...result.late].map((each) => each.payment.item));
    const items = kept.items.map((each) => (settled.has(each.id) ? { ...each, batch: null } : each));
    const payments = paymentsAfter(now.payments, result, call.now);
    const status = payments.some(isOpen) ? ('sent' as const) : ('reconciled' as const);
    const bankLines = bankLinesOf(now, result, file.name);
    return { change: { ...kept, items, batch: { ...now, payments, status }, bankLines }, value: result };
  });
  if (!found) throw noLine();
  await lookInto(ports, call, await getBatch(ports.store, call.tenant, batch.id), file.name, errors);
  await tellReturned(ports, call, batch, found);
  return {
    arrived: found.arrived.length,
    returned: found.returned.length + found.late.length,
    known: found.known.length,
    open: found.open.length,
    mismatches: found.mismatches.map(({ line, what }) => ({ row: line.row, what })),
    errors,
  };
}

const isOpen = ({ outcome }: PaymentRow): boolean => outcome === null;

/** Money that came back waits for a new batch and a new approval: the account is to be looked at. */
const deedsOf = (batch: BatchRow, { arrived, returned, late }: Reconciliation): readonly Deed[] => [
  ...arrived.map(({ payment: { item, amount }, line: { bankNumber } }) => ({
    act: { act: 'settle' as const, amount },
    item,
    batch: batch.id,
    bankNumber,
    note: '到账',
  })),
  ...returned.flatMap((each) => backOf(batch, 'bounce', each)),
  ...late.flatMap((each) => backOf(batch, 'return', each)),
];

function backOf(
  batch: BatchRow,
  act: 'bounce' | 'return',
  { payment: { item, amount }, line: { bankNumber, why } }: Reconciliation['returned'][number],
): readonly Deed[] {
  const more = { item, batch: batch.id, bankNumber };
  return [
    { act: { act, amount }, ...more, note: `退回：${why ?? '未说明原因'}` },
    { act: { act: 'withdraw', amount }, ...more, note: '待重新编制批次' },
  ];
}

function paymentsAfter(payments: readonly PaymentRow[], found: Reconciliation, now: number): readonly PaymentRow[] {
  const told = new Map(
    [...found.arrived, ...found.returned, ...found.late].map(({ payment, line }) => [payment.reference, line] as const),
  );
  return payments.map((payment) => {
    const line = told.get(payment.reference);
    if (!line) return payment;
    const { outcome, bankNumber, why } = line;
    return { ...payment, outcome, bankNumber, why: why ?? null, settledAt: now };
  });
}

function bankLinesOf(batch: BatchRow, found: Reconciliation, file: string): readonly BankLineRow[] {
  const rowOf = (line: BankLine, mismatch: string | null): BankLineRow => ({
    bankNumber: line.bankNumber,
    batch: batch.id,
    file,
    row: line.row,
    amount: line.amount,
    outcome: line.outcome,
    mismatch,
    content: lineKey(line),
  });
  return [
    ...[...found.arrived, ...found.returned, ...found.late].map(({ line }) => rowOf(line, null)),
    ...found.mismatches.map(({ line, what }) => rowOf(line, what)),
  ];
}

/** What does not match, or cannot be read, is somebody's work until it is explained; each once, however often it is told. */
async function lookInto(
  ports: FundPorts,
  call: Call,
  { id, line, number }: BatchRow,
  file: string,
  errors: readonly Unreadable[],
): Promise<void> {
  const office = (await ports.store.findLine(call.tenant, line))?.owner ?? '';
  for (const told of await ports.store.bankLinesOf(call.tenant, id)) {
    if (told.mismatch === null || told.matter) continue;
    const matter = await ports.openMatter(call, {
      key: `mismatch ${told.content ?? told.bankNumber}`,
      title: `银行回单对不上：批次 ${number} 第 ${told.row} 行`,
      text: `${told.file} 第 ${told.row} 行（流水号 ${told.bankNumber}）：${told.mismatch}。请核对后说明原因并处理；银行更正的，导入更正后的回单即可。`,
      office,
    });
    await ports.store.tieBankLine(call.tenant, told, matter);
  }
  if (errors.length === 0) return;
  const rows = errors.map(({ row, column, what }) => `第 ${row} 行“${column}”：${what}`);
  await ports.openMatter(call, {
    key: `unreadable ${id} ${file} ${rows.join(' ')}`,
    title: `银行回单读不懂：批次 ${number}，${errors.length} 行`,
    text: `${file}：${rows.slice(0, 20).join('；')}。这些行没有入账，请向银行核实后导入更正的回单。`,
    office,
  });
}

/** Who did not get his money hears why, and what to do. */
async function tellReturned(ports: FundPorts, call: Call, batch: BatchRow, found: Reconciliation): Promise<void> {
  for (const { payment, line } of [...found.returned, ...found.late])
    await ports.tell(call.tenant, `returned ${batch.id} ${lineKey(line)}`, [
      {
        principal: `enterprise:${payment.enterprise}`,
        text: `款项被银行退回：${line.why ?? '未说明原因'}。请在“我的资金”核对并重新确认收款账户，确认后再次拨付`,
        at: call.now,
      },
    ]);
}

async function readReceipt(ports: FundPorts, format: BankFormat, file: FileValue) {
  const rows = await ports.read(format, file);
  if (!rows)
    throw refuse({
      code: 'funds.receipt',
      kind: 'invalid',
      what: `${file.name} 里找不到“${format.title}”的表头`,
      why: `需要的列：${receiptHeadings(format).join('、')}`,
      todo: '请确认选的是银行的回单文件，且没有改动表头',
    });
  if (rows.length === 0)
    throw refuse({
      code: 'funds.receipt-empty',
      kind: 'invalid',
      what: `${file.name} 里只有表头，没有一行明细`,
      todo: '请确认银行已经处理完毕，重新下载回单',
    });
  const lines: BankLine[] = [];
  const errors: Unreadable[] = [];
  for (const { line, cells } of rows) {
    const read = lineOf(format, line, cells);
    if (read.column !== undefined) errors.push(read);
    else lines.push({ ...read, account: ports.commitment(read.account) });
  }
  return { lines, errors };
}

type Unreadable = { readonly row: number; readonly column: string; readonly what: string };

function lineOf(
  format: BankFormat,
  row: number,
  cells: ReadonlyMap<string, string>,
): Unreadable | (BankLine & { readonly column?: undefined }) {
  const { receipt } = format;
  const text = (heading: string | undefined): string => (heading ? (cells.get(heading) ?? '').trim() : '');
  const outcome = text(receipt.outcome.heading);
  const arrived = receipt.outcome.arrived.includes(outcome);
  if (!arrived && !receipt.outcome.returned.includes(outcome))
    return { row, column: receipt.outcome.heading, what: `不认识的处理结果“${outcome}”` };
  const amount = amountOf(text(receipt.amount.heading), receipt.amount.unit);
  if (isRefusal(amount)) return { row, column: receipt.amount.heading, what: amount.message };
  const bankNumber = text(receipt.bankNumber);
  if (!bankNumber) return { row, column: receipt.bankNumber, what: '没有流水号' };
  const why = text(receipt.why);
  return {
    row,
    reference: text(receipt.reference) || null,
    bankNumber,
    account: text(receipt.account).replaceAll(/\s/g, ''),
    payee: text(receipt.payee),
    amount,
    outcome: arrived ? ('arrived' as const) : ('returned' as const),
    ...(why ? { why } : {}),
  };
}

function amountOf(text: string, unit: 'yuan' | 'fen'): Money | ReturnType<typeof refuse> {
  try {
    if (unit === 'yuan') return parseMoney(text);
    if (/^\d+$/.test(text)) return money(Number(text));
    return refuse({ code: 'funds.amount', kind: 'invalid', what: `“${text}”不是以分为单位的金额` });
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}
