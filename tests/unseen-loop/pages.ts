import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { screenshot } from '#testing/browser';
import { screen } from '#testing/screen';
import { PASSWORD, type Who } from './site.ts';

/** A person at a screen of his own, signed in by the form as anybody is. */
export async function sitDown(browser: Browser, url: string, who: Who, width: number, path = ''): Promise<Page> {
  const page = await screen(browser, url, width);
  await page.goto(`/sign-in${path && `?back=${encodeURIComponent(path)}`}`);
  await page.getByLabel('账号').fill(who);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((at) => at.pathname !== '/sign-in');
  return page;
}

/** Presses the button of a move; `again` is its twin at the foot of the form that opens. */
export const press = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('button', { name: spaced(name) })
    .first()
    .click();

/** antd parts two characters on a button. */
const spaced = (name: string): RegExp => new RegExp(`^${[...name].join('\\s?')}$`);

/** Types into a searching select and takes what it offers. */
export async function choose(page: Page, label: string, typed: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(typed);
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
}

/**
 * Picks a day in the calendar that the field opens. The calendar takes it a moment after the click and shows it before, as
 * long as the mouse rests on the day: it is taken when the calendar has closed. Whoever is in the next field within that
 * moment, as only a program can be, leaves this one empty; and as a person would, it picks again.
 */
export async function pickToday(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(label);
  await vi.waitFor(
    async () => {
      if ((await field.inputValue()) !== '') return;
      await field.click();
      const calendar = page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');
      await calendar.locator('.ant-picker-cell-today').click({ timeout: 5000 });
      await calendar.waitFor({ state: 'hidden', timeout: 5000 });
      await expect.poll(() => field.inputValue(), { timeout: 2000 }).not.toBe('');
    },
    { timeout: 60_000, interval: 500 },
  );
}

/** A picture from the top of the page, without the message that is about to fade. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.locator('.ant-message-notice').first().waitFor({ state: 'detached' });
  await page.evaluate(() => window.scrollTo(0, 0));
  await screenshot(page, name);
}
