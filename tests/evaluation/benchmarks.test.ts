import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, FileValue } from '#kernel';
import { readTable, writeTable } from '#platform/documents';
import { createTestSite, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// 标杆城市并排: values of other cities by form and by Excel, each with its document and day, beside what is ours.
const PEOPLE = {
  head: { id: 'p-head', unit: 'qz-biz-office', role: 'office-head' },
  planner: { id: 'p-planner', unit: 'qz-biz-office', role: 'planner' },
  tax: { id: 'p-tax', unit: 'qz-tax', role: 'liaison' },
} satisfies Record<string, Official>;
const SCHEME = 'quzhou-targets';

let site: TestSite;
let year: string;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type Cell = { city: string; value: number | null; before: number | null; gap: number | null; standing: string | null };
type Line = {
  indicator: string;
  direction: string;
  period: string;
  own: { value: number | null };
  cells: (Cell & { source: string })[];
};
type Beside = { own: { name: string }; cities: string[]; counts: object[]; lines: Line[] };
const beside = (input: object = {}) =>
  site.call<Beside>(as('head'), 'benchmarks.beside', { scheme: SCHEME, year, ...input });
const line = async (indicator: string, input?: object) =>
  (await beside(input)).lines.find((each) => each.indicator === indicator);
const given = (more: object = {}) => ({
  ...{ city: '试甲市', indicator: 'tax-by-phone', period: year, value: 91.5 },
  ...{ source: '试甲市统计公报', sourceDay: `${Number(year) + 1}-01-05`, ...more },
});
const add = (more: object = {}) => site.call<{ id: string; same: boolean }>(as('head'), 'benchmarks.add', given(more));

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  year = String(new Date(site.clock.now).getUTCFullYear() - 1);
  await site.call(as('planner'), 'collect.ask', {
    scheme: SCHEME,
    period: year,
    due: `${Number(year) + 1}-12-20`,
    indicators: ['tax-by-phone'],
  });
  // Ours is 88 of 100, for it is worked out from two counts.
  const { items } = await site.call<{ items: { id: string; indicator: string }[] }>(as('tax'), 'collect.mine', {});
  expect(items).toHaveLength(2);
  for (const { id, indicator } of items) {
    const value = indicator === 'tax-filings' ? 5_000 : 4_400;
    await site.call(as('tax'), 'collect.fill', { id, value, reply: '电子税务局后台统计', unproven: '系统直接取数' });
    await site.call(as('planner'), 'matters.move', { id, move: 'verify', outcome: 'resolved' });
  }
  site.clock.now += 3_600_000;
  await site.wired.sweep(TENANT, site.clock.now);
});
afterAll(() => site[Symbol.asyncDispose]());

