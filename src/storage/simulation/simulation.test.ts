import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factColumn } from '#engines/registry';
import { compileRules, matchAll, planMatch, programFor } from '#engines/rules';
import type { Actor, FileValue } from '#kernel';
import { importFacts } from '#testing/import-facts';
import { actorsOf, createTestSite, type TestSite } from '#testing/site';
import { codeOf } from '../enterprises/enterprises.fixture.ts';
import { createCityColumns, totalsBySql } from '../rules/index.ts';

const POSTS = {
  admin: { id: 'admin', unit: 'qz-big-data', role: 'admin' },
  planner: { id: 'planner', unit: 'qz-biz-office', role: 'planner' },
  chief: { id: 'chief', unit: 'qz-biz-office', role: 'office-head' },
} as const;

type Cell = { readonly count: number | null; readonly amount: number | null };
type Figures = Record<'now' | 'base' | 'possible' | 'gained' | 'lost' | 'more' | 'less', Cell> & {
  readonly guarded: boolean;
  readonly moved: boolean;
  readonly rules: readonly { readonly rule: string; readonly certain: Cell; readonly unknown: Cell }[];
  readonly by: readonly {
    readonly title: string;
    readonly lines: readonly { readonly label: string; readonly now: Cell }[];
  }[];
};

let site: TestSite;
let as: Readonly<Record<keyof typeof POSTS, Actor>>;
const FIRMS = 400;

/** Every seventh has no figures; the others spread evenly. */
const rowOf = (i: number): string => {
  const region = i % 90 === 0 ? '330824' : ['330802', '330803', '330881'][i % 3];
  const money = i % 7 === 0 ? ',' : `${i},${1000 + ((i * 37) % 9000)}`;
  return `${codeOf(i)},企业${i},${region},C${13 + (i % 10)},${money},${(i * 13) % 200}`;
};

async function stateFacts(rows: readonly string[]): Promise<void> {
  const head = '统一社会信用代码,企业名称,所在区域,行业代码,上年研发费用（万元）,上年营业收入（万元）,从业人数';
  await importFacts(site, as.admin, {
    title: '税务局申报数据',
    asOf: '2025-12-31',
    csv: `${head}\n${rows.join('\n')}\n`,
  });
}

const DRAFT = `policy: test-research
title: 研发补助（测试草案）
issuer: 市某局
level: city
issued: 2026-01-01
from: 2026-01-01
clauses:
  - clause: test-research-1
    article: 第一条
    title: 研发投入补助
    kind: subsidy
    text: 第一条 研发费用占营业收入比例不低于3%、营业收入不超过4亿元的企业，按研发费用的6%给予补助，最高10万元。
    plain: 研发投入够3%，补6%，最高10万元。
    mode: instant
    owner: qz-science
    conditions:
      - { when: 上年研发费用 / 上年营业收入 >= 3%, quote: 研发费用占营业收入比例不低于3% }
      - { when: 上年营业收入 <= 4亿元, quote: 营业收入不超过4亿元 }
    amount: { kind: share, of: 上年研发费用, rate: 6%, cap: 10万元 }
    sample: { 上年研发费用: 300万元, 上年营业收入: 1亿元 }
    cases:
      - { name: 刚好3%, expect: 可享, amount: 10万元 }
      - { name: 差一点, set: { 上年研发费用: 299.99万元 }, expect: 不符 }
      - { name: 没有研发数据, set: { 上年研发费用: null }, expect: 未知, missing: [上年研发费用] }
  - clause: test-research-2
    article: 第二条
    title: 用工补助
    kind: subsidy
    text: 第二条 从业人数100人以上的企业，补助1万元。
    plain: 一百人以上补1万元。
    mode: instant
    owner: qz-science
    conditions: [{ when: 从业人数 >= 100人, quote: 从业人数100人以上 }]
    amount: { kind: fixed, amount: 1万元 }
    sample: { 从业人数: 100 }
    cases:
      - { name: 够, expect: 可享, amount: 1万元 }
      - { name: 不够, set: { 从业人数: 99 }, expect: 不符 }
      - { name: 不知道, set: { 从业人数: null }, expect: 未知 }
`;
let set = '';

