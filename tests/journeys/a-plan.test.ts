import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { PHONE, screen } from '#testing/screen';
import { type QuietCity, startQuietCity } from './city.ts';
import { official, overflow, press, shown } from './people.ts';

const PLAN = new URL('../../packs/quzhou/plans/quzhou-2021-最优城市.txt', import.meta.url);

describe('a plan, from the published text to the circular', () => {
  let city: QuietCity;
  let browser: Browser;
  let planner: Page;
  let plan = '';
  beforeAll(async () => {
    city = await startQuietCity();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.[Symbol.asyncDispose]();
  });

  it('is imported as published: 22 tasks and 123 measures, each linked to its place in the text', async () => {
    planner = await official(browser, city.url, 'jihua', { path: '/plans/new' });
    const buffer = await readFile(PLAN);
    await planner.getByLabel('选择文件').setInputFiles({ name: '最优城市.txt', mimeType: 'text/plain', buffer });
    await planner.waitForURL(/\/review$/, { timeout: 90_000 });
    plan = new URL(planner.url()).pathname.split('/').at(-2) ?? '';
    await shown(planner, /22\s项任务/);
    await shown(planner, /123\s条措施/);
    const row = planner.locator('li[data-row]').nth(3);
    const key = await row.getAttribute('data-row');
    await row.hover();
    const lit = planner.locator(`mark[data-key="${key}"]`).first();
    await expect.poll(() => lit.getAttribute('class')).toMatch(/active/i);
    expect(await axe(planner)).toEqual([]);
    await screenshot(planner, 'journey-1440-review-plan');
  });

  it('is put right in one row, and published with its progress shown', async () => {
    const row = planner.locator('li[data-row]').first();
    await row.getByRole('button', { name: /修\s?改/ }).click();
    const words = row.getByLabel('措施内容');
    await words.fill(`${await words.inputValue()}（核对）`);
    await row.getByRole('button', { name: '改好并确认' }).click();
    await shown(planner, '（核对）');
    await shown(planner, '已保存');
    await press(planner, '发布 123 项'.replaceAll(' ', ''));
    await press(planner, '确认发布');
    await planner.waitForURL(new RegExp(`/plans/${plan}$`), { timeout: 90_000 });
    await shown(planner, '按任务');
    await screenshot(planner, 'journey-1440-plan-board');
    expect(await planner.getByRole('link', { name: /正常|超期|临期/ }).count()).toBeGreaterThan(0);
  });

  it('shows the supervisor what is late once the clock has moved, and the circular opens in Word', async () => {
    const page = await official(browser, city.url, 'duban', { path: '/supervision' });
    await page.getByTitle('时钟前进 5 个工作日').click();
    await shown(page, /超期\s?[1-9]/);
    await screenshot(page, 'journey-1440-supervision');
    const made = page.waitForResponse(
      (one) => one.url().includes('/api/documents') && one.request().method() === 'POST',
      { timeout: 90_000 },
    );
    await press(page, '生成本月通报');
    await press(page, '生成并打开');
    const { url } = (await (await made).json()) as { url: string };
    const file = await page.request.get(url);
    expect(file.headers()['content-type']).toContain('wordprocessingml');
    const { value } = await mammoth.extractRawText({ buffer: await file.body() });
    expect(value).toContain('通报');
    expect(value).toMatch(/超期|逾期/);
  });

  it('is seen by the auditor, who can change nothing', async () => {
    const page = await official(browser, city.url, 'shenji', { path: `/plans/${plan}` });
    await page.locator('a[href^="/matters/"]').first().click();
    await page.waitForURL(/\/matters\//);
    await shown(page, '经过');
    for (const name of [/签\s?收/, /催\s?办/, /更\s?多/, /备注/])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const tried = await page.request.post(`/api/matters/${id}/moves/urge`, {
      data: {},
      headers: { 'x-clearway': '1' },
    });
    expect(tried.status()).toBe(403);
    const write = await page.request.post('/api/plans/parse', {
      data: { text: '一'.repeat(30) },
      headers: { 'x-clearway': '1' },
    });
    expect(write.status()).toBe(403);
  });

  it('is at home on a phone, on a desk and on a wall, and clean to those who listen to it', async () => {
    const pages = ['/todo', '/supervision', '/plans', `/plans/${plan}`, '/matters', '/documents', '/inbox'];
    for (const width of [360, 1440, 1920]) {
      const page = await official(browser, city.url, 'duban', { width });
      for (const path of pages) {
        await page.goto(path);
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        expect({ path, width, over: Math.max(0, await overflow(page)) }).toEqual({ path, width, over: 0 });
        if (width !== 1920)
          expect({ path, width, violations: await axe(page) }).toEqual({ path, width, violations: [] });
      }
      await page.context().close();
    }
    const guest = await screen(browser, city.url, PHONE);
    await guest.goto('/sign-in');
    await shown(guest, '演示账号');
    expect(await axe(guest)).toEqual([]);
  }, 400_000);
});
