import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, FileValue } from '#kernel';
import { createTestSite, enterpriseActor, officialOf, type TestSite } from '#testing/site';
import { codeOf } from './enterprises.fixture.ts';

type View = {
  id: string;
  name: string;
  groups: { id: string; facts: { key: string; shown: string; stale: boolean; rivals: unknown[] }[] }[];
  tags: { id: string; until?: number; because: string[] }[];
  hidden: number;
};
type Import = {
  id: string;
  state: string;
  counts: Record<string, number>;
  failure?: string;
  faults: { row: number; faults: { column: string; why: string; todo: string }[] }[];
};

let site: TestSite;
let clerk: Actor;
let taxman: Actor;
let reader: Actor;
const [one, two, three] = [codeOf(1), codeOf(2), codeOf(3)];

beforeAll(async () => {
  site = await createTestSite([
    { id: 'clerk', unit: 'qz-big-data', role: 'admin' },
    { id: 'taxman', unit: 'qz-tax', role: 'liaison' },
    { id: 'reader', unit: 'qz-biz-office', role: 'dispatcher' },
  ]);
  clerk = officialOf(site.city, { id: 'clerk', unit: 'qz-big-data', role: 'admin' });
  taxman = officialOf(site.city, { id: 'taxman', unit: 'qz-tax', role: 'liaison' });
  reader = officialOf(site.city, { id: 'reader', unit: 'qz-biz-office', role: 'dispatcher' });
}, 120_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

/** What the jobs of a site do by themselves. */
async function work(): Promise<void> {
  for (let left = 20; left > 0; left -= 1) {
    let done = 0;
    for (const job of site.wired.jobs.filter((each) => each.name.startsWith('fact-')))
      done += await job.run('quzhou', site.clock.now);
    if (done === 0) return;
  }
}

const file = (name: string, text: string | Uint8Array): FileValue => ({
  name,
  type: 'text/csv',
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
});
const source = { kind: 'department', department: 'tax', title: '税务局申报数据', asOf: '2025-12-31' };

async function upload(name: string, content: string | Uint8Array, more: object = {}): Promise<Import> {
  const { id } = await site.call<{ id: string }>(clerk, 'fact-imports.add', { name, source });
  const { bytes } = file(name, content);
  const cut = Math.ceil(bytes.length / 2);
  await site.call(clerk, 'fact-imports.put-part', { id, part: 0, file: file(name, bytes.subarray(0, cut)) });
  await site.call(clerk, 'fact-imports.put-part', { id, part: 1, file: file(name, bytes.subarray(cut)) });
  await site.call(clerk, 'fact-imports.columns', { id });
  await site.call(clerk, 'fact-imports.run', { id, ...more });
  await work();
  return site.call<Import>(clerk, 'fact-imports.get', { id });
}
const space = (id: string, actor = enterpriseActor(id)) => site.call<View>(actor, 'enterprise-records.get', { id });
const shown = async (id: string, key: string) =>
  (await space(id)).groups.flatMap((each) => each.facts).find((each) => each.key === key)?.shown;

const HEADINGS = '统一社会信用代码,企业名称,行业代码,从业人数,营业收入（万元）,上年营业收入增长率(%),研发强度(%),备注';
const CSV = `${HEADINGS}
${one},示例一公司,C3921,300,2100,25,2.4,甲
${two},示例二公司,3921,19,三千,,,乙
91330802MA28XXXXX0,示例三公司,C39,1,1,,,
${three},,C39,1,1,,,`;

describe('a file of facts', () => {
  test('is tried out first: counted, its faults told by row and column, nothing changed', async () => {
    const tried = await upload('数据.csv', CSV, { dryRun: true });
    expect(tried).toMatchObject({ state: 'ready', counts: { read: 4, good: 1, bad: 3, added: 1 } });
    expect(tried.faults.map((each) => [each.row, each.faults[0]?.column])).toEqual([
      [3, '营业收入（万元）'],
      [4, '统一社会信用代码'],
      [5, '统一社会信用代码'],
    ]);
    await expect(space(one)).rejects.toThrow('没有找到这家企业');
    // Whoever comes back later goes on from there; what the file says is shown to nobody else.
    const { columns } = tried as unknown as { columns: { heading: string; key?: string; samples?: string[] }[] };
    expect(columns[4]).toMatchObject({
      heading: '营业收入（万元）',
      key: 'annualRevenue',
      samples: ['2100', '三千', '1'],
    });
    const other = await site.call<{ columns: object[] }>(reader, 'fact-imports.get', { id: tried.id });
    expect(other.columns[4]).not.toHaveProperty('samples');
  });

  test('tells what cannot be: money below zero, unless the fact can be; a day of the past that lies ahead', async () => {
    const rows = 'annualRevenue,taxableIncome,establishedOn\n';
    const { faults } = await upload('负.csv', `统一社会信用代码,${rows}${one},-3万元,-3万元,2199-01-01`, {
      dryRun: true,
    });
    expect(faults).toMatchObject([
      {
        row: 2,
        faults: [
          { column: 'annualRevenue', why: '“-3万元”不能是负数' },
          { column: 'establishedOn', why: '“2199-01-01”还没有到，这里应是已经发生的日期' },
        ],
      },
    ]);
  });

  test('goes in; the rows that did not are taken back corrected; the same file again changes nothing', async () => {
    const done = await upload('数据.csv', CSV);
    expect(done).toMatchObject({ state: 'done', counts: { added: 1, bad: 3 } });
    expect(await shown(one, 'annualRevenue')).toBe('2100万元');
    expect(await shown(one, 'rdRatio')).toBe('2.4%');
    expect(await shown(one, 'industryCode')).toContain('C3921');

    const sheet = await site.call<FileValue>(clerk, 'fact-imports.faults', { id: done.id });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(sheet.bytes as unknown as ExcelJS.Buffer);
    const [page] = workbook.worksheets;
    expect(page?.rowCount).toBe(4);
    expect(page?.getCell('B2').text).toContain('三千');
    if (!page) throw new Error('no sheet');
    page.getCell('G2').value = 3000;
    for (const gone of [3, 4]) page.getRow(gone).values = [];
    const again = await upload('改正.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(again).toMatchObject({ state: 'done', counts: { read: 1, good: 1, bad: 0, added: 1 } });
    expect(await shown(two, 'annualRevenue')).toBe('3000万元');

    const twice = await upload('数据.csv', CSV);
    expect(twice).toMatchObject({ state: 'done', failure: expect.stringContaining('没有变化') });
    expect(
      (
        await site.call<{ past: unknown[] }>(enterpriseActor(one), 'enterprise-records.history', {
          id: one,
          key: 'annualRevenue',
        })
      ).past,
    ).toEqual([]);
  });

  test('is refused in the name of another department, or as what only the system states', async () => {
    const rows = [{ id: one, facts: { annualRevenue: '9元' } }];
    type Offered = { departments: { code: string }[] };
    const { departments } = await site.call<Offered>(taxman, 'fact-imports.list', {});
    expect(departments.map(({ code }) => code)).toEqual(['tax']);
    const { departments: all } = await site.call<Offered>(clerk, 'fact-imports.list', {});
    expect(all.length).toBeGreaterThan(10);
    const state = (stated: object) =>
      site.call(taxman, 'facts.state', { source: { ...source, ...stated }, rows, dryRun: true });
    await expect(state({})).resolves.toMatchObject({ faults: [] });
    for (const [stated, code] of [
      [{ department: 'labour' }, 'facts.not-own'],
      [{ kind: 'correction' }, 'facts.kind'],
      [{ kind: 'derived' }, 'facts.kind'],
    ] as const)
      await expect(state(stated)).rejects.toMatchObject({ code });
    await expect(
      site.call(taxman, 'fact-imports.add', { name: 'a.csv', source: { ...source, department: 'labour' } }),
    ).rejects.toMatchObject({ code: 'facts.not-own' });
  });

  test('has its columns remembered as they were settled', async () => {
    const { id } = await site.call<{ id: string }>(clerk, 'fact-imports.add', { name: 'b.csv', source });
    await site.call(clerk, 'fact-imports.put-part', {
      id,
      part: 0,
      file: file('b.csv', '统一社会信用代码,规模人数\n'),
    });
    await site.call(clerk, 'fact-imports.columns', { id });
    const columns = [
      { heading: '统一社会信用代码', key: 'code' },
      { heading: '规模人数', key: 'staff' },
    ];
    await site.call(clerk, 'fact-imports.run', { id, columns });
    await work();
    const next = await site.call<{ id: string }>(clerk, 'fact-imports.add', { name: 'c.csv', source });
    await site.call(clerk, 'fact-imports.put-part', {
      id: next.id,
      part: 0,
      file: file('c.csv', '统一社会信用代码,规模人数\n'),
    });
    const read = await site.call<{ columns: unknown[] }>(clerk, 'fact-imports.columns', { id: next.id });
    expect(read.columns[1]).toMatchObject({ key: 'staff', by: 'memory' });
  });
});

describe('what facts lead to', () => {
  test('size and tags with their reasons; a changed fact takes a tag away and says why', async () => {
    const { items } = await site.call<{ items: { scale?: string; tags: { id: string }[] }[] }>(
      reader,
      'enterprise-records.list',
      { q: one },
    );
    expect(items[0]?.scale).toBe('medium');
    expect(items[0]?.tags.map((each) => each.id)).toEqual(['high-growth']);
    const before = await space(one);
    expect(before.tags[0]?.because).toEqual(['上年营业收入增长率 25%', '上年营业收入 2100万元']);
    const rows = [{ id: one, facts: { revenueGrowth: '3%', staff: 19 } }];
    const said = await site.call(clerk, 'facts.state', { source: { ...source, asOf: '2026-06-30' }, rows });
    expect(said).toMatchObject({ changed: 1, cells: 2, faults: [] });
    await work();
    const { tags } = await space(one);
    expect(tags).toMatchObject([
      {
        id: 'high-growth',
        until: expect.any(Number),
        endedBecause: expect.arrayContaining(['上年营业收入增长率 3%']),
      },
    ]);
    const page = await site.call<{ items: { scale?: string }[] }>(reader, 'enterprise-records.list', { q: one });
    expect(page.items[0]?.scale).toBe('micro');
    const counted = await site.call<{ items: { id: string; count: number }[] }>(reader, 'enterprise-records.tags', {});
    expect(counted.items).toContainEqual(expect.objectContaining({ id: 'high-growth', count: 0 }));
  });

  test('an official without the permission sees neither sensitive figures nor reasons that tell them', async () => {
    const view = await space(one, reader);
    expect(view.hidden).toBeGreaterThan(20);
    expect(JSON.stringify(view)).not.toContain('2100万元');
    expect((await space(one)).hidden).toBe(0);
    await expect(space(one, enterpriseActor(two))).rejects.toThrow('没有找到这家企业');
  });

  test('a statement by API with a fault tells which, and takes the rest', async () => {
    const rows = [
      { id: one, facts: { staff: 20 } },
      { id: two, facts: { staff: '很多' } },
      { id: three, facts: { staf: 9 } },
    ];
    const said = await site.call<{ same: number; changed: number; faults: unknown[] }>(clerk, 'facts.state', {
      source: { ...source, asOf: '2026-07-01' },
      rows,
      dryRun: true,
    });
    expect(said).toMatchObject({
      changed: 1,
      faults: [
        { row: 2, faults: [{ column: 'staff', why: expect.stringContaining('很多') }] },
        { row: 3, faults: [{ column: 'staf', todo: expect.stringContaining('staff') }] },
      ],
    });
    const none = await site.call(clerk, 'facts.state', { source, rows: [{ id: one, facts: {} }, ...rows.slice(2)] });
    expect(none).toMatchObject({ changed: 0, faults: [{ row: 2 }] });
  });
});

describe('a disputed fact', () => {
  test('goes as a matter to the unit that answers for it; the correction reaches the size that rested on it', async () => {
    const firm = enterpriseActor(one);
    const { id, number } = await site.call<{ id: string; number: string }>(firm, 'facts.dispute', {
      id: one,
      key: 'annualRevenue',
      claimed: '2.5亿元',
      reason: '申报表为证',
    });
    expect(number).toMatch(/^YY-2026-/);
    const detail = await site.call<{ holder?: { unit: { id: string } }; moves: { move: string }[] }>(
      taxman,
      'matters.get',
      { id },
    );
    expect(detail.holder?.unit.id).toBe('qz-tax');
    await site.call(clerk, 'facts.state', {
      source: { ...source, asOf: '2026-08-01' },
      rows: [{ id: one, facts: { staff: 400 } }],
    });
    await work();
    const dispute = (key: string, claimed: string) =>
      site.call(firm, 'facts.dispute', { id: one, key, claimed, reason: '申报表为证' });
    await expect(dispute('annualRevenue', '3亿元')).rejects.toMatchObject({
      code: 'facts.disputed',
      parts: { what: expect.stringContaining(number) },
    });
    for (const [key, claimed] of [
      ['staff', '十二人'],
      ['staff', '12万元'],
      ['staff', '400人'],
      ['perMuGrade', 'Z'],
      ['rdRatio', '2.4%'],
    ] as const)
      await expect(dispute(key, claimed), claimed).rejects.toMatchObject({ code: 'facts.not-a-value' });
    await expect(dispute('enterpriseScale', '大型')).rejects.toMatchObject({ code: 'facts.worked-out' });
    for (const settled of ['三千', '2100万元'])
      await expect(
        site.call(taxman, 'matters.move', { id, move: 'correct', settled, note: '核实' }, { idempotencyKey: settled }),
      ).rejects.toMatchObject({ code: 'facts.not-a-value' });
    await site.call(
      taxman,
      'matters.move',
      { id, move: 'correct', settled: '4.5亿元', note: '核对申报表，原数据少一位' },
      { idempotencyKey: 'k1' },
    );
    await work();
    expect(await shown(one, 'annualRevenue')).toBe('4.5亿元');
    const history = await site.call<{ past: { shown: string }[]; source?: { title: string } }>(
      firm,
      'enterprise-records.history',
      { id: one, key: 'annualRevenue' },
    );
    expect(history.past).toMatchObject([{ shown: '2100万元' }]);
    expect(history.source?.title).toContain(number);
    await work();
    expect(await shown(one, 'annualRevenue')).toBe('4.5亿元');
  });
});

test('who nearly stands on a rung is listed with what he lacks', async () => {
  const { rungs } = await site.call<{ rungs: { id: string; conditions: { met: boolean | null }[] }[] }>(
    enterpriseActor(one),
    'gradient.of',
    { id: one },
  );
  expect(rungs.map((each) => each.id)).toContain('little-giant');
  type Near = { items: { id: string; short: number; lacks: { met: boolean | null }[] }[]; next?: string };
  const summary = await site.call<{ rungs: { id: string; near: { short: number; count: number }[] }[] }>(
    reader,
    'gradient.summary',
    {},
  );
  const told = summary.rungs.flatMap(({ id, near }) => near.map((each) => ({ rung: id, ...each })));
  expect(told.some(({ short, count }) => short > 0 && count > 0)).toBe(true);
  for (const { rung, short, count } of told) {
    const found: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Near = await site.call<Near>(reader, 'gradient.near', { rung, short, limit: 1, after });
      for (const { id, lacks } of page.items) {
        expect(lacks.map((each) => each.met)).not.toContain(true);
        expect(lacks).toHaveLength(short);
        found.push(id);
      }
      after = page.next;
    }
    expect(new Set(found).size).toBe(count);
  }
});
