import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, enterpriseActor, officialOf, type TestSite } from '#testing/site';
import { codeOf } from './enterprises.fixture.ts';

type View = { groups: { facts: { key: string; shown: string }[] }[]; hidden: number };

const posts = [
  { id: 'admin', unit: 'qz-big-data', role: 'admin' },
  { id: 'economy', unit: 'qz-economy-it', role: 'handler' },
  { id: 'labour', unit: 'qz-labour', role: 'handler' },
] as const;
let site: TestSite;
const actors = new Map<string, Actor>();
const actor = (id: string): Actor => {
  const found = actors.get(id);
  if (!found) throw new Error(id);
  return found;
};
const one = codeOf(1);
const own = enterpriseActor(one);

beforeAll(async () => {
  site = await createTestSite(posts);
  for (const each of posts) actors.set(each.id, officialOf(site.city, each));
  const source = { kind: 'department', department: 'tax', title: '税务数据', asOf: '2026-09-01' };
  const facts = { enterpriseName: '示例一公司', annualRevenue: '3000万元', taxPaid: '80万元' };
  await site.call(actor('admin'), 'facts.state', { source, rows: [{ id: one, facts }] });
}, 120_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const shown = async (by: Actor): Promise<readonly string[]> =>
  (await site.call<View>(by, 'enterprise-records.get', { id: one })).groups.flatMap((each) =>
    each.facts.map((fact) => fact.key),
  );
const grant = (more: object = {}, by = own) =>
  site.call<{ id: string; holds: boolean }>(by, 'consents.grant', {
    unit: 'qz-economy-it',
    keys: ['annualRevenue'],
    purpose: '专精特新申报审核',
    until: '2026-12-31',
    ...more,
  });

describe('an enterprise’s consent', () => {
  test('shows the unit what was granted and nothing more, and nobody else', async () => {
    expect(await shown(actor('economy'))).not.toContain('annualRevenue');
    await grant();
    expect(await shown(actor('economy'))).toContain('annualRevenue');
    expect(await shown(actor('economy'))).not.toContain('taxPaid');
    expect(await shown(actor('labour'))).not.toContain('annualRevenue');
  });

  test('is written down each time it is used, and the enterprise sees by whom', async () => {
    const { items } = await site.call<{ items: { unit?: string; byConsent: boolean }[] }>(own, 'consents.reads', {});
    expect(items[0]).toMatchObject({ unit: '市经信局', byConsent: true });
  });

  test('ends when it is taken back, and by itself on its last day', async () => {
    const { items } = await site.call<{ items: { id: string }[] }>(own, 'consents.list', {});
    await expect(site.call(enterpriseActor(codeOf(2)), 'consents.withdraw', { id: items[0]?.id })).rejects.toThrow(
      '没有找到',
    );
    await site.call(own, 'consents.withdraw', { id: items[0]?.id });
    expect(await shown(actor('economy'))).not.toContain('annualRevenue');
    await grant({ until: '2026-09-30' });
    expect(await shown(actor('economy'))).toContain('annualRevenue');
    site.clock.now = Date.parse('2026-10-01T09:00:00+08:00');
    expect(await shown(actor('economy'))).not.toContain('annualRevenue');
  });

  test('is the enterprise’s own to give, for sensitive facts, to units of the city, for a time', async () => {
    await expect(grant({}, actor('economy'))).rejects.toThrow('只有企业账号');
    await expect(grant({ keys: ['registrationStatus'] })).rejects.toThrow('不需要授权');
    await expect(grant({ unit: 'nobody' })).rejects.toThrow('不能授权');
    await expect(grant({ until: '2020-01-01' })).rejects.toThrow('期限');
  });

  test('tells the unit in its inbox', async () => {
    const inbox = await site.call(actor('economy'), 'inbox.list', {});
    expect(JSON.stringify(inbox)).toContain('授权贵单位查看');
  });
});
