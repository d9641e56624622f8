import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { type QuietCity, startQuietCity } from './city.ts';
import { choose, official, overflow, press, shown } from './people.ts';

let city: QuietCity;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  city = await startQuietCity();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await city?.[Symbol.asyncDispose]();
});

const text = '第一条 从业人数不少于20人的小型企业，每户奖励3万元。';
const way = (name: string) => page.locator('form').getByText(name, { exact: true }).first().click();
const written = () => page.locator('form textarea[placeholder^="如：上年"]').first();

it('an official who does not type puts a condition together and says from which sentence it is', async () => {
  page = await official(browser, city.url, 'jingxin', { path: '/policies/drafts' });
  await press(page, '起草一件政策');
  await page.waitForURL(/\/drafts\/\w+$/);
  await press(page, '修改');
  const form = page.locator('form[aria-label^="修改 "]');
  await form.getByLabel('条款原文').fill(text);
  // The two conditions that a draft begins with make room for one of his own.
  await form
    .getByRole('button', { name: /^去\s?掉$/ })
    .first()
    .click();
  await form.getByRole('button', { name: '删去 上年营业收入' }).click();
  await choose(page, '＋ 加一行：选一个事实', '从业人数（');
  await form.getByLabel('从业人数比多少').fill('20');
  await form.getByLabel('从业人数比多少').press('Enter');
  await choose(page, '＋ 加一行：选一个事实', '企业规模（');
  await shown(page, '都要满足');
  await form.getByLabel('条款原文').evaluate((node, said) => {
    const area = node as HTMLTextAreaElement;
    area.setSelectionRange(area.value.indexOf(said), area.value.indexOf(said) + said.length);
  }, '从业人数不少于20人');
  await press(page, '用选中的原文');
  await shown(page, '出自“从业人数不少于20人”');
});

it('the condition is rows, a text and a table, whichever way round', async () => {
  await way('写文字');
  await expect
    .poll(() => written().inputValue(), { timeout: 60_000 })
    .toMatch(/^从业人数 >= 20人 且 企业规模 属于 \["\w+"\]$/);
  await way('决策表');
  const cell = page.getByLabel('第 1 行 从业人数');
  await cell.fill('>= 30人');
  await cell.press('Enter');
  await way('写文字');
  await expect.poll(() => written().inputValue(), { timeout: 60_000 }).toMatch(/^从业人数 >= 30人 且 /);
  await written().fill('从业人数 >= 5人 且 纳税信用等级 = "A" 且 行业代码 属于 "C"');
  await way('搭条件');
  const figure = page.getByLabel('从业人数比多少');
  await expect.poll(() => figure.inputValue(), { timeout: 60_000 }).toBe('5');
  // A code is said by its title, whole sections too, and is chosen among others however it was compared.
  await shown(page, '制造业');
  await choose(page, '纳税信用等级比哪些', 'B级');
  await way('写文字');
  await expect
    .poll(() => written().inputValue(), { timeout: 60_000 })
    .toBe('从业人数 >= 5人 且 纳税信用等级 属于 ["A", "B"] 且 行业代码 属于 "C"');
  await way('搭条件');
  // The figure is still on its way when the next row goes: both stay done.
  await figure.fill('20');
  await page.getByRole('button', { name: '删去 纳税信用等级' }).click();
  await way('写文字');
  await expect.poll(() => written().inputValue(), { timeout: 60_000 }).toMatch(/^从业人数 >= 20人 且 行业代码 属于/);
  await written().fill('从业人数 >= 20人');
});

it('says how much, has its cases made, and is saved; what comes out wrong would be told', async () => {
  const form = page.locator('form[aria-label^="修改 "]');
  await form.getByLabel('怎么算').click();
  await page.locator('.ant-select-item-option', { hasText: '每户定额' }).first().click();
  await form.getByLabel('金额', { exact: true }).fill('3万元');
  await form.getByLabel('最高').fill('');
  await form.getByLabel('样板企业').fill('从业人数 = 25');
  await form.getByLabel('样板企业').blur();
  for (let left = 3; left > 0; left -= 1)
    await form
      .locator('tbody')
      .getByRole('button', { name: /^去\s?掉$/ })
      .first()
      .click();
  await press(page, '补上界限算例');
  await expect.poll(() => form.locator('tbody tr').count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(4);
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBe(0);
  await screenshot(page, 'journey-390-clause-form');
  await page.setViewportSize({ width: 1440, height: 900 });
  await press(page, '保存这一条');
  await form.waitFor({ state: 'detached' });
  await shown(page, '● 写法、单位、算例都通过');
  await shown(page, '从业人数 >= 20人');
  await shown(page, '每户 3万元');
});
