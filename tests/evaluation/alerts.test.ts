import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, officialOf, TENANT, type TestSite } from '#testing/site';

// An indicator past its threshold opens one matter, until it came back and went there again.
const OFFICE = { id: 'p-city', unit: 'qz-biz-office', role: 'office-head' };
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
const DAY = 86_400_000;

let site: TestSite;
const rate = (grade: number) => site.call(NOBODY, 'ratings.rate', { window: 'w-01', grade });
const job = async (name: string) =>
  site.wired.jobs.find((each) => each.name === name)?.run(TENANT, site.clock.now) ?? -1;
const watch = async () => {
  await job('follow-events');
  return job('watch-indicators');
};
const alerts = async () =>
  (
    await site.call<{ items: { title: string }[] }>(officialOf(site.city, OFFICE), 'matters.list', {
      loop: ['indicator-alert'],
    })
  ).items;

beforeAll(async () => {
  site = await createTestSite([OFFICE]);
  const window = { id: 'w-01', unit: 'qz-commerce', title: '1 号窗口', hall: '大厅', item: '备案' };
  await site.call(officialOf(site.city, OFFICE), 'ratings.add-window', window);
});
afterAll(() => site[Symbol.asyncDispose]());

describe('an indicator past its threshold', () => {
  it('opens nothing on a handful of records', async () => {
    for (let nth = 0; nth < 12; nth += 1) await rate(1);
    expect(await watch()).toBe(0);
    expect(await alerts()).toEqual([]);
  });
  it('opens one matter, however often it is looked at', async () => {
    for (let nth = 0; nth < 40; nth += 1) await rate(5);
    expect(await watch()).toBe(1);
    expect(await watch()).toBe(0);
    expect(await alerts()).toMatchObject([{ title: expect.stringContaining('好评率') as string }]);
  });
  it('opens another one only after it came back', async () => {
    site.clock.now += 100 * DAY;
    for (let nth = 0; nth < 50; nth += 1) await rate(5);
    expect(await watch()).toBe(0);
    for (let nth = 0; nth < 20; nth += 1) await rate(1);
    expect(await watch()).toBe(1);
    expect(await alerts()).toHaveLength(2);
  });
});
