import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, makeUscc } from '#kernel';
import { createRegistryStore, takeRoot, verifyChains } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

const E1 = makeUscc('9', '1', '330825', 'MA000001');
const OFFICER: Official = { id: 'p-head', unit: 'longyou-biz-office', role: 'office-head' };
const START = Date.parse('2026-09-07T09:00:00+08:00');
const MONTH = 31 * 86_400_000;
const SECRET = '欧阳春兰的手机 13800001234';

describe('what is written beside matters is kept for a while', () => {
  let site: TestSite;
  let actor: Actor;
  let appeal = '';
  const call = <T = { id: string }>(id: string, input: object, as = actor) => site.call<T>(as, id, input);
  const retain = (months: number) => site.wired.upkeep.retain(TENANT, START + months * MONTH);
  const written = async () => {
    const visits = await call<{ items: { note?: string; place?: string }[] }>('visits.list', {});
    const { items: meetings } = await call<{ items: { id: string }[] }>('meetings.list', {});
    const meeting = await call<object>('meetings.get', { id: meetings[0]?.id });
    const inbox = await call<{ items: object[] }>('inbox.list', {});
    return { visits: visits.items, meeting: JSON.stringify(meeting), inbox: inbox.items };
  };

  beforeAll(async () => {
    site = await createTestSite([OFFICER], START);
    const held = officialOf(site.city, OFFICER);
    actor = { ...held, permissions: [...held.permissions, 'outreach.visit'] };
    await createRegistryStore(site.databases.system).change(TENANT, async (_snapshot, writer) => {
      await writer.putEnterprises([{ id: E1, name: '龙游甲纸业有限公司', region: '330825', attributes: {} }], START);
    });
    appeal = (await call('appeals.file', { body: '厂区双回路供电', region: '330825' }, enterpriseActor(E1))).id;
    await call('visits.add', { enterprise: E1, note: SECRET, place: '欧阳家' });
    const times = { startsAt: START, endsAt: START + 3_600_000, place: '会议室' };
    const attendees = [{ kind: 'guest', name: '欧阳春兰' }];
    const { id } = await call('meetings.plan', { title: '圆桌例会', ...times, attendees });
    await call('meetings.change', { id, minutes: SECRET });
    await call('meetings.close', { id });
    await site.wired.tell(TENANT, 'k', [
      { principal: `person:${OFFICER.id}`, at: START, matter: null, kind: 'notice', text: '请签收' },
    ]);
    await call('webhooks.add', { url: 'https://example.com/hook', title: '某系统', topics: ['matter.opened'] });
  });
  afterAll(() => site[Symbol.asyncDispose]());

  it('until its time nothing is touched', async () => {
    expect(await retain(6)).toBe(0);
    const { visits, meeting, inbox } = await written();
    expect(visits).toMatchObject([{ note: SECRET, place: '欧阳家' }]);
    expect(meeting).toContain('欧阳春兰');
    expect(inbox).toHaveLength(1);
  });

  it('then its words go, kind by kind, and the rows that statistics need stay', async () => {
    const root = await takeRoot(site.databases.system, TENANT, '2026-09-07');
    expect(await retain(13)).toBe(1);
    expect((await written()).inbox).toEqual([]);
    expect(await retain(37)).toBe(1);
    const [visit] = (await written()).visits;
    expect([visit?.note, visit?.place]).toEqual([undefined, undefined]);
    expect(await retain(121)).toBe(1);
    expect((await written()).meeting).not.toMatch(/欧阳|13800001234/);
    expect(await retain(121)).toBe(0);
    // The chain of events is as it was.
    expect(await verifyChains(site.databases.system, TENANT, root)).toMatchObject({ ok: true });
    expect(await call('matters.get', { id: appeal })).toMatchObject({ id: appeal });
  });

  it('and the log says what went, by kind and number', async () => {
    const { rows } = await sql<{ detail: { kind: string; rows: number } }>`
      select detail from audit_log where act = 'records.erase' order by at`.execute(site.databases.system);
    expect(rows.map(({ detail }) => [detail.kind, detail.rows])).toEqual([
      ['inbox', 1],
      ['visits', 1],
      ['meetings', 1],
    ]);
  });

  it('deliveries of webhooks go after their days', async () => {
    await call('appeals.file', { body: '厂区道路积水', region: '330825' }, enterpriseActor(E1));
    await site.wired.deliver(TENANT, site.clock.now);
    const left = async () => {
      const { rows } = await sql`select 1 from webhook_deliveries`.execute(site.databases.system);
      return rows.length;
    };
    const job = site.wired.jobs.find((each) => each.name === 'webhook-log');
    await job?.run(TENANT, site.clock.now);
    expect(await left()).toBe(1);
    site.clock.now += 31 * 86_400_000;
    await job?.run(TENANT, site.clock.now);
    // What is still to be sent is kept; what is done with is not.
    expect(await left()).toBe(1);
    await sql`update webhook_deliveries set next_at = null`.execute(site.databases.system);
    await job?.run(TENANT, site.clock.now);
    expect(await left()).toBe(0);
  });
});
