import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// 好差评: a bad one opens a rectification that only its rater, or three days of calls, can end; nothing deletes it.
const PEOPLE = {
  office: { id: 'p-city', unit: 'qz-biz-office', role: 'office-head' },
  tax: { id: 'p-tax', unit: 'qz-commerce', role: 'liaison' },
} satisfies Record<string, Official>;
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
const DAY = 86_400_000;

let site: TestSite;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type Done = { id: string; code: string; bad: boolean };
const rate = (grade: number, more: object = {}) =>
  site.call<Done>(NOBODY, 'ratings.rate', { window: 'tax-01', grade, ...more });
type Listed = { items: { id: string; grade: number; matter?: string; comment?: string }[]; next?: string };
const list = (query: object = {}) => site.call<Listed>(as('office'), 'ratings.list', query);
const move = (who: keyof typeof PEOPLE, id: string, name: string, input: object = {}) =>
  site.call<{ status: { code: string } }>(as(who), 'matters.move', { id, move: name, ...input });
const follow = (given: Done) =>
  site.call<{ status: string; mayAnswer: boolean }>(NOBODY, 'ratings.follow', { id: given.id, code: given.code });
const matterOf = async ({ id }: Done) => (await list()).items.find((each) => each.id === id)?.matter ?? '';

/** The unit has mended it, and the rater is asked again. */
async function mended(given: Done): Promise<string> {
  const id = await matterOf(given);
  await move('tax', id, 'sign');
  await move('tax', id, 'finish', { reply: '已增设一个窗口，午间不断档' });
  return id;
}

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  const window = {
    id: 'tax-01',
    unit: 'qz-commerce',
    title: '3 号窗口',
    hall: '市政务服务中心',
    item: '对外贸易经营者备案',
  };
  await site.call(as('office'), 'ratings.add-window', window);
});
afterAll(() => site[Symbol.asyncDispose]());

describe('rating a service', () => {
  it('tells what is rated, and takes a good rating as it is', async () => {
    const shown = await site.call(NOBODY, 'ratings.window', { id: 'tax-01' });
    expect(shown).toMatchObject({ item: '对外贸易经营者备案', unit: '市商务局' });
    const { id, bad } = await rate(5, { comment: '很快' });
    expect(bad).toBe(false);
    expect((await list()).items).toMatchObject([{ id, grade: 5, comment: '很快' }]);
  });
  it('is done once a day by who left a number', async () => {
    await rate(4, { phone: '13800000001' });
    await expect(rate(5, { phone: '13800000001' })).rejects.toThrow('今天已经评价过');
  });
  it('opens a rectification in the hands of the unit when it is bad', async () => {
    const given = await rate(1, { comment: '排队两小时', tags: ['排队时间长'] });
    expect(given.bad).toBe(true);
    const found = await site.call<{ items: { id: string }[] }>(as('tax'), 'matters.list', { loop: ['rectification'] });
    expect(found.items.map((each) => each.id)).toEqual([await matterOf(given)]);
    await expect(follow({ ...given, code: 'AAAA-AAAA' })).rejects.toThrow('查询码不对');
    expect(await follow(given)).toMatchObject({ status: '整改中', mayAnswer: false });
    const lost = (code: string) => site.call<{ id: string }>(NOBODY, 'ratings.find', { window: 'tax-01', code });
    expect((await lost(given.code.toLowerCase())).id).toBe(given.id);
    await expect(lost('AAAA-AAAA')).rejects.toThrow('查询码不对');
  });
});

