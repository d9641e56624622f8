import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// 微改革: nominated, scored by judges without a stake, made public, awarded, and in the casebook.
const PEOPLE = {
  office: { id: 'p-office', unit: 'qz-biz-office', role: 'office-head' },
  deputy: { id: 'p-deputy', unit: 'qz-biz-office', role: 'supervisor' },
  commerce: { id: 'p-commerce', unit: 'qz-commerce', role: 'liaison' },
  ownHead: { id: 'p-own-head', unit: 'qz-commerce', role: 'head' },
  science: { id: 'p-science', unit: 'qz-science', role: 'head' },
  health: { id: 'p-health', unit: 'qz-health', role: 'head' },
} satisfies Record<string, Official>;
const DAY = 86_400_000;
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };

let site: TestSite;
let id = '';
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type Case = { id: string; status: string; scores: number; mean: number | null; own: number | null; conflict?: string };
const found = async (who: keyof typeof PEOPLE) =>
  (await site.call<{ items: Case[] }>(as(who), 'reforms.list', { period: '2026' })).items[0];
const move = (who: keyof typeof PEOPLE, name: string, input: object = {}) =>
  site.call<{ status: { code: string } }>(as(who), 'matters.move', { id, move: name, ...input });
const score = (who: keyof typeof PEOPLE, points: number) =>
  site.call<Case>(as(who), 'reforms.score', { id, score: points });

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  ({ id } = await site.call<{ id: string }>(as('commerce'), 'reforms.nominate', {
    title: '外贸企业备案“当日办结”',
    quarter: '2026-Q3',
    problem: '备案材料多、跑动多，企业等三天才能拿到结果。',
    practice: '材料减到一份，表单由系统预填，窗口当场审核。',
    effect: '平均用时由三天压到两小时，全程零跑动。',
  }));
});
afterAll(() => site[Symbol.asyncDispose]());

