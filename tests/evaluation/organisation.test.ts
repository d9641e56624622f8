import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, makeUscc } from '#kernel';
import { createRegistryStore } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// 1+18+N and 比学赶超: who answers for each indicator, what is missing, and boards that rank nobody on noise.
const E1 = makeUscc('9', '1', '330825', 'MA000001');
const PEOPLE = {
  city: { id: 'p-city', unit: 'qz-biz-office', role: 'office-head' },
  power: { id: 'p-power', unit: 'qz-power', role: 'liaison' },
  county: { id: 'p-county', unit: 'longyou-biz-office', role: 'dispatcher' },
  handler: { id: 'p-handler', unit: 'longyou-power', role: 'liaison' },
} satisfies Record<string, Official>;

let site: TestSite;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type Team = {
  indicator: string;
  lead: { id: string };
  openGaps: number;
  lateGaps: number;
  lastMeeting?: { id: string };
  watched: { indicator: string; category?: string; now: { value: number | null; counted: number } }[];
};
type Overview = { teams: Team[]; aims: { id: string; flags: string[] }[]; dual: { region: { id: string } }[] };
const overview = () => site.call<Overview>(as('city'), 'evaluation.teams', {});
const team = async (id: string) => (await overview()).teams.find((each) => each.indicator === id);

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  await createRegistryStore(site.databases.system).change(TENANT, (_snapshot, writer) =>
    writer.putEnterprises([{ id: E1, name: '龙游甲纸业有限公司', region: '330825', attributes: {} }], site.clock.now),
  );
  const { id } = await site.call<{ id: string }>(enterpriseActor(E1), 'appeals.file', {
    body: '厂区双回路供电两个月没有批复，影响投产',
    category: 'power-supply',
    region: '330825',
  });
  const move = (who: keyof typeof PEOPLE, name: string, input: object = {}) =>
    site.call(as(who), 'matters.move', { id, move: name, ...input });
  await move('county', 'assign', { unit: 'longyou-power' });
  await move('handler', 'sign');
  await move('handler', 'finish', { reply: '已为贵厂接通双回路供电，当天送电' });
  await site.wired.jobs.find((each) => each.name === 'follow-events')?.run(TENANT, site.clock.now);
});
afterAll(() => site[Symbol.asyncDispose]());

describe('the teams of the eighteen indicators', () => {
  it('each have a lead, and every district has one indicator with two leads', async () => {
    const { teams, dual } = await overview();
    expect(teams).toHaveLength(18);
    expect(teams.every((each) => each.lead.id !== '')).toBe(true);
    expect(new Set(dual.map((each) => each.region.id)).size).toBe(dual.length);
  });
  it('show what the system itself sees of theirs, and of nothing else', async () => {
    const own = (await team('n03'))?.watched.find((each) => each.indicator === 'appeal-finished');
    expect(own).toMatchObject({ category: 'power-supply', now: { counted: 1, value: 100 } });
    const other = (await team('n07'))?.watched.find((each) => each.indicator === 'appeal-finished');
    expect(other).toMatchObject({ category: 'customs', now: { counted: 0, value: null } });
  });
  it('keep a list of gaps, each a matter in the lead’s hands with a goal and a day', async () => {
    const input = { indicator: 'n03', title: '高压接电环节多', goal: '压到 3 个环节', due: '2026-10-30' };
    const { id } = await site.call<{ id: string }>(as('city'), 'evaluation.open-gap', input);
    const { gaps } = await site.call<{ gaps: object[] }>(as('city'), 'evaluation.team', { indicator: 'n03' });
    expect(gaps).toMatchObject([{ id, title: '高压接电环节多', status: '补齐中', holder: '衢州供电公司' }]);
    expect(await team('n03')).toMatchObject({ openGaps: 1, lateGaps: 0 });
    const over = site.call(as('city'), 'evaluation.open-gap', { ...input, due: '2020-01-01' });
    await expect(over).rejects.toThrow('已经过了');
    const unknown = site.call(as('city'), 'evaluation.open-gap', { ...input, indicator: 'n99' });
    await expect(unknown).rejects.toThrow('没有指标');
  });
  it('stand on the cockpit as on their own pages, today and at the end of a day that is over', async () => {
    const asked = (on?: string) => site.call<Overview>(as('city'), 'cockpit.get', on ? { on } : {});
    const shown = (each: Team) => [each.indicator, each.lead, each.watched, each.openGaps, each.lateGaps];
    const { teams } = await asked();
    expect(teams.map(shown)).toEqual((await overview()).teams.map(shown));
    expect(teams.find((each) => each.indicator === 'n03')).toMatchObject({ openGaps: 1 });
    const [past] = (await asked('2026-08-31')).teams.filter((each) => each.indicator === 'n03');
    expect(past).toMatchObject({ openGaps: 0, watched: [{ now: { counted: 0, value: null } }, {}] });
  });
  it('know their last topic meeting', async () => {
    const at = site.clock.now;
    const meeting = await site.call<{ id: string }>(as('city'), 'meetings.plan', {
      kind: 'council',
      title: '获得电力指标专题分析会',
      startsAt: at,
      endsAt: at + 3_600_000,
      place: '市营商办',
    });
    await site.call(as('city'), 'evaluation.link-meeting', { indicator: 'n03', meeting: meeting.id });
    expect((await team('n03'))?.lastMeeting).toMatchObject({ id: meeting.id });
    const missing = site.call(as('city'), 'evaluation.link-meeting', { indicator: 'n03', meeting: 'none' });
    await expect(missing).rejects.toThrow('没有这次会议');
  });
  it('flag a target rank that nobody works for, or for which nobody answers', async () => {
    const flags = async () => (await overview()).aims.find((each) => each.id === 'national-power')?.flags;
    expect(await flags()).toEqual(['没有措施']);
    const measure = { aim: 'national-power', text: '推行“三零”服务', unit: 'qz-power' };
    const { id } = await site.call<{ id: string }>(as('city'), 'evaluation.add-measure', measure);
    expect(await flags()).toEqual(['没有责任人']);
    await site.call(as('city'), 'evaluation.add-measure', { ...measure, person: 'p-power' });
    await site.call(as('city'), 'evaluation.end-measure', { id });
    expect(await flags()).toEqual([]);
    const left = await site.call<{ id: string }>(as('city'), 'evaluation.add-measure', {
      ...measure,
      person: 'p-gone',
    });
    expect(await flags()).toEqual(['责任人已离任']);
    const hand = (person: string) =>
      site.call(as('city'), 'evaluation.hand-over-measure', { id: left.id, person, why: '原责任人调离' });
    await expect(hand('p-nobody')).rejects.toThrow('接手的人要在任');
    await hand('p-power');
    // Handed to the wrong one: handed on, and told.
    await hand('p-handler');
    expect(await flags()).toEqual([]);
    type Measures = { aims: { measures: { id: string; took?: { from: string } }[] }[] };
    const { aims } = await site.call<Measures>(as('city'), 'evaluation.teams', {});
    const taken = aims.flatMap((each) => each.measures).find((each) => each.id === left.id);
    expect(taken?.took?.from).toBe('p-power');
    const { items } = await site.call<{ items: { title: string }[] }>(as('handler'), 'inbox.list', {});
    expect(items[0]?.title).toContain('由您接手目标措施');
  });
});

