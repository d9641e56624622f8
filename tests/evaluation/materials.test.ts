import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, FileValue } from '#kernel';
import { readTable } from '#platform/documents';
import { createTestSite, type Official, officialOf, type TestSite } from '#testing/site';

// The library of materials: each shows a point of an indicator; a bundle of them goes to the evaluators.
const PEOPLE = {
  planner: { id: 'p-planner', unit: 'qz-biz-office', role: 'planner' },
  tax: { id: 'p-tax', unit: 'qz-tax', role: 'liaison' },
  finance: { id: 'p-finance', unit: 'qz-finance', role: 'liaison' },
} satisfies Record<string, Official>;

let site: TestSite;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type View = {
  id: string;
  number: string;
  title: string;
  indicators: { id: string; name: string }[];
  unit: { id: string };
};
const text = (name: string, words: string): FileValue => ({
  name,
  type: 'text/plain',
  bytes: new TextEncoder().encode(words),
});
const add = (who: keyof typeof PEOPLE, more: object = {}, key?: string) =>
  site.call<View>(
    as(who),
    'materials.add',
    {
      kind: 'link',
      title: '掌上办税操作指引',
      supports: '办税缴费事项全部可以掌上办',
      source: '市税务局官网',
      day: '2026-08-01',
      indicators: 'tax-by-phone',
      url: 'https://example.cn/tax',
      ...more,
    },
    key ? { idempotencyKey: key } : {},
  );
const list = async (filter: object = {}) =>
  (await site.call<{ items: View[]; next?: number }>(as('planner'), 'materials.list', filter)).items;

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  await add('tax', {}, 'k1');
  await add('tax', {}, 'k1');
  await add('finance', {
    kind: 'file',
    title: '政策兑现时限通报',
    supports: '平均 12 个工作日兑现',
    source: '市财政局〔2026〕8 号',
    indicators: 'redemption-days,tax-by-phone',
    file: text('通报.txt', '十二个工作日'),
    url: undefined,
  });
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

describe('the library of materials', () => {
  it('numbers what is registered, once for one press, and finds it by indicator and by words', async () => {
    expect((await list()).map((each) => each.number)).toEqual(['ZL-000002', 'ZL-000001']);
    expect((await list({ indicators: 'redemption-days' })).map((each) => each.title)).toEqual(['政策兑现时限通报']);
    expect((await list({ q: '掌上办税' })).map((each) => each.title)).toEqual(['掌上办税操作指引']);
    expect((await list({ kind: 'file' })).map((each) => each.indicators.length)).toEqual([2]);
    expect((await list({ limit: 1, before: 2 })).map((each) => each.number)).toEqual(['ZL-000001']);
  });

  it('refuses what has no substance, an unknown indicator, and a file that is not what it says', async () => {
    await expect(add('tax', { url: undefined })).rejects.toThrow('没有写链接');
    await expect(add('tax', { indicators: 'no-such' })).rejects.toThrow('没有指标');
    const fake = { kind: 'file', file: text('扫描件.pdf', 'MZ 不是 PDF') };
    await expect(add('tax', fake)).rejects.toThrow('内容与扩展名不符');
  });

  it('exports a bundle whose index says of each item its source, its day and the point that it shows', async () => {
    const bundle = await site.call<FileValue>(as('planner'), 'materials.bundle', { scheme: 'quzhou-targets' });
    const zip = new PizZip(bundle.bytes);
    const paths = Object.keys(zip.files).filter((each) => !each.endsWith('/'));
    expect(paths).toContain('目录.docx');
    expect(paths.filter((each) => each.endsWith('通报.txt'))).toHaveLength(1);
    const index = zip.file('目录.xlsx')?.asUint8Array() ?? new Uint8Array();
    const rows = await readTable({ name: '目录.xlsx', type: '', bytes: index }, ['来源', '日期', '支撑的要点']);
    expect(rows).toHaveLength(3);
    for (const { cells } of rows ?? [])
      for (const column of ['来源', '日期', '支撑的要点', '所在文件']) expect(cells.get(column)).not.toBe('');
    const one = { scheme: 'quzhou-targets', indicators: 'loan-balance' };
    await expect(site.call(as('planner'), 'materials.bundle', one)).rejects.toThrow('还没有这些指标的资料');
  });

  it('lets a unit withdraw its own, with a reason; others may not', async () => {
    const [latest] = await list();
    const why = { id: latest?.id, why: '已有新版' };
    await expect(site.call(as('tax'), 'materials.withdraw', why)).rejects.toThrow('只能撤下本单位');
    await site.call(as('finance'), 'materials.withdraw', why);
    expect((await list()).map((each) => each.number)).toEqual(['ZL-000001']);
    await expect(site.call(as('planner'), 'materials.file', { id: latest?.id })).rejects.toThrow('已撤下');
  });
});
