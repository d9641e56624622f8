import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileValue, makeUscc } from '#kernel';
import { createRegistryStore } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// The weekly brief: what moved, what costs most, who holds it; issued once a week by itself.
const FIRM = makeUscc('9', '1', '330825', 'MA000001');
const LEADER: Official = { id: 'p-leader', unit: 'qz', role: 'leader' };
const HEAD: Official = { id: 'p-head', unit: 'qz-biz-office', role: 'office-head' };
type Line = { id: string; number: string | null; title: string; day: string };
type Brief = { title: string; summary: string; clocks: { open: number; overdue: number }; still: string[] };

let site: TestSite;
const leader = () => officialOf(site.city, LEADER);
const job = (name: string) =>
  site.wired.jobs.find((each) => each.name === name)?.run(TENANT, site.clock.now) ?? Promise.resolve(-1);
const textOf = ({ bytes }: FileValue): string =>
  (new PizZip(bytes).file('word/document.xml')?.asText() ?? '').replaceAll(/<[^>]+>/g, '');

beforeAll(async () => {
  site = await createTestSite([LEADER, HEAD]);
  await createRegistryStore(site.databases.system).change(TENANT, (_snapshot, writer) =>
    writer.putEnterprises([{ id: FIRM, name: '龙游示例厂', region: '330825', attributes: {} }], site.clock.now),
  );
  await site.call(enterpriseActor(FIRM), 'appeals.file', {
    body: '厂区双回路供电两个月没有批复，影响投产',
    category: 'power-supply',
    region: '330825',
  });
  await job('follow-events');
  site.clock.now += 1000;
}, 120_000);
afterAll(() => site[Symbol.asyncDispose]());

describe('the brief', () => {
  it('says how things stand on a day, and what a draft of it looks like in Word', async () => {
    const brief = await site.call<Brief>(leader(), 'briefs.get', {});
    expect(brief.title).toBe('营商环境专报（2026年9月7日至9月13日）');
    expect(brief.clocks).toMatchObject({ open: 1, overdue: 0 });
    expect(brief.summary).toContain('没有超期');
    const text = textOf(await site.call<FileValue>(leader(), 'briefs.draft', {}));
    expect(text).toContain('草稿');
    expect(text).toContain('在办1件，超期0件，临期0件。');
    expect(text).not.toMatch(/[{}]|undefined|NaN/);
  });

  it('is what it was: a day before the first matter had nothing open', async () => {
    const brief = await site.call<Brief>(leader(), 'briefs.get', { on: '2026-09-06' });
    expect(brief.clocks.open).toBe(0);
  });

  it('is issued by itself on Mondays from eight on, once, and read by leaders unchanged', async () => {
    expect(await job('weekly-brief')).toBe(1);
    expect(await job('weekly-brief')).toBe(0);
    site.clock.now += 86_400_000;
    expect(await job('weekly-brief')).toBe(0);
    const { items } = await site.call<{ items: Line[] }>(leader(), 'briefs.list', {});
    expect(items).toMatchObject([{ number: '专报2026年第1期', day: '2026-09-06' }]);
    expect(items[0]?.title).toContain('2026年8月31日至9月6日');
    const text = textOf(await site.call<FileValue>(leader(), 'briefs.file', { id: items[0]?.id ?? '' }));
    expect(text).toContain('专报2026年第1期');
    expect(text).toContain('在办0件');
  });

  it('is issued again on another day when somebody asks, with the next number', async () => {
    const actor = officialOf(site.city, HEAD);
    const first = await site.call<Line>(actor, 'briefs.issue', {});
    const again = await site.call<Line>(actor, 'briefs.issue', {});
    expect([first.number, again.number]).toEqual(['专报2026年第2期', '专报2026年第2期']);
  });
});