describe('a bad rating', () => {
  const crossOff = { outcome: 'resolved' };
  it('is closed only after its rater answered again and is content', async () => {
    const given = await rate(2);
    const id = await mended(given);
    await expect(move('office', id, 'verify', crossOff)).rejects.toThrow('再次评价');
    const answer = (grade: number, code = given.code) =>
      site.call(NOBODY, 'ratings.answer', { id: given.id, code, grade });
    await expect(answer(5, 'AAAA-AAAA')).rejects.toThrow('查询码不对');
    site.clock.now += 60_000;
    // What he says counts at once: it goes back to the unit, then is closed, and nobody takes it back.
    expect(await answer(2)).toMatchObject({ status: '整改中', mayAnswer: false });
    await expect(answer(5)).rejects.toThrow();
    await move('tax', id, 'sign');
    await move('tax', id, 'finish', { reply: '又改了一次' });
    await expect(move('office', id, 'verify', crossOff)).rejects.toThrow('再次评价');
    expect(await answer(4)).toMatchObject({ status: '已整改', mayAnswer: false, secondGrade: 4 });
    await expect(answer(1)).rejects.toThrow();
  });
  it('has no contact to make where no number was left, and none can be invented', async () => {
    type Seen = { clocks: { name: string }[]; fields: { name: string; value?: unknown }[] };
    const seen = (id: string) => site.call<Seen>(as('tax'), 'matters.get', { id });
    const silent = await matterOf(await rate(1));
    expect((await seen(silent)).clocks.map((each) => each.name)).toEqual(['rectify']);
    await move('tax', silent, 'sign');
    await expect(move('tax', silent, 'contacted')).rejects.toThrow('没有留联系电话');
    await expect(move('tax', silent, 'call-back', { result: 'unreached' })).rejects.toThrow('没有留联系电话');
    const told = await matterOf(await rate(2, { phone: '13912345678' }));
    const { clocks, fields } = await seen(told);
    expect(clocks.map((each) => each.name).sort()).toEqual(['contact', 'rectify']);
    expect(JSON.stringify(fields)).not.toContain('13912345678');
    const asked = { id: told, reason: '联系评价人' };
    const { fields: clear } = await site.call<Seen>(as('tax'), 'matters.unmask', asked);
    expect(clear).toMatchObject([{ name: 'contact-phone', value: '13912345678' }]);
    await move('tax', told, 'contacted', { note: '已电话联系' });
  });
  it('ends apart after calls on three different days, and is not counted as mended', async () => {
    const given = await rate(1, { phone: '13800000002' });
    const id = await mended(given);
    const end = { outcome: 'explained', note: '三次拨打均无人接听' };
    const ring = () => move('office', id, 'call-back', { result: 'unreached' });
    await ring();
    await ring();
    site.clock.now += DAY;
    await ring();
    await expect(move('office', id, 'close-unreached', end)).rejects.toThrow('三个不同的日子');
    site.clock.now += DAY;
    await ring();
    expect((await move('office', id, 'close-unreached', end)).status.code).toBe('unanswered');
    const { lines } = await site.call<{ lines: object[] }>(as('office'), 'ratings.league', { month: '2026-09' });
    expect(lines).toMatchObject([{ counted: 7, bad: 5, rectified: 1, unanswered: 1, rectifiedRate: 100, tier: null }]);
  });
  it('cannot be changed or deleted, by no role of the application and not by chance by the owner', async () => {
    const { app, system } = site.databases;
    const tries = [
      sql`delete from service_ratings where tenant_id = ${TENANT}`,
      sql`update service_ratings set grade = 5 where tenant_id = ${TENANT}`,
    ];
    for (const statement of tries) {
      await expect(statement.execute(app)).rejects.toThrow(/permission denied/);
      await expect(statement.execute(system)).rejects.toThrow(/permission denied/);
    }
    expect((await list({ grade: 'bad' })).items).toHaveLength(5);
  });
});

describe('what was rated', () => {
  it('counts as an indicator from events, asked-for ratings apart', async () => {
    await site.call(as('office'), 'ratings.record', { window: 'tax-01', grade: 5, channel: 'phone' });
    const follower = site.wired.jobs.find((each) => each.name === 'follow-events');
    await follower?.run(TENANT, site.clock.now);
    const { items } = await site.call<{ items: { id: string; now: object }[] }>(as('office'), 'indicators.list', {});
    const now = new Map(items.map((each) => [each.id, each.now]));
    expect(now.get('service-good')).toMatchObject({ counted: 8, meets: 3 });
    expect(now.get('service-active-good')).toMatchObject({ counted: 7, meets: 2 });
    expect(now.get('rate-unanswered')).toMatchObject({ value: 1 });
    expect(now.get('rectified')).toMatchObject({ counted: 1, meets: 1 });
  });
  it('is read by pages', async () => {
    const first = await site.call<Listed>(as('office'), 'ratings.list', { limit: 4 });
    const rest = await list({ limit: 4, after: first.next });
    expect(first.items).toHaveLength(4);
    expect(rest.items).toHaveLength(4);
    expect(rest.next).toBeUndefined();
  });
});
