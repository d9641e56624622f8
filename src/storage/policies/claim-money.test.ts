import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileValue } from '#kernel';
import { readTable } from '#platform/documents';
import { enterpriseActor } from '#testing/site';
import { type ClaimShown, type ClaimSite, claimSite, confirmAccount, DAY, fund, pay } from './claims.fixture.ts';

let site: ClaimSite;
beforeAll(async () => {
  site = await claimSite(5, 1);
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const [one = '', two = '', three = ''] = ['', '', ''];
const firm = (n: number): string => site.firms[n] ?? [one, two, three][n] ?? '';
const apply = (n: number, clause = 't-instant', more: object = {}) =>
  site.call<ClaimShown>(enterpriseActor(firm(n)), 'claims.apply', { clause }, more);
const mineOf = async (n: number, clause = 't-instant') => {
  const found = (await site.mine(firm(n))).find((each) => (each as ClaimShown & { clause: string }).clause === clause);
  if (!found) throw new Error(`firm ${n} has not claimed ${clause}`);
  return found;
};

test('without a budget a claim stays approved and says why; with one, who came first is promised first', async () => {
  for (const n of [0, 1, 2]) {
    site.clock.now += 60_000;
    await apply(n);
  }
  expect(await mineOf(0)).toMatchObject({
    status: { code: 'approved', title: '已批准，待安排资金' },
    money: { unpromised: '《测试政策》还没有 2026 年的预算' },
  });
  await fund(site, 15_000);
  expect(await site.job('promise-claims')).toBe(1);
  expect((await mineOf(0)).money.stage).toBe('committed');
  expect((await mineOf(1)).money.unpromised).toBe('预算可用额不足：现有 5,000.00元，需要 1万元');
  expect((await mineOf(2)).money.unpromised).toBe('按批准先后排队，排在前面的还在等预算');
  expect(await site.job('promise-claims')).toBe(0);
});

test('a raised budget is enough: the next round promises, once, and the same raise pressed twice raises once', async () => {
  const { items } = await site.call<{ items: { id: string; policy: string }[] }>(site.as.officer, 'funds.lines', {});
  const line = items.find((each) => each.policy === 'test-policy')?.id ?? '';
  const more = { id: line, amount: 25_000_00, note: '演示财预〔2026〕2号' };
  for (let n = 0; n < 2; n += 1)
    await site.call(site.as.treasurer, 'funds.budget', more, { idempotencyKey: 'pressed-twice' });
  const [a, b] = await Promise.all([site.job('promise-claims'), site.job('promise-claims')]);
  expect(a + b).toBeGreaterThanOrEqual(2);
  const shown = await site.call<{ balances: object; findings: [] }>(site.as.treasurer, 'funds.line', { id: line });
  expect(shown).toMatchObject({
    balances: { granted: -40_000_00, available: 10_000_00, committed: 30_000_00 },
    findings: [],
  });
});

test('the firm sees its money arrive, with the day; what the bank gave back says why and is paid again', async () => {
  const { items } = await site.call<{ items: { id: string; policy: string }[] }>(site.as.officer, 'funds.lines', {});
  const line = items.find((each) => each.policy === 'test-policy')?.id ?? '';
  for (const n of [0, 1, 2]) await confirmAccount(site, firm(n));
  site.clock.now += 7 * DAY;
  expect(await pay(site, line, (payee) => (payee === '演示企业2' ? '户名不符' : ''))).toBe(3);
  expect(await site.job('follow-money')).toBe(3);
  expect(await site.job('follow-money')).toBe(0);
  expect(await mineOf(0)).toMatchObject({
    status: { code: 'approved', title: '已到账' },
    money: { stage: 'paid', arrivedAt: site.clock.now },
    days: 5,
    late: false,
  });
  expect(await mineOf(1)).toMatchObject({ money: { stage: 'committed', returned: '户名不符' } });
  site.clock.now += 21 * DAY;
  expect(await mineOf(1)).toMatchObject({ late: true, status: { title: '银行退回，待重新确认账户' } });
  await confirmAccount(site, firm(1));
  await pay(site, line);
  await site.job('follow-money');
  expect(await mineOf(1)).toMatchObject({ status: { title: '已到账' }, late: true });
  expect((await mineOf(1)).money.returned).toBeUndefined();
});

test('of a group one is promised, whatever the order and whoever does it', async () => {
  const { items } = await site.call<{ items: { id: string; policy: string }[] }>(site.as.officer, 'funds.lines', {});
  const line = items.find((each) => each.policy === 'test-policy')?.id ?? '';
  await site.call(site.as.treasurer, 'funds.budget', { id: line, amount: 100_000_00, note: '演示追加' });
  expect((await apply(3, 't-low')).money.stage).toBe('committed');
  await expect(
    site.call(site.as.officer, 'funds.promise', {
      line,
      enterprise: firm(3),
      policyVersion: 't-high',
      period: '2026',
      purpose: '另一项',
      amount: 100,
      exclusion: 'one-of',
    }),
  ).rejects.toThrow('两项只能享受一项');
});

test('the clock from filing to arrival adds up, finds each claim again, and goes out as a table', async () => {
  type Pace = {
    whole: { arrived: number; mean: number; late: number; running: number };
    histogram: { from: number; to?: number; arrived: number; running: number }[];
    units: { unit: { id: string }; arrived: number }[];
    waits: { wait: string; count: number }[];
  };
  const { clerk } = site.as;
  const pace = await site.call<Pace>(clerk, 'claims.pace', { policy: 'test-policy' });
  expect(pace.whole).toMatchObject({ arrived: 3, late: 1, running: 1 });
  expect(pace.units).toMatchObject([{ unit: { id: 'qz-economy-it' }, arrived: 3 }]);
  expect(pace.waits).toMatchObject([{ wait: 'batch', count: 1 }]);
  type Page = { items: ClaimShown[]; next?: string };
  for (const { from, to, arrived, running } of pace.histogram) {
    const days = `${from}-${to ?? ''}`;
    const found = await site.call<Page>(clerk, 'claims.list', { policy: 'test-policy', days });
    expect([days, found.items.length]).toEqual([days, arrived + running]);
  }
  expect(await site.job('watch-pace')).toBe(0);
  site.clock.now += 30 * DAY;
  for (const again of [1, 1]) expect(await site.job('watch-pace')).toBe(again);
  const alarms = await site.call<{ items: { id: string; title: string }[] }>(clerk, 'matters.list', {
    loop: ['claim-overdue'],
  });
  expect(alarms.items.map((each) => each.title)).toEqual(['兑现超时：t-low，1 笔卡在“待编拨付批次”']);
  const id = alarms.items[0]?.id ?? '';
  await site.call(site.as.head, 'matters.move', { id, move: 'sign' });
  const said = { id, move: 'explain', reply: '账户今天确认，明天编批次' };
  expect(await site.call(site.as.head, 'matters.move', said)).toMatchObject({ status: { code: 'explained' } });
  site.clock.now -= 30 * DAY;
  const late = await site.call<Page>(clerk, 'claims.list', { late: 'yes' });
  expect(late.items.map((each) => each.late)).toEqual([true]);
  const [first] = late.items;
  expect(await site.call(clerk, 'claims.get', { id: first?.id ?? '' })).toMatchObject({
    money: { stage: 'paid' },
    shown: [{ name: '上年研发费用', value: '200万元', stated: false }],
  });
  const page = await site.call<Page>(clerk, 'claims.list', { limit: 3 });
  const rest = await site.call<Page>(clerk, 'claims.list', { limit: 3, after: page.next ?? '' });
  const ids = [...page.items, ...rest.items].map((each) => each.id);
  expect([ids.length, new Set(ids).size, rest.next]).toEqual([4, 4, undefined]);
  expect((await site.call<Page>(clerk, 'claims.list', { unit: 'qz-science' })).items).toEqual([]);
  const file = await site.call<FileValue>(clerk, 'claims.export', { late: 'yes' });
  const rows = await readTable(file, ['企业', '工作日']);
  expect(rows?.map(({ cells }) => [cells.get('企业'), cells.get('状态')])).toEqual([['演示企业2', '已到账']]);
});

type Form = { atOnce: boolean; facts: { name: string; value: string; source: string }[]; missing: { name: string }[] };

test('the form stands filled with who said what; only what is missing is asked, and what one says oneself goes to a clerk', async () => {
  const form = (n: number) => site.call<Form>(enterpriseActor(firm(n)), 'claims.form', { clause: 't-instant' });
  expect(await form(3)).toMatchObject({
    atOnce: true,
    facts: [{ name: '上年研发费用', value: '200万元', source: '税务局申报数据', day: '2025-12-31', sure: true }],
    missing: [],
  });
  expect(await form(4)).toMatchObject({ atOnce: false, facts: [], missing: [{ name: '上年研发费用', type: 'money' }] });
  const own = { clause: 't-instant', stated: { 上年研发费用: '150万元' } };
  const wrong = (stated: object, n = 4) => site.call(enterpriseActor(firm(n)), 'claims.apply', { ...own, stated });
  await expect(wrong({ 上年研发费用: '150' })).rejects.toThrow('金额带单位');
  await expect(wrong({ 从业人数: '9' })).rejects.toThrow('不需要');
  await expect(wrong({ 上年研发费用: '900万元' }, 3)).rejects.toThrow('已有部门数据');
  const claim = await site.call<ClaimShown>(enterpriseActor(firm(4)), 'claims.apply', own);
  expect(claim.status.code).toBe('with-clerk');
  const matter = await site.call<{ fields: object }>(site.as.head, 'matters.get', { id: claim.matter ?? '' });
  expect(JSON.stringify(matter)).toContain('企业自报、未经部门确认：上年研发费用（150万元）');
  await site.call(enterpriseActor(firm(4)), 'claims.withdraw', { id: claim.id });
  const after = await site.call<{ status: unknown }>(site.as.head, 'matters.get', { id: claim.matter ?? '' });
  expect(JSON.stringify(after.status)).toContain('withdrawn');
});

test('every advance ends settled, topped up or recovered; until then it stands as outstanding', async () => {
  const { items } = await site.call<{ items: { id: string; policy: string }[] }>(site.as.officer, 'funds.lines', {});
  const line = items.find((each) => each.policy === 'test-policy')?.id ?? '';
  await site.call(site.as.treasurer, 'funds.budget', { id: line, amount: 500_000_00, note: '演示追加' });
  const outstanding = async () => (await site.call<{ advances: object }>(site.as.clerk, 'claims.pace', {})).advances;
  await confirmAccount(site, firm(3));
  const claims: ClaimShown[] = [];
  for (const n of [0, 1, 2]) {
    const { matter } = await apply(n, 't-advance');
    await site.call(site.as.head, 'matters.move', {
      id: matter ?? '',
      move: 'grant',
      outcome: 'resolved',
      note: '同意预拨',
    });
  }
  await site.job('follow-claims');
  await site.job('promise-claims');
  for (const n of [0, 1, 2]) claims.push(await mineOf(n, 't-advance'));
  const settle = (n: number, fen: number) =>
    site.call(site.as.head, 'claims.settle', { id: claims[n]?.id ?? '', fen, why: '验收结论' });
  await expect(settle(0, 10_000_00)).rejects.toThrow('没有可以清算的预拨');
  await pay(site, line);
  await site.job('follow-money');
  expect(await mineOf(0, 't-advance')).toMatchObject({
    status: { title: '预拨已到账，待清算' },
    money: { outstanding: 50_000_00 },
  });
  expect(await outstanding()).toEqual({ count: 3, sum: 150_000_00, owed: 0 });
  // What arrived is the part paid ahead, wherever it is summed.
  const arrived = async () => {
    const { items: reviews } = await site.call<{ items: { clause: string; arrivedSum: number }[] }>(
      site.as.clerk,
      'policy-reviews.list',
      {},
    );
    const sums = await site.call<{ arrived: number }>(site.as.clerk, 'claims.sums', { clause: 't-advance' });
    return [reviews.find((each) => each.clause === 't-advance')?.arrivedSum, sums.arrived];
  };
  expect(await arrived()).toEqual([150_000_00, 150_000_00]);
  const reminders = async () => {
    const found = await site.call<{
      items: { status: unknown }[];
    }>(site.as.clerk, 'matters.list', { loop: ['advance-settlement'] });
    return found.items.map((each) => JSON.stringify(each.status).includes('settled')).toSorted();
  };
  expect([await site.job('watch-advances'), await site.job('watch-advances')]).toEqual([3, 0]);
  expect(await reminders()).toEqual([false, false, false]);
  expect(await settle(0, 50_000_00)).toMatchObject({ money: { settled: { how: 'settled' } } });
  expect(await settle(1, 80_000_00)).toMatchObject({ money: { settled: { how: 'topped-up' } } });
  expect(await settle(1, 80_000_00)).toMatchObject({ money: { settled: { how: 'topped-up' } } });
  // What is topped up has not arrived before the bank says so.
  expect(await arrived()).toEqual([150_000_00, 150_000_00]);
  expect(await settle(2, 30_000_00)).toMatchObject({ money: { settled: { how: 'recovered' } } });
  await expect(settle(2, 20_000_00)).rejects.toThrow('已经清算过');
  expect(await outstanding()).toEqual({ count: 1, sum: 20_000_00, owed: 20_000_00 });
  expect(await reminders()).toEqual([false, true, true]);
  await pay(site, line);
  const item = claims[2]?.money.item ?? '';
  const back = (act: string, amount: number) =>
    site.call(site.as.treasurer, 'funds.change-item', { id: item, act, amount, note: '企业退回' });
  await expect(back('finalise', 1)).rejects.toThrow('不在这里清算');
  await back('recover', 5_000_00);
  expect(await mineOf(2, 't-advance')).toMatchObject({ money: { outstanding: 15_000_00, owed: 15_000_00 } });
  expect(await outstanding()).toEqual({ count: 1, sum: 15_000_00, owed: 15_000_00 });
  expect(await site.job('watch-advances')).toBe(0);
  await back('recover', 15_000_00);
  await site.job('follow-money');
  expect(await site.job('watch-advances')).toBe(1);
  expect((await mineOf(2, 't-advance')).money.outstanding).toBeUndefined();
  expect(await reminders()).toEqual([true, true, true]);
  const ends = await Promise.all([0, 1, 2].map(async (n) => (await mineOf(n, 't-advance')).status.title));
  expect(ends).toEqual(['已到账', '已到账', '已到账']);
  const found = await site.call<{ items: { enterprise: { id: string }; balances: { paid: number } }[] }>(
    site.as.officer,
    'funds.items',
    { line, q: 't-advance' },
  );
  const paid = new Map(found.items.map((each) => [each.enterprise.id, each.balances.paid]));
  expect([0, 1, 2].map((n) => paid.get(firm(n)))).toEqual([50_000_00, 80_000_00, 30_000_00]);
});
