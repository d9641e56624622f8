import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Actor, type FileValue, makeUscc } from '#kernel';
import { readTable, writeTable } from '#platform/documents';
import { createRegistryStore } from '#storage';
import { createTestSite, enterpriseActor, officialOf, type TestSite } from '#testing/site';

const people = [
  { id: 'p-prepare', unit: 'qz-finance', role: 'finance-officer', name: '经办甲' },
  { id: 'p-approve', unit: 'qz-finance', role: 'finance-head', name: '复核乙' },
] as const;
const [prepares, approves] = people;

const ALL = [0, 1, 2] as const;

type Item = { id: string; stage: string; balances: Record<string, number>; batch?: string };
type Batch = {
  id: string;
  number: string;
  status: string;
  items: { reference: string; amount: number; outcome?: string }[];
};

async function fundedSite() {
  const site = await createTestSite(people);
  const officer = officialOf(site.city, prepares);
  const head = officialOf(site.city, approves);
  const firms = await enterprises(site);
  const line = await site.call<{ id: string }>(officer, 'funds.add-line', {
    title: '制造业扶持',
    policy: 'p',
    year: 2026,
  });
  await site.call(head, 'funds.budget', { id: line.id, amount: 10_000_00, note: '衢财〔演示〕1 号' });
  return Object.assign(site, { officer, head, firms, line: line.id });
}

/** Three firms, known to the registry. */
async function enterprises({ databases, clock }: TestSite): Promise<readonly [string, string, string]> {
  const rows = [1, 2, 3].map((n) => ({
    id: makeUscc('9', '1', '330802', `MA00000${n}`),
    name: `演示企业${n}`,
    region: '330802',
    attributes: {},
  }));
  await createRegistryStore(databases.system).change('quzhou', (_snapshot, writer) =>
    writer.putEnterprises(rows, clock.now),
  );
  const [one, two, three] = rows.map((each) => each.id);
  return [one ?? '', two ?? '', three ?? ''];
}

type Funded = Awaited<ReturnType<typeof fundedSite>>;
const firm = (id: string): Actor => enterpriseActor(id);
const account = (site: Funded, n: 0 | 1 | 2, number = `622200000000${n}`) =>
  site.call(firm(site.firms[n]), 'funds.confirm-account', { number, holder: `演示企业${n + 1}`, bank: '演示银行' });
const promise = (site: Funded, n: 0 | 1 | 2, more: object = {}) =>
  site.call<Item>(site.officer, 'funds.promise', {
    line: site.line,
    enterprise: site.firms[n],
    policyVersion: 'p/1@v1',
    period: '2026',
    purpose: '设备补助',
    amount: 1000_00,
    ...more,
  });
const draft = (site: Funded, items: readonly Item[], format = 'batch-xlsx') =>
  site.call<Batch>(site.officer, 'funds.draft-batch', { line: site.line, items: items.map((each) => each.id), format });

/** What the bank makes of our payment file. */
async function receiptOf(file: FileValue, outcome: (row: number) => readonly [string, string]): Promise<FileValue> {
  const rows = (await readTable(file, ['收款账号'])) ?? [];
  return writeTable({
    kind: 'xlsx',
    name: '回单',
    mark: '',
    headings: ['业务编号', '银行流水号', '收款账号', '收款户名', '金额（元）', '处理结果', '失败原因'],
    rows: rows.map(({ cells }, at) => [
      cells.get('业务编号') ?? '',
      `N${cells.get('业务编号')}`,
      cells.get('收款账号') ?? '',
      cells.get('收款户名') ?? '',
      cells.get('金额（元）') ?? '',
      ...outcome(at),
    ]),
  });
}

