import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUscc } from '#kernel';
import { createRegistryStore } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// The cockpit: money and matters as they stood, on any day, each number with the records behind it.
const FIRMS = ['MA000001', 'MA000002', 'MA000003'].map((serial) => makeUscc('9', '1', '330825', serial));
const PEOPLE = {
  leader: { id: 'p-leader', unit: 'qz', role: 'leader' },
  officer: { id: 'p-officer', unit: 'qz-finance', role: 'finance-officer' },
  head: { id: 'p-head', unit: 'qz-finance', role: 'finance-head' },
  supervisor: { id: 'p-super', unit: 'qz-biz-office', role: 'supervisor' },
} satisfies Record<string, Official>;
const DAY = 86_400_000;

type Money = {
  year: number;
  budget: number;
  stages: { stage: string; amount: number; items: number }[];
  days: { median: number; items: number } | null;
};
type Cockpit = { money: Money | null; ones: { title: string }[]; rest: { open: number }; breaking: { open: number } };

let site: TestSite;
const as = (who: keyof typeof PEOPLE) => officialOf(site.city, PEOPLE[who]);
const cockpit = (on?: string) => site.call<Cockpit>(as('leader'), 'cockpit.get', on ? { on } : {});
const staged = ({ money }: Cockpit) =>
  Object.fromEntries((money?.stages ?? []).map((each) => [each.stage, each.amount / 100]));

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  await createRegistryStore(site.databases.system).change(TENANT, (_snapshot, writer) =>
    writer.putEnterprises(
      FIRMS.map((id, n) => ({ id, name: `龙游示例${n}厂`, region: '330825', attributes: {} })),
      site.clock.now,
    ),
  );
}, 120_000);
afterAll(() => site[Symbol.asyncDispose]());

describe('money in flow', () => {
  it('is not shown in a year without a budget', async () => {
    expect((await cockpit()).money).toBeNull();
  });

  it('stands where the entries say, today and on any day before', async () => {
    const { id: line } = await site.call<{ id: string }>(as('officer'), 'funds.add-line', {
      title: '设备更新补助',
      policy: '演示 第一条',
      year: 2026,
    });
    await site.call(as('head'), 'funds.budget', { id: line, amount: 1_000_000, note: '衢财企〔2026〕1 号' });
    const items: string[] = [];
    for (const [n, enterprise] of FIRMS.entries()) {
      await site.call(enterpriseActor(enterprise), 'funds.confirm-account', {
        number: `6222000000${n}`,
        holder: `龙游示例${n}厂`,
        bank: '示例银行',
      });
      const { id } = await site.call<{ id: string }>(as('officer'), 'funds.promise', {
        line,
        enterprise,
        policyVersion: '演示/1',
        period: '2026',
        purpose: '设备更新',
        amount: 10_000 * (n + 1),
      });
      items.push(id);
    }
    const promised = site.clock.now;
    site.clock.now += 3 * DAY;
    const { id: batch } = await site.call<{ id: string }>(as('officer'), 'funds.draft-batch', {
      line,
      items: items.slice(0, 2),
      format: 'batch-xlsx',
    });
    await site.call(as('head'), 'funds.approve-batch', { id: batch });
    await site.call(as('officer'), 'funds.payment-file', { id: batch });
    await site.call(as('officer'), 'funds.send-batch', { id: batch });
    expect(staged(await cockpit())).toEqual({ committed: 300, payable: 0, sent: 300, arrived: 0, returned: 0 });
    expect(staged(await cockpit('2026-09-07'))).toEqual({
      committed: 600,
      payable: 0,
      sent: 0,
      arrived: 0,
      returned: 0,
    });
    expect(new Date(promised + 8 * 3_600_000).toISOString().slice(0, 10)).toBe('2026-09-07');
    expect((await cockpit('2026-09-06')).money).toBeNull();
  });

  it('opens the payments behind each figure, the largest first, page by page', async () => {
    type Page = { items: { payee: string; amount: number }[]; next?: string };
    const ask = (more: object) =>
      site.call<Page>(as('leader'), 'cockpit.money', { stage: 'committed', on: '2026-09-07', ...more });
    const first = await ask({ limit: 2 });
    expect(first.items.map((each) => each.amount)).toEqual([30_000, 20_000]);
    const second = await ask({ limit: 2, after: first.next });
    expect(second.items.map((each) => each.amount)).toEqual([10_000]);
    expect(second.next).toBeUndefined();
  });

  it('adds up to the balances of the books', async () => {
    const { money } = await cockpit();
    const { rows } = await sql<{ committed: number; sent: number }>`
      select sum(committed)::int as committed, sum(sent)::int as sent from fund_lines where tenant_id = ${TENANT}`.execute(
      site.databases.system,
    );
    const at = (stage: string) => money?.stages.find((each) => each.stage === stage)?.amount;
    expect([at('committed'), at('sent')]).toEqual([rows[0]?.committed, rows[0]?.sent]);
  });
});

