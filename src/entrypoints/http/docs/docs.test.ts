import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { testSite } from '../http.fixture.ts';
import { type RunningServer, serve } from '../serve.ts';

let server: RunningServer;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  server = await serve(testSite().app, { host: '127.0.0.1', port: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop(0);
});

test('the page lists the operations under our own security policy, can be searched, and is accessible', async () => {
  const page = await browser.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.goto(`${server.url}/api/docs`);
  const move = page.locator('details[id="things.move"]');
  await move.locator('summary').click();
  expect(await move.locator('pre').first().textContent()).toContain('note: string');
  expect(await move.textContent()).toContain('clearway things move --help');
  await page.fill('#find', '上传');
  expect(await page.locator('details:visible summary .path').allTextContents()).toEqual(['/api/files']);
  await page.fill('#find', '');
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'api-docs');
  expect(wrong.filter((each) => !each.includes('favicon'))).toEqual([]);
  await page.close();
});