describe('funds', () => {
  it('go from the budget to the account, with two people and a bank between', async () => {
    await using site = await fundedSite();
    await Promise.all(ALL.map((n) => account(site, n)));
    const items = [];
    for (const n of ALL) items.push(await promise(site, n));
    const batch = await draft(site, items);
    expect(batch).toMatchObject({
      number: 'BF-2026-0001',
      status: 'drafted',
      payments: 3,
      total: 3000_00,
      preparedBy: '经办甲',
    });
    const own = { ...site.officer, permissions: [...site.officer.permissions, 'funds.approve'] };
    await expect(site.call(own, 'funds.approve-batch', { id: batch.id })).rejects.toThrow('编制人不能复核');
    await expect(site.call(site.officer, 'funds.payment-file', { id: batch.id })).rejects.toThrow('复核之后');
    await site.call(site.head, 'funds.approve-batch', { id: batch.id });
    const file = await site.call<FileValue>(site.officer, 'funds.payment-file', { id: batch.id });
    await site.call(site.officer, 'funds.send-batch', { id: batch.id });
    const receipt = await receiptOf(file, (row) => (row === 2 ? ['退汇', '户名不符'] : ['成功', '']));
    const first = await site.call(site.officer, 'funds.receipt', { id: batch.id, file: receipt });
    expect(first).toEqual({ arrived: 2, returned: 1, known: 0, open: 0, mismatches: [], errors: [] });
    const again = await site.call(site.officer, 'funds.receipt', { id: batch.id, file: receipt });
    expect(again).toMatchObject({ arrived: 0, returned: 0, known: 3 });
    const line = await site.call<{ balances: object; findings: unknown[]; entryCount: number }>(
      site.head,
      'funds.line',
      { id: site.line },
    );
    expect(line.balances).toMatchObject({ granted: -10_000_00, available: 7000_00, committed: 1000_00, paid: 2000_00 });
    expect(line).toMatchObject({ findings: [], entryCount: 14 });
    const returned = await site.call<{ items: Item[] }>(site.officer, 'funds.items', { stage: 'committed' });
    expect(returned.items).toHaveLength(1);
    const held = (holds: string) => site.call<{ total: object }>(site.officer, 'funds.items', { holds, year: 2026 });
    expect((await held('paid,advanced')).total).toEqual({ count: 2, sum: 2000_00 });
    expect((await held('committed')).total).toEqual({ count: 1, sum: 1000_00 });
    const trace = await site.call<{ payments: object[]; entries: { act: string }[] }>(site.head, 'funds.item', {
      id: returned.items[0]?.id ?? '',
    });
    expect(trace.entries.map((each) => each.act)).toEqual(['commit', 'approve', 'send', 'bounce', 'withdraw']);
    expect(trace.payments).toMatchObject([{ outcome: 'returned', why: '户名不符' }]);
    site.clock.now += 60_000;
    await account(site, 2, '6222000000033');
    const second = await draft(site, returned.items);
    expect(second.number).toBe('BF-2026-0002');
    expect(await site.call(firm(site.firms[0]), 'funds.own', {})).toMatchObject({
      account: { tail: '0000' },
      items: [{ stage: 'paid' }],
    });
  });

  it('are refused beyond the budget, twice, without an account, and out of another batch', async () => {
    await using site = await fundedSite();
    await account(site, 0);
    await expect(promise(site, 0, { amount: 10_001_00 })).rejects.toThrow(
      '预算可用额不足：现有 1万元，需要 1.0001万元',
    );
    const one = await promise(site, 0);
    await expect(promise(site, 0)).rejects.toThrow('不能重复拨付');
    await expect(draft(site, [await promise(site, 1)])).rejects.toThrow('尚未确认收款账户');
    await draft(site, [one]);
    await expect(draft(site, [one])).rejects.toThrow('已在另一个批次里');
    await expect(
      site.call(firm(site.firms[1]), 'funds.confirm-account', {
        number: '6222000000001',
        holder: '别人',
        bank: '演示银行',
      }),
    ).rejects.toThrow('户名与企业名称不一致');
    const { items } = await site.call<{ items: { title: string }[] }>(site.officer, 'matters.list', {
      loop: ['fund-anomaly'],
    });
    expect(items.map((each) => each.title).toSorted()).toEqual([
      '超预算审定被拦下：演示企业1',
      '重复审定被拦下：演示企业1',
    ]);
  });

  it('two payers at once promise the last of it once, and the same claim once', async () => {
    await using site = await fundedSite();
    const last = await Promise.allSettled(ALL.map((n) => promise(site, n, { amount: 6000_00 })));
    expect(last.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const same = await Promise.allSettled([1, 2, 3, 4].map(() => promise(site, 0, { policyVersion: 'p/2@v1' })));
    expect(same.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const line = await site.call<{ balances: { available: number }; findings: unknown[] }>(site.head, 'funds.line', {
      id: site.line,
    });
    expect(line).toMatchObject({ balances: { available: 3000_00 }, findings: [] });
  });

  it('what the bank says otherwise moves nothing and opens a matter, once', async () => {
    await using site = await fundedSite();
    await account(site, 0);
    const batch = await draft(site, [await promise(site, 0)]);
    await site.call(site.head, 'funds.approve-batch', { id: batch.id });
    await site.call(site.officer, 'funds.send-batch', { id: batch.id });
    const lines = [
      ['没有这笔', 'N1', '6222', '演示企业1', '1000.00', '成功', ''],
      ['', 'N2', '6222', '演示企业1', '一千', '成功', ''],
      ['', 'N3', '6222', '演示企业1', '1000.00', '处理中', ''],
    ];
    const headings = ['业务编号', '银行流水号', '收款账号', '收款户名', '金额（元）', '处理结果', '失败原因'];
    const file = await writeTable({ kind: 'csv', name: '回单', mark: '', headings, rows: lines });
    for (const known of [0, 1]) {
      const told = await site.call<{ known: number; open: number; errors: object[]; mismatches: object[] }>(
        site.officer,
        'funds.receipt',
        { id: batch.id, file },
      );
      expect(told).toMatchObject({ known, open: 1, mismatches: known === 0 ? [{ row: 2 }] : [] });
      expect(told.errors).toMatchObject([
        { row: 3, column: '金额（元）' },
        { row: 4, column: '处理结果', what: '不认识的处理结果“处理中”' },
      ]);
    }
    const { items } = await site.call<{ items: { title: string }[] }>(site.officer, 'matters.list', {
      loop: ['fund-anomaly'],
    });
    expect(items.map((each) => each.title).toSorted()).toEqual([
      '银行回单对不上：批次 BF-2026-0001 第 2 行',
      '银行回单读不懂：批次 BF-2026-0001，2 行',
    ]);
    const empty = await writeTable({ kind: 'csv', name: '空回单', mark: '', headings, rows: [] });
    await expect(site.call(site.officer, 'funds.receipt', { id: batch.id, file: empty })).rejects.toThrow('只有表头');
    await expect(
      site.call(site.officer, 'funds.receipt', {
        id: batch.id,
        file: { name: 'x.csv', type: '', bytes: Buffer.from('a,b\n1,2') },
      }),
    ).rejects.toThrow('找不到');
    const torn = { name: '回单.xlsx', type: '', bytes: Buffer.from('PK\u0003\u0004 torn') };
    await expect(site.call(site.officer, 'funds.receipt', { id: batch.id, file: torn })).rejects.toThrow(
      '“回单.xlsx”无法读取',
    );
  });

  it('what did not fit settles once the bank corrects it under the same number, and money that came back waits for the firm', async () => {
    await using site = await fundedSite();
    await account(site, 0);
    await account(site, 1);
    const items = [await promise(site, 0), await promise(site, 1)];
    const batch = await draft(site, items);
    const desk = async () => (await site.call<{ items: Batch[] }>(site.head, 'funds.desk', {})).items;
    expect((await desk()).map((each) => [each.number, each.status])).toEqual([['BF-2026-0001', 'drafted']]);
    await site.call(site.head, 'funds.approve-batch', { id: batch.id });
    const file = await site.call<FileValue>(site.officer, 'funds.payment-file', { id: batch.id });
    await site.call(site.officer, 'funds.send-batch', { id: batch.id });
    const right = await receiptOf(file, (row) => (row === 1 ? ['退汇', '户名不符'] : ['成功', '']));
    const rows = (await readTable(right, ['业务编号'])) ?? [];
    const headings = ['业务编号', '银行流水号', '收款账号', '收款户名', '金额（元）', '处理结果', '失败原因'];
    const wrong = await writeTable({
      kind: 'csv',
      name: '回单',
      mark: '',
      headings,
      rows: rows.map(({ cells }) => headings.map((each) => (each === '金额（元）' ? '1.00' : (cells.get(each) ?? '')))),
    });
    const take = (given: FileValue) => site.call(site.officer, 'funds.receipt', { id: batch.id, file: given });
    expect(await take(wrong)).toMatchObject({ arrived: 0, open: 2, mismatches: [{ row: 2 }, { row: 3 }] });
    expect(await take(right)).toMatchObject({ arrived: 1, returned: 1, known: 0, open: 0 });
    expect(await take(right)).toMatchObject({ arrived: 0, returned: 0, known: 2 });
    const detail = await site.call<{
      status: string;
      bankLines: { mismatch?: string; matter?: string; settled: boolean }[];
    }>(site.officer, 'funds.batch', { id: batch.id });
    const doubtful = detail.bankLines.filter((each) => each.mismatch);
    expect(doubtful.every((each) => each.matter && each.settled)).toBe(true);
    expect([detail.status, doubtful.length, (await desk()).length]).toEqual(['reconciled', 2, 0]);
    const back = items[1] as Item;
    await expect(draft(site, [back])).rejects.toThrow('上一笔被银行退回（户名不符）');
    expect(await site.call(firm(site.firms[1]), 'funds.own', {})).toMatchObject({
      problem: expect.stringContaining('重新确认'),
    });
    site.clock.now += 60_000;
    await account(site, 1, '6222000000077');
    expect(await draft(site, [back])).toMatchObject({ status: 'drafted' });
  });

  it('supervision opens one matter for each anomaly', async () => {
    await using site = await fundedSite();
    await account(site, 0, '6222000000009');
    await account(site, 1);
    const items = [await promise(site, 0), await promise(site, 1)];
    const job = site.wired.jobs.find((each) => each.name === 'watch-funds');
    await account(site, 1, '6222000000009');
    await expect(draft(site, items)).rejects.toThrow('与另一家企业的相同');
    expect(await job?.run('quzhou', site.clock.now + 86_400_000)).toBe(1);
    const found = await site.call<{ items: { title: string }[] }>(site.officer, 'matters.list', {
      loop: ['fund-anomaly'],
    });
    expect(found.items.map((each) => each.title)).toEqual(['多家企业同一收款账户：演示企业1、演示企业2']);
  });

  it('the database keeps its own watch: books that do not add up, and a changed entry', async () => {
    await using site = await fundedSite();
    const { system } = site.databases;
    await expect(sql`update fund_lines set available = available + 1`.execute(system)).rejects.toThrow('check');
    await expect(sql`update fund_entries set amount = 1`.execute(system)).rejects.toThrow('permission denied');
    await expect(sql`delete from fund_lines`.execute(system)).rejects.toThrow('permission denied');
    await sql`update fund_entries set note = '改过'`.execute(site.databases.owner);
    const proof = await site.call<{ findings: { what: string }[] }>(site.head, 'funds.verify-line', { id: site.line });
    expect(proof.findings).toEqual([{ seq: 1, what: '分录内容被改动' }]);
    const job = site.wired.jobs.find((each) => each.name === 'verify-books');
    expect(await job?.run('quzhou', site.clock.now)).toBe(1);
    await sql`update fund_entries set amount = amount + 1`.execute(site.databases.owner);
    const line = await site.call<{ findings: { what: string }[] }>(site.head, 'funds.line', { id: site.line });
    expect(line.findings.map((each) => each.what)).toContain('科目 available 的余额与分录合计不符');
  });

  it('an advance is settled, and what was given beyond comes back', async () => {
    await using site = await fundedSite();
    await account(site, 0);
    const item = await promise(site, 0, { advance: true, amount: 600_00 });
    const batch = await draft(site, [item], 'treasury-csv');
    await site.call(site.head, 'funds.approve-batch', { id: batch.id });
    const file = await site.call<FileValue>(site.officer, 'funds.payment-file', { id: batch.id });
    const [row] = (await readTable(file, ['支付令号'])) ?? [];
    expect(row?.cells.get('支付金额（分）')).toBe('60000');
    await site.call(site.officer, 'funds.send-batch', { id: batch.id });
    const headings = ['支付令号', '国库流水号', '收款人全称', '收款人账号', '支付金额（分）', '状态', '退回原因'];
    const told = [
      row?.cells.get('支付令号') ?? '',
      'G1',
      '演示企业1',
      row?.cells.get('收款人账号') ?? '',
      '60000',
      '1',
      '',
    ];
    const receipt = await writeTable({ kind: 'csv', name: '国库回单', mark: '', headings, rows: [told] });
    await site.call(site.officer, 'funds.receipt', { id: batch.id, file: receipt });
    const change = (act: string, amount: number) =>
      site.call<Item>(site.head, 'funds.change-item', { id: item.id, act, amount, note: '清算' });
    expect(await change('finalise', 400_00)).toMatchObject({
      stage: 'receivable',
      balances: { paid: 400_00, receivable: 200_00 },
    });
    expect(await change('recover', 200_00)).toMatchObject({ stage: 'paid', balances: { receivable: 0 } });
  });

  it('a bank that the city added as data is offered, written to and read from', async () => {
    await using site = await fundedSite();
    await account(site, 0);
    const { formats } = await site.call<{ formats: { id: string }[] }>(site.officer, 'funds.lines', {});
    expect(formats.map((each) => each.id)).toEqual(['batch-xlsx', 'treasury-csv', 'city-bank']);
    const batch = await draft(site, [await promise(site, 0, {})], 'city-bank');
    await site.call(site.head, 'funds.approve-batch', { id: batch.id });
    const file = await site.call<FileValue>(site.officer, 'funds.payment-file', { id: batch.id });
    await site.call(site.officer, 'funds.send-batch', { id: batch.id });
    const headings = ['编号', '户名', '帐号', '发放金额'];
    const [row] = (await readTable(file, headings)) ?? [];
    const told = [...headings.map((each) => row?.cells.get(each) ?? ''), 'L1', '入账成功', ''];
    const receipt = await writeTable({
      kind: 'xlsx',
      name: '回单',
      mark: '',
      headings: [...headings, '交易流水', '状态', '备注'],
      rows: [told],
    });
    const read = await site.call(site.officer, 'funds.receipt', { id: batch.id, file: receipt });
    expect(read).toMatchObject({ arrived: 1, open: 0, mismatches: [], errors: [] });
  });

  it('budgets come from a table: what cannot be read is named, and the same table twice grants once', async () => {
    await using site = await fundedSite();
    const headings = ['政策标识', '资金名称', '年度', '预算金额（万元）', '依据文件'];
    const rows = [
      ['p', '制造业扶持', '2026', '2', '演示财预 1 号'],
      ['p2', '就业补助', '2026', '1.5', '演示财预 2 号'],
      ['p3', '就业补助', '2026', '一点五', '演示财预 3 号'],
    ];
    const file = await writeTable({ kind: 'xlsx', name: '预算', mark: '', headings, rows });
    const send = (dryRun: string) => site.call(site.head, 'funds.import-budgets', { file, dryRun });
    const read = { lines: 1, granted: 2, same: 0, sum: 35_000_00, errors: [{ row: 4 }] };
    expect(await send('yes')).toMatchObject(read);
    expect(await send('no')).toMatchObject(read);
    expect(await send('no')).toMatchObject({ lines: 0, granted: 0, same: 2 });
    const { items } = await site.call<{ items: { policy: string; balances: { available: number } }[] }>(
      site.head,
      'funds.lines',
      {},
    );
    const free = items.map((each) => [each.policy, each.balances.available]).toSorted();
    expect(free).toEqual([
      ['p', 30_000_00],
      ['p2', 15_000_00],
    ]);
  });
});
