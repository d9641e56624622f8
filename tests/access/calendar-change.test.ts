import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, buildCalendar, type CalendarData, day, dayOf, makeUscc, toInstant } from '#kernel';
import { type MatterDetail, readDetail, runReprojection } from '#platform/matters';
import { checkProjections, createCalendarStore, verifyChains } from '#storage';
import { baseCalendarData } from '#testing/base-calendar';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

const OFFICE: Official = { id: 'p-office', unit: 'longyou-biz-office', role: 'dispatcher' };
const ADMIN: Official = { id: 'p-admin', unit: 'qz-biz-office', role: 'admin' };
const E1 = makeUscc('9', '1', '330825', 'MA000001');
const START = Date.parse('2026-12-29T10:00:00+08:00');

/** A new year's notice: off from 1 to 6 January. */
function nextYear(): CalendarData {
  const data = baseCalendarData();
  const rest = [0, 1, 2, 3, 4, 5].map((n) => addDays(day('2027-01-01'), n));
  const source = { document: '国办发明电〔2026〕9号' };
  return { ...data, years: [...data.years, { year: 2027, source, holidays: [{ name: '元旦', rest, work: [] }] }] };
}

let site: TestSite;
beforeAll(async () => {
  site = await createTestSite([OFFICE, ADMIN], START);
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

const office = () => officialOf(site.city, OFFICE);
const file = async () => {
  const input = { body: '厂区双回路供电两个月没有批复', region: '330825' };
  return (await site.call<{ id: string }>(enterpriseActor(E1), 'appeals.file', input)).id;
};
const detail = (id: string) => site.call<MatterDetail>(office(), 'matters.get', { id });
const answerOf = async (id: string) => {
  const clock = (await detail(id)).clocks.find((each) => each.name === 'answer');
  if (!clock) throw new Error('no clock');
  return clock;
};

describe('when the notice of a new year is loaded', () => {
  const call = () => ({
    tenant: TENANT,
    now: site.clock.now,
    requestId: 'test',
    actor: { kind: 'system' as const, id: 'system', roles: [], permissions: [] },
  });

  it('running limits move with it once, as an event with its reason; what is left stays', async () => {
    const ids = [await file(), await file(), await file()];
    const admin = officialOf(site.city, ADMIN);
    // The calendar of today is remembered; nothing has changed yet.
    expect(await site.call(admin, 'calendar.reproject', {})).toEqual({ moved: 0 });
    const before = await answerOf(ids[0] ?? '');
    expect(before.provisional).toBe(true);

    const data = nextYear();
    const calendar = buildCalendar(data);
    const store = createCalendarStore(site.databases);
    const ports = { ...site.wired.matters, calendar: () => calendar };
    const both = await Promise.all([
      runReprojection(ports, store, call(), data),
      runReprojection(ports, store, call(), data),
    ]);
    expect(both[0] + both[1]).toBe(3);
    expect(await runReprojection(ports, store, call(), data)).toBe(0);

    for (const id of ids) {
      const reader = { ...call(), actor: office() };
      const after = (await readDetail(ports, reader, id)).clocks.find((each) => each.name === 'answer');
      if (!after) throw new Error('no clock');
      expect(after.provisional).toBe(false);
      expect(after.calendarVersion).toBe(calendar.version);
      expect(dayOf(toInstant(after.fireAt ?? 0))).toBe('2027-01-11');
      expect(after.remainingMinutes).toBe(before.remainingMinutes);
      expect((await detail(id)).timeline.filter((each) => each.type === 'clock-reprojected')).toHaveLength(3);
    }
    expect(await verifyChains(site.databases.system, TENANT)).toMatchObject({ ok: true });
    const directory = await site.wired.registry.directory(TENANT, site.clock.now);
    expect((await checkProjections(site.databases.system, TENANT, directory)).differing).toEqual([]);
  });

  it('reminders and breaches come by the new calendar, each once', async () => {
    const id = await file();
    const data = nextYear();
    const ports = { ...site.wired.matters, calendar: () => buildCalendar(data) };
    await runReprojection(ports, createCalendarStore(site.databases), call(), data);
    site.clock.now = Date.parse('2027-01-08T09:00:00+08:00');
    await site.wired.sweep(TENANT, site.clock.now);
    const breaches = async () =>
      (await detail(id)).timeline.filter((each) => each.type === 'breached' && each.title.includes('办结'));
    expect(await breaches()).toHaveLength(0);
    site.clock.now = Date.parse('2027-01-12T09:00:00+08:00');
    await site.wired.sweep(TENANT, site.clock.now);
    await site.wired.sweep(TENANT, site.clock.now);
    expect(await breaches()).toHaveLength(1);
  });
});

describe('carrying matters over to the loop of today', () => {
  it('says of each how it went; who may not publish loops may not do it', async () => {
    const id = await file();
    const admin = officialOf(site.city, ADMIN);
    const answer = await site.call<{ results: object[] }>(admin, 'matters.migrate', {
      ids: [id, 'nobody'],
      reason: '规则修订',
    });
    expect(answer.results).toMatchObject([
      { id, ok: true, changed: false },
      { id: 'nobody', ok: false, changed: false },
    ]);
  });
});
