import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileValue } from '#kernel';
import { readTable, writeTable } from '#platform/documents';
import { createTestSite, type Official, officialOf, type TestSite } from '#testing/site';

// 五张报表 of the blocks: out as Excel, filled, in again, held against plan.
const LEADER: Official = { id: 'p-leader', unit: 'qz', role: 'leader' };
const HEAD: Official = { id: 'p-head', unit: 'qz-biz-office', role: 'office-head' };
const TABLES = {
  title: '五张报表',
  source: { title: '测试' },
  tables: [
    {
      id: 'a',
      title: '投资',
      lines: [
        { id: 'x', title: '工业投资', unit: '亿元', direction: 'higher' as const },
        { id: 'y', title: '拖欠账款', unit: '万元', direction: 'lower' as const },
      ],
    },
  ],
};
type Line = { id: string; plan: number | null; actual: number | null; against: string; month: string | null };
type View = { tables: { tables: { lines: Line[] }[] } | null };

let site: TestSite;
const as = (who: Official) => officialOf(site.city, who);
const read = async (region: string, month?: string): Promise<readonly Line[]> => {
  const { tables } = await site.call<View>(as(LEADER), 'blocks.tables', { region, ...(month ? { month } : {}) });
  return tables?.tables.flatMap((each) => each.lines) ?? [];
};
const fill = async (values: Readonly<Record<string, readonly [string | number, string | number]>>) => {
  const sheet = await site.call<FileValue>(as(HEAD), 'blocks.sheet', { month: '2026-08' });
  const rows = (await readTable(sheet, ['区块代码'])) ?? [];
  const headings = ['区块代码', '区块', '报表', '指标', '单位', '计划', '实际'];
  return writeTable({
    kind: 'xlsx',
    name: '填好的',
    mark: '',
    headings,
    rows: rows.map(({ cells }) => {
      const [plan, actual] = values[`${cells.get('区块代码')} ${cells.get('指标')}`] ?? ['', ''];
      return headings.map((each) => (each === '计划' ? plan : each === '实际' ? actual : (cells.get(each) ?? '')));
    }),
  });
};
type Imported = { figures: number; errors: { column: string }[] };
const importSheet = (file: FileValue, month = '2026-08') =>
  site.call<Imported>(as(HEAD), 'blocks.import', { file, month });

beforeAll(async () => {
  site = await createTestSite([LEADER, HEAD]);
  Object.assign(site.city, { evaluation: { ...site.city.evaluation, blockTables: TABLES } });
}, 120_000);
afterAll(() => site[Symbol.asyncDispose]());

it('without figures every line is unknown, not behind', async () => {
  expect((await read('330825')).map((each) => each.against)).toEqual(['unknown', 'unknown']);
});

it('what was filled in Excel stands against plan, each block on its own', async () => {
  const done = await importSheet(
    await fill({ '330825 工业投资': [100, 80], '330825 拖欠账款': [50, 40], '330822 工业投资': [100, '99.5'] }),
  );
  expect(done).toEqual({ figures: 3, errors: [] });
  expect(await read('330825')).toMatchObject([
    { id: 'x', plan: 100, actual: 80, against: 'behind', month: '2026-08' },
    { id: 'y', against: 'reached' },
  ]);
  expect((await read('330822')).map((each) => each.against)).toEqual(['close', 'unknown']);
  expect((await read('330825', '2026-07')).map((each) => each.month)).toEqual([null, null]);
});

it('a later filling of the same month holds, and the sheet brings what is there', async () => {
  site.clock.now += 60_000;
  await importSheet(await fill({ '330825 工业投资': [100, 101] }));
  expect((await read('330825'))[0]).toMatchObject({ actual: 101, against: 'reached' });
  const rows =
    (await readTable(await site.call<FileValue>(as(HEAD), 'blocks.sheet', { month: '2026-08' }), ['实际'])) ?? [];
  expect(rows.find(({ cells }) => cells.get('区块代码') === '330825')?.cells.get('实际')).toBe('101');
});

it('one wrong cell and nothing is taken; a month to come is refused', async () => {
  const wrong = await fill({ '330825 工业投资': [100, '很多'], '330822 工业投资': [1, 1] });
  expect(await importSheet(wrong)).toMatchObject({ figures: 0, errors: [{ column: '实际' }] });
  expect((await read('330822'))[0]).toMatchObject({ actual: 99.5 });
  await expect(importSheet(wrong, '2027-01')).rejects.toMatchObject({ code: 'blocks.month' });
  const letter = { name: 'a.xlsx', type: '', bytes: Buffer.from('{"code":"不是表"}') };
  await expect(importSheet(letter)).rejects.toMatchObject({ code: 'blocks.headings' });
});