describe('values of other cities by form', () => {
  it('stand beside ours with gap, the year before and their document', async () => {
    await add();
    await add({ period: String(Number(year) - 1), value: 90, sourceDay: `${year}-02-01` });
    expect(await line('tax-by-phone')).toMatchObject({
      ...{ period: year, own: { value: 88 } },
      cells: [{ city: '试甲', value: 91.5, before: 90, gap: -3.5, standing: 'behind', source: '试甲市统计公报' }],
    });
    expect(await beside()).toMatchObject({
      own: { name: '衢州市' },
      counts: [{ city: '试甲', behind: 0, ahead: 0, level: 0, open: 1 }],
    });
  });
  it('count once somebody else has read them against the document, and not again after a correction', async () => {
    const check = (who: keyof typeof PEOPLE, value: number) => {
      const { city, indicator, period } = given();
      return site.call(as(who), 'benchmarks.check', { city, indicator, period, value });
    };
    const counts = async () => (await beside({ cities: '试甲' })).counts[0];
    await expect(check('head', 91.5)).rejects.toThrow('要由另一个人核对');
    await expect(check('planner', 91)).rejects.toThrow('不一样');
    expect(await counts()).toMatchObject({ behind: 0, open: 1 });
    await check('planner', 91.5);
    expect(await counts()).toMatchObject({ behind: 1, open: 0 });
    await add({ value: 91.4, why: '公报勘误' });
    expect(await counts()).toMatchObject({ behind: 0, open: 1 });
    await add({ value: 91.5, why: '勘误撤销' });
    await check('planner', 91.5);
    expect((await line('tax-by-phone'))?.cells).toMatchObject([{ value: 91.5, checked: true }]);
  });
  it('are not compared across periods', async () => {
    const before = await line('tax-by-phone', { year: String(Number(year) - 1) });
    expect(before).toMatchObject({ own: { value: null }, cells: [{ value: 90, gap: null, standing: null }] });
  });
  it('are the same city and the same value however often they are sent', async () => {
    expect((await add({ city: ' 试甲 ' })).same).toBe(true);
    const { known } = await site.call<{ known: object[] }>(as('head'), 'benchmarks.beside', { scheme: SCHEME });
    expect(known).toEqual([{ city: '试甲', values: 2 }]);
  });
  it.each([
    [{ city: '衢州市' }, '这是本市'],
    [{ period: '2999' }, '还没有到'],
    [{ period: '2024-Q3' }, '按年比'],
    [{ value: 140 }, '0 到 100'],
    [{ sourceDay: '2019-01-01' }, '早于'],
    [{ indicator: 'nothing' }, '没有指标'],
    [{ value: 92 }, '说明理由'],
  ])('are refused where they cannot be so: %o', async (wrong, words) => {
    await expect(add(wrong)).rejects.toThrow(words);
  });
  it('are corrected with a reason, taken back with a reason, and keep all that was said', async () => {
    await add({ value: 92, why: '公报更正后的数' });
    const cell = { city: '试甲市', indicator: 'tax-by-phone', period: year };
    await site.call(as('head'), 'benchmarks.withdraw', { ...cell, why: '口径不同，不能比' });
    expect(await line('tax-by-phone', { cities: '试甲' })).toMatchObject({ cells: [{ value: null, gap: null }] });
    const { rows } = await site.call<{ rows: { value: number | null; why: string | null }[] }>(
      as('head'),
      'benchmarks.history',
      cell,
    );
    expect(rows.map((each) => each.value)).toEqual([91.5, 91.4, 91.5, 92, null]);
    expect(rows.at(-1)?.why).toBe('口径不同，不能比');
  });
});

describe('values of other cities by Excel', () => {
  const sheet = async (rows: readonly Readonly<Record<string, string | number>>[]): Promise<FileValue> => {
    const file = await site.call<FileValue>(as('head'), 'benchmarks.template', {
      scheme: SCHEME,
      year,
      cities: '试甲,试乙',
    });
    const blank = (await readTable(file, ['城市', '指标编号'])) ?? [];
    const headings = [...(blank[0]?.cells.keys() ?? [])];
    const filled = blank.map(({ cells }) => {
      const own = rows.find((each) => each.城市 === cells.get('城市') && each.指标编号 === cells.get('指标编号'));
      return headings.map((name) => own?.[name] ?? cells.get(name) ?? '');
    });
    return writeTable({ kind: 'xlsx', name: 't', headings, rows: filled, mark: '' });
  };
  const load = (file: FileValue, dryRun = 'false') =>
    site.call<{ taken: number; same: number; faults: { row: number; column: string; what: string }[] }>(
      as('head'),
      'benchmarks.import',
      { file, dryRun },
    );
  const said = { 来源文件: '试乙市年鉴', 来源日期: '2026年2月1日' };

  it('take the good rows, name the others by row and column, and pass over blank ones', async () => {
    const file = await sheet([
      { 城市: '试乙', 指标编号: 'tax-by-phone', 数值: 80, ...said },
      { 城市: '试甲', 指标编号: 'redemption-days', 数值: '十五天', 来源文件: '', 来源日期: '昨天' },
    ]);
    expect(await load(file, 'true')).toMatchObject({ taken: 1 });
    expect((await line('tax-by-phone', { cities: '试乙' }))?.cells).toMatchObject([{ value: null }]);
    const { taken, faults } = await load(file);
    expect(taken).toBe(1);
    expect(faults.map((each) => each.column).sort()).toEqual(['数值', '来源文件', '来源日期'].sort());
    expect(new Set(faults.map((each) => each.row)).size).toBe(1);
    expect((await line('tax-by-phone', { cities: '试乙' }))?.cells).toMatchObject([
      { value: 80, standing: 'ahead', gap: 8 },
    ]);
    expect(await load(file)).toMatchObject({ taken: 0, same: 1 });
  });
  it('leave the house side by side', async () => {
    const file = await site.call<FileValue>(as('head'), 'benchmarks.export', { scheme: SCHEME, year, cities: '试乙' });
    const rows = (await readTable(file, ['指标编号', '与试乙比'])) ?? [];
    expect(rows.find((each) => each.cells.get('指标编号') === 'tax-by-phone')?.cells.get('与试乙比')).toBe('领先');
  });
});