beforeAll(async () => {
  site = await createTestSite(Object.values(POSTS));
  as = actorsOf(site, POSTS);
  await stateFacts(Array.from({ length: FIRMS }, (_, i) => rowOf(i + 1)));
  const { id } = await site.call<{ id: string }>(as.planner, 'policies.add-draft', { yaml: DRAFT });
  set = `draft-${id}`;
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const ask = (who: Actor, values: Record<string, unknown> = {}, more: object = {}) =>
  site.call<Figures>(who, 'simulations.try', { set, values, ...more });
const SHARE = '下限';

test('drafts and live policies can be tried, and every number of a sentence has its handle there', async () => {
  const { items } = await site.call<{ items: { id: string; status: string }[] }>(as.planner, 'simulations.sets', {});
  expect(items[0]).toMatchObject({ id: set, status: 'draft' });
  expect(items.some((each) => each.status === 'live')).toBe(true);
  const view = await site.call<{
    size: number;
    clauses: { id: string; text: string }[];
    movables: { parameter: string; clause: string; at?: { start: number; end: number } }[];
  }>(as.planner, 'simulations.set', { id: set });
  expect(view.size).toBe(FIRMS);
  const words = view.movables.map(({ parameter, clause, at }) => {
    const text = view.clauses.find((each) => each.id === clause)?.text ?? '';
    return [parameter, at && text.slice(at.start, at.end)];
  });
  expect(words).toEqual([
    [SHARE, '3%'],
    ['上年营业收入上限', '4亿元'],
    ['上年研发费用比例', '6%'],
    ['最高额', '10万元'],
    ['从业人数下限', '100人'],
    ['标准', '1万元'],
  ]);
});

test('every live policy of the packs can be opened and tried', async () => {
  const { items } = await site.call<{ items: { id: string; clauses: number }[] }>(as.chief, 'simulations.sets', {});
  for (const { id, clauses } of items) {
    const { rules } = await site.call<Figures>(as.chief, 'simulations.try', { set: id });
    expect([id, rules.length]).toEqual([id, clauses]);
  }
}, 180_000);

describe('the figures', () => {
  /** The rule of the draft with its numbers written out: what the engine and the database say of it. */
  const facts = () => site.city.pack.facts;
  const rule = (share: string, cap: string) => ({
    id: 'r',
    name: 'r',
    since: '2026-01-01',
    condition: `(上年研发费用 / 上年营业收入 >= ${share}) 且 (上年营业收入 <= 4亿元)`,
    amount: `最小值(四舍五入(上年研发费用 * 6%, 2), ${cap})`,
  });
  const expected = async (share: string, cap: string) => {
    const compiled = compileRules([{ id: 's', rules: [rule(share, cap)] }], facts());
    if (!compiled.ok) throw new Error(compiled.findings[0]?.message);
    const program = programFor(compiled.book, { rulesAsOf: '2026-06-01' });
    const names = ['上年研发费用', '上年营业收入'];
    const columns = createCityColumns(site.databases, async () => {}, facts);
    const { population } = await columns.read('quzhou', names);
    const [own] = matchAll(planMatch(program, population), {
      by: { groups: 1, of: new Uint16Array(FIRMS), keys: [[]] },
    });
    const keys = facts().filter((each) => names.includes(each.name));
    const [bySql] = await totalsBySql(site.databases.owner, program, {
      from: 'enterprise_facts',
      columns: new Map(keys.map((each) => [each.name, factColumn(each.key)])),
    });
    expect({ yes: bySql?.yes, unknown: bySql?.unknown, amount: bySql?.amount }).toEqual({
      yes: own?.yes,
      unknown: own?.unknown,
      amount: own?.amount,
    });
    return { count: own?.yes, unknown: own?.unknown, amount: Number(own?.amount) };
  };

  test.each([
    ['3%', '10万元'],
    ['2%', '10万元'],
    ['5.5%', '4.5万元'],
    ['3%', '10万元'],
  ])('at %s and %s those of the page are those of the engine and of the database', async (share, cap) => {
    const { rules, guarded } = await ask(as.chief, { [SHARE]: share, 最高额: cap }, { clauses: ['test-research-1'] });
    const { unknown, ...certain } = await expected(share, cap);
    expect(guarded).toBe(false);
    expect(rules[0]?.certain).toEqual(certain);
    expect(rules[0]?.unknown.count).toBe(unknown);
  });

  test('add up by county, by industry and by size; winners and losers explain the difference', async () => {
    const { now, base, gained, lost, more, less, by } = await ask(as.chief, { [SHARE]: '2%', 最高额: '5万元' });
    expect(now.amount).toBe(
      [base, gained, lost, more, less].reduce((sum, each) => sum + (each.amount ?? Number.NaN), 0),
    );
    expect(gained.count).toBeGreaterThan(0);
    for (const { lines } of by) expect(lines.reduce((sum, each) => sum + (each.now.count ?? 0), 0)).toBe(now.count);
    expect(by.map((each) => each.title)).toEqual(['县（市、区）', '行业门类', '企业规模', '产业链']);
    expect(by[0]?.lines.map((each) => each.label).sort()).toEqual(['柯城区', '开化县', '江山市', '衢江区'].sort());
  });

  test('a budget is kept, and the list of losers names them', async () => {
    const whole = await ask(as.chief);
    const most = Math.floor((whole.now.amount ?? 0) / 2);
    const budget = { most, how: { by: 'amount' } };
    const half = await ask(as.chief, {}, { budget });
    expect(half.now.amount).toBeLessThanOrEqual(most);
    const { items } = await site.call<{ items: { id: string; name: string; base: number }[] }>(
      as.chief,
      'simulations.firms',
      { set, budget, which: 'lost', limit: 200 },
    );
    expect(items).toHaveLength(half.lost.count ?? -1);
    expect(items[0]?.name).toMatch(/^企业\d+$/);
    expect(items[0]?.id).toBe(codeOf(Number(items[0]?.name.slice(2))));
  });

  test('follow the facts', async () => {
    const before = await ask(as.chief);
    site.clock.now += 600_000;
    await stateFacts([`${codeOf(1)},企业1,330802,C13,900,1000,5`]);
    const after = await ask(as.chief);
    expect([after.now.count, after.base.count]).toEqual([(before.now.count ?? 0) + 1, (before.base.count ?? 0) + 1]);
  });
});

describe('whoever may not see single facts', () => {
  test('sees no figure below ten and no exact one above', async () => {
    const figures = await ask(as.planner, { [SHARE]: '2%' });
    expect(figures.guarded).toBe(true);
    const cells = [
      figures.now,
      figures.base,
      figures.gained,
      ...figures.by.flatMap((each) => each.lines.map((line) => line.now)),
    ];
    for (const { count } of cells) expect(count === null || (count >= 10 && count % 10 === 0)).toBe(true);
    expect(cells.some(({ count }) => count === null)).toBe(true);
  });

  test('sees the clauses exactly that stand on open facts alone, and a lower threshold never cheaper', async () => {
    const [own, open] = (await ask(as.planner)).rules;
    const { rules } = await ask(as.chief);
    expect(open?.certain).toEqual(rules[1]?.certain);
    expect((own?.certain.count ?? 1) % 10).toBe(0);
    let last = 0;
    for (const share of ['9%', '6%', '5.5%', '5%', '4.5%', '4%', '3.5%', '3%', '2.9%', '2.5%', '2%', '1.5%', '1%']) {
      const { now, possible } = await ask(as.planner, { [SHARE]: share });
      expect(now.amount).toBeGreaterThanOrEqual(last);
      expect(possible.amount).toBeGreaterThanOrEqual(now.amount ?? 0);
      last = now.amount ?? 0;
    }
  });

  test.each([
    ['name', '企业名称 = "企业16"', '企业名称: 别家'],
    ['place', '所在区域 = "330824" 且 从业人数 < 100人', '所在区域: "330802"'],
  ])('does not find out one firm that a draft of their own singles out by its %s', async (by, who, other) => {
    const condition = `从业人数 >= 100人 或 (${who} 且 上年研发费用 >= 1万元)`;
    const yaml = DRAFT.replaceAll('test-research', `single-${by}`)
      .replace('when: 从业人数 >= 100人', `when: '${condition}'`)
      .replace('sample: { 从业人数: 100 }', `sample: { 从业人数: 100, ${other}, 上年研发费用: 0元 }`);
    const { id } = await site.call<{ id: string }>(as.planner, 'policies.add-draft', { yaml });
    const at = (who: Actor, share: string) =>
      ask(who, { 上年研发费用下限: share }, { set: `draft-${id}`, clauses: [`single-${by}-2`] });
    const [low, high] = [await at(as.chief, '1万元'), await at(as.chief, '900万元')];
    expect(low.now.count).toBe((high.now.count ?? 0) + 1);
    // Of whom nobody may say which one it is, all alike are unknown; nobody more is certain.
    const [one, two] = [await at(as.planner, '2万元'), await at(as.planner, '900万元')];
    expect([one.guarded, one.now, one.rules[0]?.certain]).toEqual([true, two.now, two.rules[0]?.certain]);
    const places = ({ by }: Figures) => by.flatMap(({ lines }) => lines.map(({ label, now }) => [label, now]));
    expect(places(one)).toEqual(places(two));
  });

  test('gets no list of names, and the same answer to the same question', async () => {
    await expect(site.call(as.planner, 'simulations.firms', { set, which: 'now' })).rejects.toMatchObject({
      code: 'simulation.guarded',
    });
    const points = () => site.call(as.planner, 'simulations.curve', { set, parameter: SHARE });
    expect(await points()).toEqual(await points());
    type Points = { clause: string; points: { now: { amount: number | null }; possible: { amount: number | null } }[] };
    const { points: line } = (await points()) as Points;
    for (const { now, possible } of line) expect(possible.amount ?? 0).toBeGreaterThanOrEqual(now.amount ?? 0);
  });

  test('sees that a variant that moves nothing changes nothing, and no sum beyond the budget', async () => {
    const same = await ask(as.planner, { [SHARE]: '3%' });
    const nobody = { count: 0, amount: 0 };
    expect(same).toMatchObject({ moved: false, gained: nobody, lost: nobody, more: nobody, less: nobody });
    const most = Math.floor((same.now.amount ?? 0) / 2);
    const capped = await ask(as.planner, {}, { budget: { most, how: { by: 'share' } } });
    expect(capped.moved).toBe(true);
    expect(capped.now.amount).toBeLessThanOrEqual(most);
    expect(capped.possible.amount).toBeLessThanOrEqual(most);
  });
});

test.each([
  ['simulation.no-set', { set: 'nothing' }, {}],
  ['simulation.no-parameter', {}, { 没有的: '3%' }],
  ['simulation.bad-value', {}, { [SHARE]: '3人' }],
  ['simulation.bad-value', {}, { 最高额: '十万' }],
  ['simulation.no-clause', { clauses: ['nothing'] }, {}],
])('%s is told', async (code, more, values) => {
  await expect(ask(as.planner, values, more)).rejects.toMatchObject({ code });
});

describe('a scenario', () => {
  const body = () => ({
    title: '门槛降到2%',
    set,
    variants: [
      { name: '现行', values: {} },
      { name: '降门槛', values: { [SHARE]: '2%' }, budget: { most: 500_000_00, how: { by: 'share' } } },
    ],
  });

  test('is kept in versions apart from the draft, found again, and nobody overwrites another', async () => {
    const { id } = await site.call<{ id: string }>(as.planner, 'scenarios.add', body());
    await site.call(as.planner, 'scenarios.save', { id, version: 1, ...body(), title: '门槛降到2%，封顶不变' });
    await expect(site.call(as.chief, 'scenarios.save', { id, version: 1, ...body() })).rejects.toMatchObject({
      code: 'simulation.saved-meanwhile',
    });
    const list = await site.call<{ items: { id: string; version: number; title: string; mine: boolean }[] }>(
      as.chief,
      'scenarios.list',
      { q: '封顶' },
    );
    expect(list.items).toMatchObject([{ id, version: 2, title: '门槛降到2%，封顶不变', mine: false }]);
    const old = await site.call<{ title: string; versions: unknown[]; settings: unknown[] }>(
      as.chief,
      'scenarios.get',
      {
        id,
        version: 1,
      },
    );
    expect(old).toMatchObject({ title: '门槛降到2%', changed: false });
    expect(old.settings).toHaveLength(2);
    expect(old.versions).toHaveLength(2);
  });

  test('leaves as Excel, Word, and as rules that are read again with the new number', async () => {
    const { id } = await site.call<{ id: string }>(as.planner, 'scenarios.add', body());
    for (const format of ['xlsx', 'docx']) {
      const file = await site.call<FileValue>(as.planner, 'scenarios.export', { id, format });
      expect([file.bytes[0], file.bytes[1], file.name.endsWith(format)]).toEqual([0x50, 0x4b, true]);
    }
    const table = await site.call<FileValue>(as.chief, 'scenarios.export', { id, format: 'xlsx' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(table.bytes as unknown as ExcelJS.Buffer);
    const [sheet] = workbook.worksheets;
    expect(sheet?.getRow(1).values).toEqual(expect.arrayContaining(['降门槛：金额（万元）']));
    expect(sheet?.getCell('F2').value).toBe(((await ask(as.chief)).now.amount ?? 0) / 1_000_000);
    const yaml = await site.call<FileValue>(as.planner, 'scenarios.export', { id, format: 'yaml', variant: '2' });
    // Whoever drafts reads it in again, whole: only the numbers differ.
    const again = await site.call<{ id: string }>(as.planner, 'policies.add-draft', {
      yaml: new TextDecoder().decode(yaml.bytes),
    });
    type Draft = { findings: unknown[]; policy: { policy: string; clauses: { clause: string; text: string }[] } };
    const { policy, findings } = await site.call<Draft>(as.planner, 'policies.draft', { id: again.id });
    expect(findings).toMatchObject([{ message: '缺一个结果为“不符”的算例' }]);
    expect([policy.policy, ...policy.clauses.map((each) => each.clause)]).toEqual([
      'test-research',
      'test-research-1',
      'test-research-2',
    ]);
    expect(policy.clauses[0]?.text).toContain('比例不低于2%');
  });
});

test('a scenario that won becomes a draft: its numbers in the conditions, the amount and the sentences, the rest as it was', async () => {
  type Draft = { yaml: string; findings: unknown[]; policy: { clauses: Record<string, unknown>[] } };
  const kept = await site.call<{ id: string }>(as.planner, 'scenarios.add', {
    title: '降门槛',
    set,
    variants: [
      { name: '原样', values: {} },
      { name: '降', values: { [SHARE]: '2%', 上年研发费用比例: '5%', 最高额: '8万元' } },
    ],
  });
  await expect(site.call(as.planner, 'scenarios.draft', { id: kept.id })).rejects.toThrow('没有改动任何数');
  const made = await site.call<{ draft: string; moved: number; left: string[] }>(as.planner, 'scenarios.draft', {
    id: kept.id,
    variant: 2,
  });
  // The scenario was of a draft: that draft goes on.
  expect([`draft-${made.draft}`, made.moved]).toEqual([set, 3]);
  const { policy, findings, yaml } = await site.call<Draft>(as.planner, 'policies.draft', { id: made.draft });
  // Who fell just short does not any more: a case for that is the drafter's to write.
  expect(findings).toMatchObject([{ message: '缺一个结果为“不符”的算例' }]);
  expect(policy.clauses[0]).toMatchObject({
    text: '第一条 研发费用占营业收入比例不低于2%、营业收入不超过4亿元的企业，按研发费用的5%给予补助，最高8万元。',
    plain: '研发投入够2%，补5%，最高8万元。',
    conditions: [
      { when: '上年研发费用 / 上年营业收入 >= 2%', quote: '研发费用占营业收入比例不低于2%' },
      { when: '上年营业收入 <= 4亿元', quote: '营业收入不超过4亿元' },
    ],
    amount: { kind: 'share', of: '上年研发费用', rate: '5%', cap: '8万元' },
    cases: [{ amount: '8万元' }, { expect: '可享' }, { expect: '未知' }],
  });
  expect(policy.clauses[1]).toMatchObject({ amount: { amount: '1万元' } });
  expect(made.left).toEqual([
    '研发投入补助：算例“刚好3%”变为 可享 8万元，请核对',
    '研发投入补助：算例“差一点”变为 可享 8万元，请核对',
  ]);
  expect(yaml).toContain('# 由推演方案“降门槛（第 1 版：降）”改了 3 个数');
  await site.call(as.planner, 'policies.write-draft', { id: made.draft, yaml: DRAFT });
});

test('a scenario of a live policy opens another draft of it and leaves the live one alone', async () => {
  const live = 'cn-stable-2024-40';
  const view = await site.call<{
    movables: { parameter: string; value: unknown; scale?: { value: number; unit: string } }[];
  }>(as.planner, 'simulations.set', { id: live });
  const values = Object.fromEntries(
    view.movables.flatMap(({ parameter, scale }) => (scale ? [[parameter, `${scale.value * 2}${scale.unit}`]] : [])),
  );
  const { id } = await site.call<{ id: string }>(as.planner, 'scenarios.add', {
    title: '全部翻倍',
    set: live,
    variants: [{ name: '翻倍', values }],
  });
  const before = await site.call(as.planner, 'policies.get', { id: live });
  const made = await site.call<{ draft: string; moved: number }>(as.planner, 'scenarios.draft', { id });
  expect(made.moved).toBe(Object.keys(values).length);
  const draft = await site.call<{ policy: { policy: string } }>(as.planner, 'policies.draft', { id: made.draft });
  expect(draft.policy.policy).toBe(live);
  expect(await site.call(as.planner, 'policies.get', { id: live })).toEqual(before);
});