describe('a micro-reform case', () => {
  it('is put forward while its quarter is called for, not before and not long after', async () => {
    const text = '材料多、跑动多，企业等三天才能拿到结果。';
    const given = { title: '另一个案例', problem: text, practice: text, effect: text };
    for (const [quarter, why] of [
      ['2025-Q1', '征集已经截止'],
      ['2027-Q1', '征集还没有开始'],
    ])
      await expect(site.call(as('commerce'), 'reforms.nominate', { ...given, quarter })).rejects.toThrow(why);
    // By a notice of the office the call opens and closes otherwise, the last one counts.
    const notice = { quarter: '2025-Q1', opens: '2026-09-01', closes: '2026-12-31', notice: '衢营商办〔2026〕9号' };
    await site.call(as('office'), 'reforms.set-call', notice);
    expect(await site.call(as('commerce'), 'reforms.call', { quarter: '2025-Q1' })).toEqual(notice);
    await site.call(as('office'), 'reforms.set-call', { ...notice, closes: '2026-09-02' });
    await expect(site.call(as('commerce'), 'reforms.nominate', { ...given, quarter: '2025-Q1' })).rejects.toThrow(
      '征集已经截止',
    );
  });
  it('is in the hands of the unit that nominated it, then in review', async () => {
    expect(await found('office')).toMatchObject({ status: 'preparing', scores: 0 });
    await expect(score('science', 90)).rejects.toThrow('不在评审中');
    expect((await move('commerce', 'submit')).status.code).toBe('review');
  });
  it('is not scored by a judge with a stake, by one who stepped aside, or twice', async () => {
    expect((await found('ownHead'))?.conflict).toContain('推荐单位');
    await expect(score('ownHead', 100)).rejects.toThrow('您来自推荐单位');
    await site.call(as('health'), 'reforms.recuse', { id, reason: '参与过该项目验收' });
    await expect(score('health', 80)).rejects.toThrow('回避');
    expect(await score('science', 90)).toMatchObject({ own: 90, scores: 1 });
    await expect(score('science', 100)).rejects.toThrow('不能更改');
    for (const role of [site.databases.app, site.databases.system])
      await expect(sql`update reform_scores set score = 100 where tenant_id = ${TENANT}`.execute(role)).rejects.toThrow(
        /permission denied/,
      );
  });
  it('does not tell judges what others gave while they still judge', async () => {
    expect((await found('science'))?.mean).toBeNull();
    // Nor whoever organises, while he may still score himself.
    expect((await found('office'))?.mean).toBeNull();
    await expect(site.call(as('office'), 'reforms.votes', { id })).rejects.toThrow('评审结束后');
    await expect(site.call(as('science'), 'reforms.votes', { id })).rejects.toThrow('评审结束后');
  });
  it('goes public only after three scores, and is awarded only when that time is over', async () => {
    await score('office', 80);
    expect((await found('office'))?.mean).toBe(85);
    await expect(move('office', 'select')).rejects.toThrow('只有 2 位评委打了分');
    await score('deputy', 70);
    const shown = async () =>
      (await site.call<{ items: object[] }>(NOBODY, 'reforms.publicity', { year: '2026' })).items;
    expect(await shown()).toEqual([]);
    await move('office', 'select');
    expect(await shown()).toMatchObject([{ title: '外贸企业备案“当日办结”', awarded: false }]);
    await expect(move('office', 'award')).rejects.toThrow('公示期还没有满');
    site.clock.now += 8 * DAY;
    await site.wired.sweep(TENANT, site.clock.now);
    expect((await move('office', 'award')).status.code).toBe('awarded');
    expect(await found('science')).toMatchObject({ status: 'awarded', mean: 80 });
    type Trail = { votes: { judge: string; score: number | null; note: string | null }[] };
    const trail = (who: keyof typeof PEOPLE) => site.call<Trail>(as(who), 'reforms.votes', { id });
    const { votes } = await trail('office');
    expect(votes.map((each) => each.score ?? 0).toSorted()).toEqual([0, 70, 80, 90]);
    const aside = (list: Trail['votes']) => list.find((each) => each.score === null)?.note;
    expect(aside(votes)).toBe('参与过该项目验收');
    // Others see where a judge came from, not who it was.
    expect((await trail('commerce')).votes.every((each) => !each.judge.includes('p-'))).toBe(true);
    expect(aside((await trail('commerce')).votes)).toBeNull();
  });
  it('stands in the casebook, and in its unit’s score', async () => {
    const book = await site.call<{ name: string; bytes: Uint8Array }>(as('office'), 'reforms.casebook', {
      period: '2026-Q3',
    });
    expect(Buffer.from(book.bytes.slice(0, 2)).toString()).toBe('PK');
    await expect(site.call(as('office'), 'reforms.casebook', { period: '2025' })).rejects.toThrow('还没有入选');
    await site.wired.jobs.find((each) => each.name === 'follow-events')?.run(TENANT, site.clock.now);
    type Records = { total: number; items: { id: string; unit?: string }[] };
    const door = await site.call<Records>(as('office'), 'indicators.records', { id: 'micro-reform-awards' });
    expect(door).toMatchObject({ total: 1, items: [{ id, unit: '市商务局' }] });
  });
});

describe('a matter of accountability', () => {
  it('shows in words what was found, which lies apart like all that people write', async () => {
    type Seen = { id: string; fields: { name: string; display: string }[] };
    const opened = await site.call<Seen>(as('deputy'), 'matters.open', {
      loop: 'accountability',
      fields: { title: '申报指南迟发', unit: 'qz-science', text: '六月应发的指南八月才发。' },
    });
    const act = (who: keyof typeof PEOPLE, name: string, input: object = {}) =>
      site.call<Seen>(as(who), 'matters.move', { id: opened.id, move: name, ...input });
    await act('deputy', 'assign', { unit: 'qz-science' });
    await act('science', 'sign');
    const given = { finding: '系统停机，指南未另行公布。', measure: '谈话提醒' };
    const { fields } = await act('science', 'find-fault', given);
    expect(Object.fromEntries(fields.map((each) => [each.name, each.display]))).toMatchObject(given);
  });
});
