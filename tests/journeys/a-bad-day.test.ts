import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { PHONE } from '#testing/screen';
import { act, fileProblems } from './act.ts';
import { type QuietCity, startQuietCity } from './city.ts';
import { clerk, official, overflow, press, send, shown, step } from './people.ts';

const GAS = '厂区燃气管道的气压一直上不去，锅炉点不着，燃气公司让我们找住建局。';
// As people paste them: no space, no punctuation, and a link that nothing can break.
const LONG = `${'燃气管道气压不足'.repeat(60)}https://example.invalid/${'a'.repeat(300)}`;

describe('a bad day', () => {
  let city: QuietCity;
  let browser: Browser;
  let ids: readonly string[];
  let firm: Page;
  const at = (index: number): string => ids[index] ?? '';
  const assign = (index: number) =>
    act(browser, city.url, { login: 'fenban', id: at(index), move: 'assign', input: { unit: 'qz-housing' } });
  beforeAll(async () => {
    city = await startQuietCity();
    browser = await launchBrowser();
    const problems = [1, 2, 3, 4].map((each) => ({ title: `燃气气压不足之${each}`, body: GAS }));
    firm = await clerk(browser, city.url, '13800000001');
    ids = await fileProblems(browser, city.url, '13800000003', [...problems, { title: LONG.slice(0, 80), body: LONG }]);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.[Symbol.asyncDispose]();
  });
  const timeline = async (page: Page, id: string): Promise<readonly { type: string; text?: string }[]> =>
    (await (await page.request.get(`/api/matters/${id}`)).json()).timeline;

  it('does a step once although its button was pressed twice', async () => {
    await assign(0);
    const page = await official(browser, city.url, 'lianluo', { path: `/matters/${at(0)}` });
    await page.getByRole('button', { name: /^签\s?收/ }).dblclick();
    await shown(page, '已签收');
    await page.waitForLoadState('networkidle');
    expect((await timeline(page, at(0))).filter(({ type }) => type === 'sign')).toHaveLength(1);
  });

  it('keeps what was typed when the session ends, and goes on after signing in', async () => {
    const path = `/matters/${at(0)}`;
    const page = await official(browser, city.url, 'lianluo', { path });
    await step(page, '拟稿');
    await page.getByLabel('答复稿').fill('今天下午派人上门查看调压箱。');
    await page.context().clearCookies();
    await send(page);
    await page.waitForURL(/\/sign-in/);
    await page.getByRole('button', { name: / lianluo\s*进入$/ }).click();
    await page.waitForURL((url) => url.pathname === path);
    await shown(page, '已接着上次没有提交的草稿');
    expect(await page.getByLabel('答复稿').inputValue()).toBe('今天下午派人上门查看调压箱。');
    await send(page);
    await shown(page, '已拟稿');
    expect((await timeline(page, at(0))).filter(({ type }) => type === 'draft')).toHaveLength(1);
  });

  it('has one winner when two give the same matter away; the other is told who, what, and loses no place', async () => {
    const path = `/desk?at=${at(1)}`;
    const slow = await official(browser, city.url, 'zhuren', { path });
    await step(slow, '分办');
    await slow.getByLabel('分办意见').fill('请住建局牵头');
    await assign(1);
    await shown(slow, '这一件已不在待分办里');
    await shown(slow, /陈九思/);
    await shown(slow, /分办：交市住建局/);
    expect(new URL(slow.url()).searchParams.get('at')).toBe(at(1));
    await screenshot(slow, 'journey-1440-second');
    expect(await axe(slow)).toEqual([]);
    await press(slow, '看下一件');
    await shown(slow, '燃气气压不足之3');
  });

  it('tells the second one also when his page had not heard of it yet', async () => {
    const deaf = await official(browser, city.url, 'lianluo', { path: '/todo' });
    await deaf.route('**/api/events', (route) => route.abort());
    await assign(2);
    await deaf.goto(`/matters/${at(2)}`);
    const button = deaf.getByRole('button', { name: /^签\s?收/ });
    await button.waitFor();
    await act(browser, city.url, { login: 'fuze', id: at(2), move: 'sign', input: {} });
    await button.click();
    await shown(deaf, '别人刚刚办理过这件事项');
    await shown(deaf, /卢文昌/);
  });

  it('goes on without the line: says so, keeps the words, asks by itself when no news can come', async () => {
    await firm.route('**/api/events', (route) => route.abort());
    await firm.goto('/e/new');
    await firm.getByLabel('说说您遇到的问题').fill(GAS);
    await firm.context().setOffline(true);
    await shown(firm, '网络已断开');
    await press(firm, '下一步');
    await press(firm, '提交');
    await shown(firm, '没有连上服务器');
    await screenshot(firm, 'journey-390-offline');
    await firm.context().setOffline(false);
    await press(firm, '重试提交');
    await shown(firm, '已收到，正在办');
    await press(firm, '看进展');
    const id = new URL(firm.url()).pathname.split('/').at(-1) ?? '';
    await shown(firm, '待分办');
    await act(browser, city.url, { login: 'longyou', id, move: 'assign', input: { unit: 'longyou-housing' } });
    await firm.getByText('办理中').first().waitFor({ timeout: 90_000 });
  });

  it('refuses at once a file that is too large or of a kind that is not taken', async () => {
    await firm.goto('/e/new');
    const folder = await mkdtemp(join(tmpdir(), 'clearway-files-'));
    const paths = ['程序.exe', '录像.zip'].map((name) => join(folder, name));
    for (const path of paths) await writeFile(path, 'MZ');
    await truncate(join(folder, '录像.zip'), 21 * 1024 * 1024);
    await firm.getByLabel('选择文件').setInputFiles(paths);
    await shown(firm, '不收 .exe 格式');
    await shown(firm, /超过.*请压缩后再传/);
    await screenshot(firm, 'journey-390-files');
    await rm(folder, { recursive: true, force: true });
  });

  it('holds text that nothing can break, on every width', async () => {
    for (const width of [360, PHONE, 1440]) {
      const page = await official(browser, city.url, 'fenban', { width });
      for (const path of ['/desk', `/desk?at=${at(4)}`, `/matters/${at(4)}`, '/matters']) {
        await page.goto(path);
        await page.getByText('燃气管道气压不足').first().waitFor();
        expect({ path, width, over: Math.max(0, await overflow(page)) }).toEqual({ path, width, over: 0 });
      }
      await page.context().close();
    }
    await firm.goto('/e/new');
    await firm.getByLabel('说说您遇到的问题').fill(LONG);
    await press(firm, '下一步');
    await shown(firm, '我们理解为');
    expect(await overflow(firm)).toBeLessThanOrEqual(0);
  });

  it('comes back to the same list with the same filter', async () => {
    const page = await official(browser, city.url, 'fenban', { path: '/matters?closed=false&sort=opened' });
    await page.locator('main [data-row] a').first().click();
    await page.waitForURL(/\/matters\/[^?]/);
    await shown(page, '经过');
    await page.goBack();
    await page.waitForURL(/\/matters\?.*sort=opened/);
    await shown(page, '清除筛选');
    await shown(page, '燃气气压不足');
  });
});
