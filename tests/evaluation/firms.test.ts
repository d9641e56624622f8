import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type FileValue, makeUscc } from '#kernel';
import { readTable } from '#platform/documents';
import { actorsOf, createTestSite, enterpriseActor, type TestSite } from '#testing/site';
import { importFacts } from '../support/import-facts.ts';

type Parts = {
  readonly grade: string | null;
  readonly score: number | null;
  readonly ceilings: readonly string[];
  readonly next: { readonly grade: string; readonly short: number } | null;
  readonly parts: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly points: number | null;
    readonly short: number;
    readonly words: string;
    readonly inputs: readonly { readonly key: string; readonly value: number | null; readonly source?: string }[];
  }[];
};
type Scheme = {
  readonly steps: readonly { readonly grade: string; readonly count: number; readonly cut: number | null }[];
  readonly unscored: number;
  readonly leaves: readonly { readonly id: string; readonly weight: number; readonly words: string }[];
};
type Lines = {
  readonly total: number;
  readonly next?: number;
  readonly items: readonly {
    readonly enterprise: { readonly id: string };
    readonly grade: string | null;
    readonly frozen: string | null;
    readonly held: number;
  }[];
};
type Regrading = {
  readonly total: number;
  readonly moved: readonly {
    readonly enterprise: { readonly id: string };
    readonly before: { readonly grade: string; readonly score: number };
    readonly after: { readonly grade: string; readonly score: number };
    readonly parts: readonly { readonly points: number }[];
    readonly why: string;
  }[];
};

const OFFICE = 'qz-biz-office';
const POSTS = {
  head: { id: 'p-head', unit: OFFICE, role: 'office-head' },
  supervisor: { id: 'p-super', unit: OFFICE, role: 'supervisor' },
} as const;
const id = 'per-mu';
const firm = (at: number): string => makeUscc('9', '1', '330802', `MA2D${String(at).padStart(5, '0')}`);

/** Twenty works, each with a little less tax and a little more value added than the one before. */
const csvOf = (): string => {
  const heads = ['统一社会信用代码', '企业名称', '规模以上企业', '行业代码', '登记区域', '用地面积', '上年实缴税金'];
  const more = [
    '上年工业增加值',
    '上年营业收入',
    '上年综合能耗',
    '从业人数',
    '上年化学需氧量排放量',
    '上年研发费用',
    '欠税余额',
  ];
  const rows = Array.from({ length: 20 }, (_, at) => [
    ...[firm(at), `第${at}厂`, at === 19 ? '否' : '是', 'C3921', '330802', '10', `${(20 - at) * 10}万元`],
    ...[`${500 + at * 20}万元`, '2000万元', '100', '50', '10', `${at * 10}万元`, at === 1 ? '3万元' : '0万元'],
  ]);
  return [[...heads, ...more], ...rows].map((each) => each.join(',')).join('\n');
};

