import type { Browser, Page } from 'playwright-core';
import { DESK, PHONE, screen } from '#testing/screen';

/** Signs in as one of the demo's officials, by the row on the sign-in page, and goes to `path`. */
export async function official(
  browser: Browser,
  url: string,
  login: string,
  { width = DESK, path = '' }: { readonly width?: number; readonly path?: string } = {},
): Promise<Page> {
  const page = await screen(browser, url, width);
  await page.goto(`/sign-in${path && `?back=${encodeURIComponent(path)}`}`);
  await page.getByRole('button', { name: new RegExp(` ${login}\\s*进入$`) }).click();
  await page.waitForURL((at) => at.pathname !== '/sign-in');
  // The address changes before the page does: what is pressed now must not be pressed on the rows above.
  await page.locator('#demo-accounts').waitFor({ state: 'detached' });
  return page;
}

/** Signs in with a phone and the code, which a demo fills in. */
export async function clerk(browser: Browser, url: string, phone: string, width = PHONE): Promise<Page> {
  const page = await screen(browser, url, width);
  await page.goto('/sign-in');
  await page.getByRole('tab', { name: '企业' }).click();
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码已代为填好').waitFor();
  await page
    .getByRole('button', { name: /^登\s?录$/ })
    .last()
    .click();
  await page.waitForURL(/\/e\/mine$/);
  return page;
}

/** Text that must come to be on the page. */
export const shown = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

/** How far the page is wider than the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const spaced = (name: string): RegExp => new RegExp(`^(loading )?${[...name].join('\\s?')}`);

/** Presses the first button of that name; antd parts two characters on a button. */
export const press = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('button', { name: spaced(name) })
    .first()
    .click();

/** Takes a step that stands on the bar, or behind 更多, as soon as it is there. */
export async function step(page: Page, name: string): Promise<void> {
  const button = page
    .locator('main')
    .getByRole('button', { name: new RegExp(`^(loading )?${[...name].join('\\s?')}`) })
    .first();
  const more = page.getByRole('button', { name: /^更多/ }).first();
  await button.or(more).first().waitFor();
  if (await button.isVisible()) return button.click();
  await more.click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Presses the button at the foot of the form that is open. */
export const send = (page: Page): Promise<void> => page.locator('form button[type=submit]').first().click();

/** Types into a searching select and takes what it offers. */
export async function choose(page: Page, label: string, typed: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(typed);
  await page.locator('.ant-select-item-option', { hasText: typed }).first().click();
}
