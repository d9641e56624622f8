import type { Actor, FileValue } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';
import { readTable, writeTable } from '#platform/documents';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Made = { readonly id: string };

const DAY = 86_400_000;
const WAN = 1_000_000;
const HEADINGS = ['业务编号', '银行流水号', '收款账号', '收款户名', '金额（元）', '处理结果', '失败原因'];

/**
 * The money of the demo city, through the operations of the people who handle it: two lines, firms that confirmed
 * their accounts, one batch that the bank has answered (one payment came back), one on its way, one that waits for a
 * second person, an advance, and two firms with one account, which supervision finds.
 */
export async function tellFunds(demo: DemoCity, run: Run, now: number): Promise<void> {
  const officer = demo.official('qz-finance', 'finance-officer');
  const head = demo.official('qz-finance', 'finance-head');
  if (!officer || !head) return;
  const firms = demo.enterprises.slice(0, 24);
  const year = new Date(now).getUTCFullYear();
  const start = officeHour(now - 25 * DAY);
  const as = (actor: Actor, at: number) => (operation: string, input: Step['input']) =>
    run({ at: officeHour(at), actor, operation, input });
  const before = (await as(officer, now)('funds.lines', {})) as { readonly items: readonly unknown[] };
  if (before.items.length > 0) return; // told before, by a start that was interrupted
  const line = async (title: string, policy: string, budget: number): Promise<string> => {
    const { id } = (await as(officer, start)('funds.add-line', { title, policy, year })) as Made;
    await as(head, start)('funds.budget', { id, amount: budget * WAN, note: `衢财企〔${year}〕1 号（演示）` });
    return id;
  };
  const industry = await line('制造业设备更新补助（演示）', '演示政策 第三条', 600);
  const jobs = await line('吸纳就业补助（演示）', '演示政策 第七条', 120);
  for (const [at, firm] of firms.entries()) {
    const number = `62220000${String(at === 1 ? 0 : at).padStart(6, '0')}`;
    const account = { number, holder: firm.name, bank: '演示银行衢州分行' };
    await run({ at: start, actor: demo.firm(firm.id), operation: 'funds.confirm-account', input: account });
  }
  const promise = async (of: string, firm: number, amount: number, at: number, more: object = {}): Promise<string> => {
    const about = of === industry ? '设备更新补助' : '吸纳就业补助';
    const input = {
      line: of,
      enterprise: firms[firm]?.id,
      policyVersion: `演示政策/${about}`,
      period: String(year),
      purpose: about,
      amount: amount * WAN,
      ...more,
    };
    return ((await as(officer, at)('funds.promise', input)) as Made).id;
  };
  const batch = async (
    of: string,
    items: readonly string[],
    at: number,
    upTo: 'drafted' | 'sent',
  ): Promise<FileValue> => {
    const { id } = (await as(officer, at)('funds.draft-batch', { line: of, items, format: 'batch-xlsx' })) as Made;
    if (upTo === 'drafted') return { name: id, type: '', bytes: new Uint8Array() };
    await as(head, at + DAY / 8)('funds.approve-batch', { id });
    const file = (await as(officer, at + DAY / 6)('funds.payment-file', { id })) as FileValue;
    await as(officer, at + DAY / 4)('funds.send-batch', { id });
    return { ...file, name: id };
  };
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

  const first = await Promise.all(range(0, 10).map((n) => promise(industry, n, 8 + 3 * n, start + DAY)));
  const paid = await batch(industry, first, start + 3 * DAY, 'sent');
  await as(officer, start + 6 * DAY)('funds.receipt', { id: paid.name, file: await receiptOf(paid) });
  const second = await Promise.all(range(10, 16).map((n) => promise(jobs, n, 2 + (n % 4), now - 6 * DAY)));
  await batch(jobs, second, now - 4 * DAY, 'sent');
  const third = await Promise.all(range(16, 20).map((n) => promise(industry, n, 20, now - 3 * DAY)));
  await batch(industry, third, now - 2 * DAY, 'drafted');
  await promise(industry, 20, 45, now - 2 * DAY, { advance: true });
  await Promise.all([21, 22].map((n) => promise(industry, n, 12, now - DAY)));
}

/** Ten in the morning or later of a weekday at or before: nobody pays on a Sunday. */
function officeHour(at: number): number {
  const local = new Date(at + 8 * 3_600_000);
  const back = [2, 0, 0, 0, 0, 0, 1][local.getUTCDay()] ?? 0;
  const hour = Math.min(17, Math.max(9, local.getUTCHours()));
  return at - back * DAY + (hour - local.getUTCHours()) * 3_600_000;
}

/** What the demo's bank answers: all arrived but one. */
async function receiptOf(file: FileValue): Promise<FileValue> {
  const rows = (await readTable(file, ['收款账号'])) ?? [];
  return writeTable({
    kind: 'xlsx',
    name: '银行回单（演示）',
    mark: '',
    headings: HEADINGS,
    rows: rows.map(({ cells }, at) => [
      cells.get('业务编号') ?? '',
      `YS${cells.get('业务编号')}`,
      cells.get('收款账号') ?? '',
      cells.get('收款户名') ?? '',
      cells.get('金额（元）') ?? '',
      at === 4 ? '退汇' : '成功',
      at === 4 ? '户名不符' : '',
    ]),
  });
}