describe('亩均论英雄', () => {
  let site: TestSite;
  let head: Actor;
  let supervisor: Actor;
  let lines: Lines;

  beforeAll(async () => {
    site = await createTestSite(Object.values(POSTS));
    ({ head, supervisor } = actorsOf(site, POSTS));
    await importFacts(site, head, { title: '测试', asOf: '2025-12-31', csv: csvOf() });
    lines = await site.call<Lines>(head, 'firm-schemes.lines', { id, limit: 200 });
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  it('grades those whom the condition names, the best fifth A', async () => {
    const scheme = await site.call<Scheme>(head, 'firm-schemes.get', { id });
    expect(lines.total).toBe(19);
    expect(scheme.steps.reduce((sum, each) => sum + each.count, 0) + scheme.unscored).toBe(19);
    expect(scheme.leaves.reduce((sum, each) => sum + each.weight, 0)).toBeCloseTo(100, 9);
    expect(scheme.leaves[0]?.words).toContain('税收 ÷ 用地');
    expect(scheme.leaves[0]?.words).toContain('上年实缴税金（万元）');
    expect(lines.items.every((each) => each.held >= 0 && each.held <= 1)).toBe(true);
  });

  it('pages, filters and finds', async () => {
    const first = await site.call<Lines>(head, 'firm-schemes.lines', { id, limit: 12 });
    const second = await site.call<Lines>(head, 'firm-schemes.lines', { id, limit: 12, after: first.next });
    expect([...first.items, ...second.items].map((each) => each.enterprise.id)).toEqual(
      lines.items.map((each) => each.enterprise.id),
    );
    expect(
      (await site.call<Lines>(head, 'firm-schemes.lines', { id, grade: 'A' })).items.every(
        (each) => each.grade === 'A',
      ),
    ).toBe(true);
    expect((await site.call<Lines>(head, 'firm-schemes.lines', { id, q: '第7厂' })).total).toBe(1);
  });

  it('breaks one enterprise down to its facts; its parts sum to its score and its gap', async () => {
    const own = await site.call<Parts>(head, 'firm-schemes.firm', { id, enterprise: firm(5) });
    expect(own.parts.find((each) => each.id === 'per-mu-tax')?.value).toBe(15);
    expect(own.parts.reduce((sum, each) => sum + (each.points ?? 0), 0)).toBeCloseTo(own.score ?? 0, 9);
    expect(own.parts.reduce((sum, each) => sum + each.short, 0)).toBeCloseTo(100 - (own.score ?? 0), 5);
    const tax = own.parts[0]?.inputs.find((each) => each.key === 'taxPaid');
    expect(tax).toMatchObject({ value: 150 });
    expect(tax?.source).toContain('2025-12-31');
  });

  it('goes no higher than an enterprise with tax in arrears may', async () => {
    const own = await site.call<Parts>(head, 'firm-schemes.firm', { id, enterprise: firm(1) });
    expect(own.ceilings).toEqual(['有欠税']);
    expect(['C', 'D']).toContain(own.grade);
  });

  it('says who changes grade under other weights, and why', async () => {
    const changes = [
      { node: 'per-mu-tax', weight: 900 },
      { node: 'per-mu-output', weight: 900 },
    ];
    const trial = await site.call<Regrading>(head, 'firm-schemes.reweigh', { id, changes });
    expect(trial.total).toBeGreaterThan(0);
    expect(trial.moved).toHaveLength(trial.total);
    for (const { before, after, parts, why } of trial.moved) {
      expect(parts.reduce((sum, each) => sum + each.points, 0)).toBeCloseTo(after.score - before.score, 9);
      expect(why).toContain('得分');
    }
    const book = await site.call<FileValue>(head, 'firm-schemes.export', {
      id,
      changes: 'per-mu-tax:900,per-mu-output:900',
    });
    const rows = await readTable(book, ['企业', '为什么']);
    expect(rows?.length).toBe(trial.total);
    const again = await site.call<Lines>(head, 'firm-schemes.lines', { id, limit: 200 });
    expect(again.items.map((each) => each.grade)).toEqual(lines.items.map((each) => each.grade));
  });

  it('refuses a weight of an item that is not there, and a text that says nothing', async () => {
    const changes = [{ node: 'x', weight: 1 }];
    await expect(site.call(head, 'firm-schemes.reweigh', { id, changes })).rejects.toMatchObject({
      code: 'indicator.no-node',
    });
    await expect(site.call(head, 'firm-schemes.paper', { id, changes: 'a:0' })).rejects.toMatchObject({
      code: 'firm-schemes.changes',
    });
    await expect(site.call(head, 'firm-schemes.get', { id: 'national-18' })).rejects.toMatchObject({
      code: 'firm-schemes.not-firms',
    });
  });

  it('exports everyone with every item, and a paper', async () => {
    const book = await site.call<FileValue>(head, 'firm-schemes.export', { id });
    const rows = await readTable(book, ['企业', '档次']);
    expect(rows).toHaveLength(19);
    const paper = await site.call<FileValue>(head, 'firm-schemes.paper', { id });
    expect(paper.name).toContain('.docx');
  });

  it('shows an enterprise nothing before two people froze it; then its grade, why, and the fact that policies read', async () => {
    const one = lines.items[0]?.enterprise.id ?? '';
    const self = enterpriseActor(one);
    expect(await site.call<{ items: readonly unknown[] }>(self, 'firm-schemes.own', {})).toEqual({ items: [] });
    const run = await site.call<{ id: string; textHash: string; same: boolean; total: number }>(
      supervisor,
      'scheme-runs.propose',
      { scheme: id, period: 'year' },
    );
    expect(run).toMatchObject({ same: true, total: 19 });
    const signed = { id: run.id, textHash: run.textHash };
    await expect(site.call(supervisor, 'scheme-runs.freeze', signed)).rejects.toMatchObject({
      code: 'scheme-runs.four-eyes',
    });
    await site.call(head, 'scheme-runs.freeze', signed);
    const { items } = await site.call<{ items: readonly Parts[] }>(self, 'firm-schemes.own', {});
    expect(items).toHaveLength(1);
    expect(items[0]?.grade).toBe('A');
    expect(items[0]?.parts.reduce((sum, each) => sum + (each.points ?? 0), 0)).toBeCloseTo(items[0]?.score ?? 0, 9);
    const after = await site.call<Lines>(head, 'firm-schemes.lines', { id, limit: 200 });
    expect(after.items.map((each) => each.frozen)).toEqual(after.items.map((each) => each.grade));
    const record = await site.call<{
      groups: readonly { facts: readonly { key: string; value: unknown; source?: { title: string } }[] }[];
    }>(head, 'enterprise-records.get', { id: one });
    const fact = record.groups.flatMap((each) => each.facts).find((each) => each.key === 'perMuGrade');
    expect(fact?.value).toBe('A');
    expect(fact?.source?.title).toContain('冻结');
  });

  it('says afterwards which import moved which enterprise, and whom it moved besides', async () => {
    type Late = {
      readonly same: boolean;
      readonly left: readonly { id: string }[];
      readonly lateFacts: readonly {
        readonly title: string;
        readonly facts: number;
        readonly listed: readonly { enterprise: { id: string }; fact: string; before: number; after: number }[];
        readonly firms: readonly {
          enterprise: { id: string };
          gradeBefore: string;
          gradeAfter: string;
          own: boolean;
        }[];
      }[];
    };
    const { items } = await site.call<{ items: { id: string }[] }>(head, 'scheme-runs.list', { scheme: id });
    const read = () => site.call<Late>(head, 'scheme-runs.get', { id: items[0]?.id ?? '' });
    expect((await read()).lateFacts).toEqual([]);
    const best = lines.items[0]?.enterprise.id ?? '';
    const heads = '统一社会信用代码,企业名称,上年实缴税金,上年工业增加值';
    site.clock.now += 3_600_000;
    const csv = `${heads}\n${best},某厂,0.1万元,1万元`;
    await importFacts(site, head, { title: '税务更正', asOf: '2026-01-31', csv });
    const late = await read();
    expect(late.same).toBe(true);
    expect(late.lateFacts).toMatchObject([{ title: '税务更正', facts: 2 }]);
    const [batch] = late.lateFacts;
    expect(batch?.listed.map((each) => [each.enterprise.id, each.after]).toSorted()).toEqual([
      [best, 0.1],
      [best, 1],
    ]);
    const own = batch?.firms.find((each) => each.enterprise.id === best);
    expect(own).toMatchObject({ gradeBefore: 'A', own: true });
    expect(own?.gradeAfter).not.toBe('A');
    // Somebody else takes the place that it leaves.
    expect(batch?.firms.some((each) => !each.own && each.gradeAfter === 'A')).toBe(true);
  });
});
