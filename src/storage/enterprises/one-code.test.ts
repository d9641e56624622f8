import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, enterpriseActor, officialOf, type TestSite } from '#testing/site';
import { codeOf } from './enterprises.fixture.ts';

type Issued = { code: string; url: string; expiresAt: number; serial: string };
type Seen = {
  name: string;
  as: { id: string }[];
  facts: { key: string; shown: string }[];
  credit?: { id: string; because: string[] };
  openMatters?: number;
};

let site: TestSite;
const one = codeOf(1);
const own = enterpriseActor(one);
const other = enterpriseActor(codeOf(2));
const stranger: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
const posts = [
  { id: 'grid', unit: 'qz-biz-office', role: 'grid-officer' },
  { id: 'taxman', unit: 'kecheng-tax', role: 'handler' },
  { id: 'inspector', unit: 'qz-market-regulation', role: 'handler' },
  { id: 'admin', unit: 'qz-big-data', role: 'admin' },
] as const;
const actors = new Map<string, Actor>();
const actor = (id: string): Actor => actors.get(id) ?? stranger;

beforeAll(async () => {
  site = await createTestSite(posts);
  for (const each of posts) actors.set(each.id, officialOf(site.city, each));
  const facts = {
    enterpriseName: '示例一公司',
    registrationStatus: '存续',
    contactName: '陈示例',
    contactPhone: '19900001234',
    creditGrade: 'D',
    annualRevenue: '3000万元',
    penaltiesThreeYears: '2',
  };
  const source = { kind: 'department', department: 'tax', title: '测试数据', asOf: '2026-09-01' };
  await site.call(actor('admin'), 'facts.state', { source, rows: [{ id: one, facts }] });
}, 120_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const live = () => site.call<Issued>(own, 'one-code.live', {});
const scan = (by: Actor, code: string, address = '203.0.113.9') =>
  site.call<Seen>(by, 'one-code.scan', { code }, { address });
const keysSeen = (seen: Seen) => seen.facts.map((each) => each.key);

describe('an enterprise’s code', () => {
  test('shows each scanner what his role may see', async () => {
    const { code } = await live();
    const byStranger = await scan(stranger, code);
    expect(byStranger).toMatchObject({ name: '示例一公司', credit: { id: 'yellow' } });
    expect(keysSeen(byStranger)).toEqual(['registrationStatus']);
    expect(byStranger.credit?.because).toEqual([]);
    expect(byStranger.openMatters).toBeUndefined();
    const byGrid = await scan(actor('grid'), code);
    expect(keysSeen(byGrid)).toContain('contactPhone');
    expect(byGrid.openMatters).toBe(0);
    expect(keysSeen(byGrid)).not.toContain('annualRevenue');
    expect(keysSeen(await scan(actor('taxman'), code))).toContain('annualRevenue');
    const byInspector = await scan(actor('inspector'), code);
    expect(keysSeen(byInspector)).toContain('penaltiesThreeYears');
    expect(keysSeen(byInspector)).not.toContain('annualRevenue');
    expect(byInspector.credit?.because).toEqual(['公共信用等级 D（较差）']);
    expect(keysSeen(await scan(other, code))).toEqual(['registrationStatus']);
  });

  test('tells its enterprise who scanned and when, and nobody else; a second look at once is no second scan', async () => {
    site.clock.now += 600_000;
    const { code } = await live();
    await scan(actor('taxman'), code);
    await scan(actor('taxman'), code);
    await scan(own, code);
    const { items } = await site.call<{ items: { at: number; unit?: string; views: string[] }[] }>(
      own,
      'one-code.scans',
      {},
    );
    expect(items[0]).toMatchObject({ at: site.clock.now, unit: '柯城区税务局', views: ['公众', '归口部门'] });
    expect(items.filter((each) => each.at === site.clock.now)).toHaveLength(1);
    await expect(site.call(actor('taxman'), 'one-code.scans', {})).rejects.toThrow('只有企业账号');
    expect((await site.call<{ items: unknown[] }>(other, 'one-code.scans', {})).items).toEqual([]);
  });

  test('lists scans page by page without losing or repeating one', async () => {
    for (let at = 0; at < 5; at += 1) {
      site.clock.now += 120_000;
      await scan(stranger, (await live()).code);
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await site.call<{ items: { id: string }[]; next?: string }>(own, 'one-code.scans', {
        limit: 2,
        ...(after && { after }),
      });
      seen.push(...page.items.map((each) => each.id));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(10);
  });

  test('of the phone is void after minutes', async () => {
    const { code, expiresAt } = await live();
    site.clock.now = expiresAt - 1;
    await scan(stranger, code);
    site.clock.now = expiresAt;
    await expect(scan(stranger, code)).rejects.toThrow('动态码已过期');
  });

  test('that was printed holds for months, until its enterprise makes it void', async () => {
    const printed = await site.call<Issued>(own, 'one-code.print', { place: '前台' });
    site.clock.now += 30 * 86_400_000;
    await scan(stranger, printed.code);
    await expect(site.call(other, 'one-code.revoke', { serial: printed.serial })).rejects.toThrow('没有找到');
    await site.call(own, 'one-code.revoke', { serial: printed.serial });
    await expect(scan(stranger, printed.code)).rejects.toThrow('企业已作废这张码');
  });

  test('survives a change of keys, unless the old keys are retired', async () => {
    const before = await site.call<Issued>(own, 'one-code.print', { place: '门口' });
    await site.call(actor('admin'), 'one-code.rotate', {});
    await scan(stranger, before.code);
    site.clock.now += 1000;
    await site.call(actor('admin'), 'one-code.rotate', { retireOlder: true });
    await expect(scan(stranger, before.code)).rejects.toThrow('密钥已停用');
    await scan(stranger, (await live()).code);
  });

  test('changed by one sign, or sent by somebody who guesses, is never taken for genuine', async () => {
    const { code } = await live();
    for (let at = 0; at < code.length; at += 7) {
      const other = code[at] === 'A' ? 'B' : 'A';
      await expect(scan(stranger, `${code.slice(0, at)}${other}${code.slice(at + 1)}`)).rejects.toThrow('不是本市签发');
    }
    await expect(scan(stranger, 'x')).rejects.toThrow('不是本市签发');
  });

  test('is counted for the city, and each unit sees whom its own people scanned', async () => {
    type Mine = { items: { enterprise: { id: string; name: string }; views: string[] }[] };
    const mine = (by: Actor) => site.call<Mine>(by, 'one-code.unit-scans', {});
    const others = await mine(actor('taxman'));
    const before = (await mine(actor('inspector'))).items.length;
    type Overview = { scans: number; scanned: number; units: { unit: { id: string } }[]; views: { facts: string[] }[] };
    const overview = () => site.call<Overview>(actor('inspector'), 'one-code.overview', {});
    const scans = (await overview()).scans;
    site.clock.now += 5 * 60_000;
    await scan(actor('inspector'), (await live()).code);
    const { items } = await mine(actor('inspector'));
    expect(items).toHaveLength(before + 1);
    expect(items[0]).toMatchObject({ enterprise: { id: one, name: '示例一公司' } });
    expect(await mine(actor('taxman'))).toEqual(others);
    const seen = await overview();
    expect([seen.scans, seen.scanned]).toEqual([scans + 1, 1]);
    expect(seen.units.map((each) => each.unit.id)).toContain('qz-market-regulation');
    expect(seen.views[0]?.facts).toContain('登记状态');
  });
});