describe('the ones', () => {
  it('are those that exist and that the caller may open', async () => {
    expect((await cockpit()).ones.map((each) => each.title)).toEqual(expect.arrayContaining(['一图管理', '一站直达']));
    const narrow = { ...as('leader'), permissions: ['cockpit.read'] };
    const seen = await site.call<Cockpit>(narrow, 'cockpit.get', {});
    expect(seen.ones.map((each) => each.title)).toEqual(['一图管理']);
  });
});

describe('matters that belong to no county', () => {
  it('are counted apart from the map and open page by page', async () => {
    for (const title of ['甲', '乙', '丙'])
      await site.call(as('supervisor'), 'matters.open', {
        loop: 'class-matter',
        fields: { title: `市本级事项${title}`, text: '多家企业反映同一问题' },
      });
    await site.wired.jobs.find((each) => each.name === 'follow-events')?.run(TENANT, site.clock.now);
    site.clock.now += 1;
    const { rest } = await cockpit();
    type Page = { total: number; items: { id: string }[]; hidden: number; next?: string };
    const ask = (more: object) =>
      site.call<Page>(as('leader'), 'cockpit.records', { what: 'open', region: 'rest', ...more });
    const first = await ask({ limit: 2 });
    const second = await ask({ limit: 2, after: first.next });
    expect([first.total, second.total]).toEqual([rest.open, rest.open]);
    expect(first.items.length + first.hidden + second.items.length + second.hidden).toBe(rest.open);
  });
});

describe('days that are over', () => {
  const job = (name: string) => site.wired.jobs.find((each) => each.name === name)?.run(TENANT, site.clock.now);
  const kept = async () => {
    const { rows } = await sql<{ day: string }>`select to_char(day, 'YYYY-MM-DD') as day from cockpit_days
      where tenant_id = ${TENANT} order by day`.execute(site.databases.system);
    return rows.map((each) => each.day);
  };
  const open = async (title: string) =>
    site.call<{ id: string }>(as('supervisor'), 'matters.open', {
      loop: 'class-matter',
      fields: { title, text: '多家企业反映同一问题' },
    });

  it('are worked out by themselves, once, and say what they said', async () => {
    await open('逐日留存一');
    await job('follow-events');
    site.clock.now += 3 * DAY;
    expect(await job('keep-days')).toBeGreaterThan(0);
    while ((await job('keep-days')) !== 0);
    const days = await kept();
    const last = days.at(-1) ?? '';
    expect(Date.parse(`${last}T00:00:00+08:00`)).toBeLessThan(site.clock.now - DAY);
    const before = await cockpit(last);
    await sql`delete from cockpit_days where day = ${last}::date`.execute(site.databases.system);
    site.clock.now += 10 * 60_000;
    expect(await cockpit(last)).toMatchObject({ breaking: before.breaking, rest: before.rest, money: before.money });
    expect(await kept()).toEqual(days);
  });

  it('are worked out anew when an event of theirs comes late', async () => {
    const today = new Date(site.clock.now + 8 * 3_600_000).toISOString().slice(0, 10);
    const asked = new Date(site.clock.now - DAY + 8 * 3_600_000).toISOString().slice(0, 10);
    const before = await cockpit(asked);
    const filed = async () => {
      const { items } = await site.call<{ items: { id: string; now: { counted: number } }[] }>(
        as('supervisor'),
        'indicators.list',
        { on: asked },
      );
      return items.find((each) => each.id === 'class-matters')?.now.counted;
    };
    const already = (await filed()) ?? 0;
    expect(await filed()).toBe(already);
    site.clock.now -= DAY;
    await open('迟到的一件');
    site.clock.now += DAY;
    await job('follow-events');
    expect((await cockpit(asked)).breaking.open).toBe(before.breaking.open + 1);
    expect(await filed()).toBe(already + 1);
    expect((await kept()).filter((day) => day > asked && day < today)).toEqual([]);
  });
});

describe('open cockpits', () => {
  it('hear that the numbers have moved, and only when they have', async () => {
    const heard: string[] = [];
    const { hub } = site.wired;
    const leave = hub.subscribe({ tenant: TENANT, principals: hub.principalsOf(as('leader')) }, ({ topic }) =>
      heard.push(topic),
    );
    const deaf = hub.subscribe({ tenant: TENANT, principals: ['role:enterprise'] }, ({ topic }) => heard.push(topic));
    const follow = () => site.wired.jobs.find((each) => each.name === 'follow-events')?.run(TENANT, site.clock.now);
    await follow();
    heard.length = 0;
    await follow();
    expect(heard).toEqual([]);
    const { rest } = await cockpit();
    await site.call(as('supervisor'), 'matters.open', {
      loop: 'class-matter',
      fields: { title: '实时更新', text: '多家企业反映同一问题' },
    });
    await follow();
    expect(heard.filter((topic) => topic === 'cockpit')).toEqual(['cockpit']);
    expect((await cockpit()).rest.open).toBe(rest.open + 1);
    leave();
    deaf();
  });
});
