import type { Browser, Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';

export const PHONE = 390;
export const DESK = 1440;

/** Nothing is judged by it: it only ends a wait that will never end, on the slowest machine. */
const PATIENCE_MS = 60_000;
const SHOWN_CHARACTERS = 3000;

/** A screen of one's own; nobody is signed in yet. Of a test that fails it tells where it stood and what went wrong. */
export async function screen(browser: Browser, url: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: width < 500 ? 844 : 900 },
    ...(width < 500 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  tellIfFailed(page);
  return page;
}

function tellIfFailed(page: Page): void {
  const wrong: string[] = [];
  page.on('response', (each) => each.status() >= 400 && wrong.push(`${each.status()} ${each.url()}`));
  page.on('requestfailed', (each) => wrong.push(`${each.failure()?.errorText} ${each.url()}`));
  page.on('pageerror', (each) => wrong.push(String(each)));
  // What is opened for a whole file, before its first test, belongs to none of them.
  if (expect.getState().currentTestName === undefined) return;
  onTestFailed(async () => {
    if (page.isClosed()) return;
    const text = await page.locator('main').first().ariaSnapshot({ timeout: 5000 });
    console.error([`at ${page.url()}`, ...wrong.slice(-10), text.slice(0, SHOWN_CHARACTERS)].join('\n'));
  });
}
