import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '#testing/browser';
import { type QuietCity, startQuietCity } from './city.ts';
import { official, shown } from './people.ts';

const ALL = 100_000;
const PAGE = 5_000;

const row = (index: number) => ({
  id: `m${index}`,
  number: `SQ-2026-${String(index).padStart(6, '0')}`,
  loop: 'appeal',
  loopTitle: '企业诉求',
  title: `第 ${index} 件`,
  status: { code: 'handling', title: '办理中' },
  lamp: 'normal',
  lampWhy: '',
  provisional: false,
  openedAt: 0,
  updatedAt: 0,
  flags: [],
  tags: [],
});

/** Answers as the server does, page after page by a cursor; what a page holds is larger, so that the test is short. */
function answer(route: Route): Promise<void> {
  const from = Number(new URL(route.request().url()).searchParams.get('after') ?? 0);
  const items = Array.from({ length: Math.min(PAGE, ALL - from) }, (_, index) => row(from + index));
  return route.fulfill({ json: { items, ...(from + PAGE < ALL && { next: String(from + PAGE) }) } });
}

describe('a list of a hundred thousand', () => {
  let city: QuietCity;
  let browser: Browser;
  beforeAll(async () => {
    city = await startQuietCity();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.[Symbol.asyncDispose]();
  });

  it('is followed to its end; only what is in sight is built, and every row is reached', async () => {
    const page = await official(browser, city.url, 'fenban');
    const asked = new Set<string>();
    await page.route(/\/api\/matters\?/, (route) => {
      asked.add(route.request().url());
      return answer(route);
    });
    await page.goto('/matters');
    await shown(page, '第 0 件');
    for (let shownSoFar = PAGE; shownSoFar < ALL; shownSoFar += PAGE) {
      // By key: rows that come into sight are measured and move the button under a mouse as quick as this one.
      await page.locator('button:not(.ant-btn-loading)', { hasText: '加载更多' }).press('Enter');
      await shown(page, new RegExp(`已显示\\s?${shownSoFar + PAGE}\\s?件`));
    }
    await shown(page, '没有更多了');
    expect(asked.size).toBe(ALL / PAGE);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await shown(page, `第 ${ALL - 1} 件`);
    expect(await page.locator('tbody tr[data-row]').count()).toBeLessThan(100);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
    await page
      .locator(`tr[data-row="m${ALL / 2}"], tr[data-row="m${ALL / 2 - 10}"]`)
      .first()
      .waitFor();
  });

  it('comes to paper as far as the paper holds, with its head on every sheet, and says that there is more', async () => {
    const page = await official(browser, city.url, 'fenban');
    const paper = 200;
    await page.route(/\/api\/matters\?/, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('after') ?? 0);
      const items = Array.from({ length: paper }, (_, index) => row(from + index));
      return route.fulfill({ json: { items, next: String(from + paper) } });
    });
    await page.route(/\/api\/matters\/counts/, (route) => route.fulfill({ json: { total: ALL } }));
    await page.goto('/matters');
    await shown(page, '第 0 件');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const printed = page.locator('table', { has: page.locator('caption', { hasText: '只印前' }) });
    expect((await printed.locator('caption').textContent())?.replaceAll(/\s/g, '')).toContain(
      '共100000件，只印前1000件；全部请用“导出”取Excel',
    );
    expect(await printed.locator('tbody tr').count()).toBe(1000);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await printed.waitFor({ state: 'detached' });
    await shown(page, '第 0 件');
  });
});
