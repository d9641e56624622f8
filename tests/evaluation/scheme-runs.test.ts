import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// Results of a scheme are frozen by two people; what is edited later is laid beside them, with whom it moved.
const PEOPLE = {
  planner: { id: 'p-planner', unit: 'qz-biz-office', role: 'planner' },
  head: { id: 'p-head', unit: 'qz-biz-office', role: 'office-head' },
  supervisor: { id: 'p-supervisor', unit: 'qz-biz-office', role: 'supervisor' },
  finance: { id: 'p-finance', unit: 'qz-finance', role: 'liaison' },
} satisfies Record<string, Official>;
const SCHEME = 'zj-wugan58';
const COUNTIES = ['330802', '330803', '330825'];

let site: TestSite;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type Line = { unit: { id: string }; score: number | null };
type Run = {
  id: string;
  status: string;
  mayFreeze: boolean;
  textHash: string;
  same: boolean;
  lines: Line[];
  lateEdits: {
    indicator: { id: string };
    before: number | null;
    after: number | null;
    why?: string;
    moved: { unit: { id: string }; placeBefore: number | null; placeAfter: number | null }[];
  }[];
};
const later = async () => {
  site.clock.now += 3_600_000;
  await site.wired.sweep(TENANT, site.clock.now);
};
const state = async (id: string, value: number) => {
  await site.call(as('finance'), 'collect.fill', { id, value, reply: '系统统计', unproven: '系统直接取数' });
  await site.call(as('planner'), 'matters.move', { id, move: 'verify', outcome: 'resolved' });
};
/** Every county has its own value of every indicator: the last is the best everywhere. w01 is 10, 13, 16 of 100. */
const figureOf = (subject: string, indicator: string): number =>
  indicator === 'whole' ? 200 : (indicator === 'part' ? 2 : 1) * (10 + 3 * COUNTIES.indexOf(subject));

let run: Run;
beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  // Three counties are enough, and all of them are compared by goalposts: a plain scheme of this test's own. What w01
  // scores is stated as two quantities: a count, and of how many.
  const scheme = site.city.evaluation.schemes.find((each) => each.scheme === SCHEME);
  if (!scheme) throw new Error('no scheme');
  const leaf = (id: string, more: object = {}) => ({
    ...{ id, title: id, weight: 1, direction: 'higher' as const, alternatives: [] },
    ...more,
  });
  const quantity = (id: string, title: string) => ({ id, title, unit: '件', definition: title, range: [0, null] });
  Object.assign(scheme, {
    defaults: {
      ...scheme.defaults,
      normaliser: { kind: 'goalposts', worst: 0, frontier: 40 },
      missing: { kind: 'renormalise', available: 0.5 },
    },
    root: {
      id: 'root',
      title: '合计',
      weight: 1,
      alternatives: [],
      children: [leaf('w01', { unit: '%', formula: '部分 / 全部' }), leaf('w02')],
    },
    quantities: [quantity('part', '部分'), quantity('whole', '全部')],
  });
  await site.call(as('planner'), 'collect.ask', {
    scheme: SCHEME,
    period: '2026',
    due: '2026-12-31',
    unit: 'qz-finance',
  });
  const { items } = await site.call<{ items: { id: string; indicator: string; subject: { id: string } }[] }>(
    as('finance'),
    'collect.mine',
    { limit: 200 },
  );
  for (const each of items)
    if (COUNTIES.includes(each.subject.id)) await state(each.id, figureOf(each.subject.id, each.indicator));
  await later();
  run = await site.call<Run>(as('supervisor'), 'scheme-runs.propose', { scheme: SCHEME, period: 'year' });
}, 120_000);
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

describe('a run of a scheme', () => {
  it('scores what was collected, and counted again is the same to the byte', () => {
    const scored = run.lines.filter((each) => each.score !== null);
    expect(scored.map((each) => each.unit.id)).toEqual([...COUNTIES].reverse());
    expect(run).toMatchObject({ status: 'proposed', same: true, mayFreeze: false, lateEdits: [] });
  });

  it('is of a period that is over, and of somebody who has a score', async () => {
    const propose = (more: object) => site.call(as('supervisor'), 'scheme-runs.propose', more);
    const today = new Date(site.clock.now + 8 * 3_600_000).toISOString().slice(0, 10);
    const month = { scheme: 'events-index', period: 'month' };
    await expect(propose({ ...month, on: '2099-10-31' })).rejects.toThrow('还没有到');
    await expect(propose({ ...month, on: today })).rejects.toThrow('还没有过完');
    await expect(propose(month)).rejects.toThrow('没有一个对象有得分');
    await expect(propose({ scheme: 'b-ready', period: 'year' })).rejects.toThrow();
  });

  it('is frozen by another person who saw the same, and then stays', async () => {
    const freeze = (who: keyof typeof PEOPLE, textHash = run.textHash) =>
      site.call<Run>(as(who), 'scheme-runs.freeze', { id: run.id, textHash });
    await expect(freeze('supervisor')).rejects.toThrow('不能冻结自己提交的');
    await expect(freeze('head', 'f'.repeat(64))).rejects.toThrow('不一致');
    expect(await freeze('head')).toMatchObject({ status: 'frozen', same: true });
    await expect(freeze('head')).rejects.toThrow('已经冻结');
    const change = sql`update scheme_runs set lines = '[]'`.execute(site.databases.system);
    await expect(change).rejects.toThrow('not changed');
  });

  it('shows which late edit moved whom, and is itself not moved', async () => {
    const cell = { indicator: 'part', subject: '330802', period: '2026' };
    const why = '漏统计了三个乡镇';
    await later();
    const { id } = await site.call<{ id: string }>(as('planner'), 'collect.correct', {
      ...cell,
      why,
      due: '2026-12-31',
    });
    await state(id, 80);
    await later();
    const now = await site.call<Run>(as('supervisor'), 'scheme-runs.get', { id: run.id });
    expect(now.lines).toEqual(run.lines);
    expect(now.same).toBe(true);
    const [edit] = now.lateEdits;
    expect(edit).toMatchObject({ indicator: { id: 'part', name: '部分' }, before: 20, after: 160 / 2, why });
    const moved = new Map(edit?.moved.map((each) => [each.unit.id, [each.placeBefore, each.placeAfter]]));
    expect(moved.get('330802')).toEqual([3, 1]);
    expect(moved.get('330825')).toEqual([1, 2]);
  });

  it('of a day that is over takes figures that were collected after it', async () => {
    const past = await site.call<Run>(as('supervisor'), 'scheme-runs.propose', {
      scheme: SCHEME,
      period: 'year',
      on: '2026-01-31',
    });
    expect(past.lines.some((each) => each.score !== null)).toBe(true);
  });
});