describe('an indicator that a district and a department lead together', () => {
  type Dual = { region: { id: string }; indicator: string; since?: string; until?: string; why?: string };
  const duals = () => site.call<{ dual: Dual[]; dualBefore: Dual[] }>(as('city'), 'evaluation.teams', {});
  const own = async () => (await duals()).dual.filter((each) => each.region.id === '330825');
  const asked = { region: '330825', indicator: 'n03', district: 'longyou', department: 'qz-power' };
  const set = (more: object = {}) => site.call(as('city'), 'evaluation.set-dual', { ...asked, ...more });
  it('is the pack’s example until somebody sets it, one at a time, and what was before stays', async () => {
    expect(await own()).toMatchObject([{ indicator: 'n03' }]);
    expect((await own())[0]?.since).toBeUndefined();
    await expect(set({ department: 'nobody' })).rejects.toThrow('没有这个单位');
    await expect(set({ since: '2020-01-01' })).rejects.toThrow('起始日');
    await set();
    await set();
    await expect(set({ indicator: 'n04' })).rejects.toThrow('换要写明理由');
    await set({ indicator: 'n04', department: 'qz-housing', why: '用电已达标，改领水气' });
    expect(await own()).toMatchObject([{ indicator: 'n04' }]);
    await site.call(as('city'), 'evaluation.end-dual', { region: '330825', why: '本轮评价结束' });
    const { dualBefore } = await duals();
    expect(await own()).toEqual([]);
    expect(dualBefore.map((each) => `${each.indicator} ${each.why}`).toSorted()).toEqual([
      'n03 用电已达标，改领水气',
      'n04 本轮评价结束',
    ]);
    await expect(
      site.call(as('city'), 'evaluation.end-dual', { region: '330825', why: '再结束一次' }),
    ).rejects.toThrow();
  });
});

describe('the boards of comparison', () => {
  type Line = { unit: { id: string }; tier: number | null; rank: number | null; movement: string | null };
  it('are four, and rank nobody on one record', async () => {
    const { items } = await site.call<{ items: { id: string; by: string }[] }>(as('city'), 'boards.list', {});
    expect(items.map((each) => each.id)).toEqual(['world', 'nation', 'province', 'action']);
    for (const { id } of items) {
      const { lines } = await site.call<{ lines: Line[] }>(as('city'), 'boards.get', { id });
      const scored = lines.filter((each) => each.tier !== null);
      // Nothing was there the month before: no movement is made up.
      expect(lines.every((each) => each.movement === null)).toBe(true);
      if (scored.length > 1) expect(scored.every((each) => each.rank === null)).toBe(true);
    }
    const { lines } = await site.call<{ lines: Line[] }>(as('city'), 'boards.get', { id: 'province' });
    // It has a score, and no place: one record says too little to stand before anybody.
    expect(lines.find((each) => each.unit.id === '330825')).toMatchObject({ few: true, tier: null, rank: null });
  });
  it('leave the house as a workbook', async () => {
    const { bytes } = await site.call<{ bytes: Uint8Array }>(as('city'), 'boards.export', { id: 'action' });
    expect(Buffer.from(bytes.slice(0, 2)).toString()).toBe('PK');
  });
});
