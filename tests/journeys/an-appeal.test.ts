import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { PHONE, screen } from '#testing/screen';
import { type QuietCity, startQuietCity } from './city.ts';
import { type Receipt, readReceipt } from './filing.ts';
import { choose, clerk, official, overflow, press, send, shown } from './people.ts';

const WORDS =
  '我们新厂房的施工许可证交上去三个星期了，窗口一直说在走流程，没有人告诉我们缺什么材料，设备下个月就要进场。';
// The smallest PNG there is: what the camera hands over.
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a problem, from the phone of a firm to the unit that can solve it', () => {
  let city: QuietCity;
  let browser: Browser;
  let firm: Page;
  let receipt: Receipt = { id: '', number: '', code: '' };
  beforeAll(async () => {
    city = await startQuietCity();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.[Symbol.asyncDispose]();
  });

  it('is told on a phone with a photo; the draft survives a closed page; number, deadlines and holder come back', async () => {
    const before = await clerk(browser, city.url, '13800000003');
    await before.goto('/e/new');
    await before.getByLabel('说说您遇到的问题').fill(WORDS);
    firm = await before.context().newPage();
    // A webview is closed by a thumb, without a goodbye.
    await before.close();
    await firm.goto('/e/new');
    await shown(firm, '已接着上次没有提交的内容');
    expect(await firm.getByLabel('说说您遇到的问题').inputValue()).toBe(WORDS);
    const camera = firm.locator('input[type=file][capture=environment]');
    expect(await camera.getAttribute('accept')).toBe('image/*');
    await camera.setInputFiles({ name: 'IMG_0001.png', mimeType: 'image/png', buffer: PHOTO });
    await shown(firm, 'IMG_0001.png');
    expect(await axe(firm)).toEqual([]);
    expect(await overflow(firm)).toBeLessThanOrEqual(0);
    await screenshot(firm, 'journey-390-say');
    await press(firm, '下一步');
    await shown(firm, '我们理解为');
    await shown(firm, '附件 1 件');
    await screenshot(firm, 'journey-390-check');
    await press(firm, '提交');
    await shown(firm, '已收到，正在办');
    for (const promise of ['响应时限', '进展时限', '办结时限', '市营商办']) await shown(firm, promise);
    expect(await axe(firm)).toEqual([]);
    await screenshot(firm, 'journey-390-receipt');
    receipt = await readReceipt(firm);
    expect(receipt.number).toMatch(/^SQ-\d{4}-\d{6}$/);
  });

  it('is followed by number and code on a machine where nobody is signed in, and urged', async () => {
    const page = await screen(browser, city.url, PHONE);
    await page.goto('/sign-in?as=follow');
    await page.getByLabel('受理编号').fill(receipt.number);
    await page.getByLabel('查询码').fill('ABCDEF');
    await press(page, '查看进展');
    await shown(page, '编号或查询码不正确');
    await page.getByLabel('查询码').fill(receipt.code);
    await press(page, '查看进展');
    await page.waitForURL(/\/e\/m\//);
    await shown(page, '市营商办');
    await shown(page, '待分办');
    await screenshot(page, 'journey-390-follow');
    await press(firm, '催一下');
    await screenshot(firm, 'journey-390-urge');
    await page.reload();
    await shown(page, '催一下');
  });

  it('is given away on the desk by keyboard; the wrong unit sends it back and names the right one', async () => {
    const desk = await official(browser, city.url, 'fenban', { path: '/desk' });
    await shown(desk, '待分办');
    await desk.keyboard.press('j');
    await desk.keyboard.press('k');
    await shown(desk, receipt.number);
    await desk.getByRole('button', { name: /^分\s?办/ }).waitFor();
    await desk.keyboard.press('a');
    await choose(desk, '承办单位', '市经信局');
    await screenshot(desk, 'journey-1440-desk');
    await send(desk);
    await shown(desk, '都分完了');

    const wrong = await official(browser, city.url, 'jingxin', { path: `/matters/${receipt.id}` });
    await press(wrong, '退办');
    await choose(wrong, '建议承办单位', '市住建局');
    await wrong.getByLabel('退办理由').fill('施工许可由住建部门核发');
    await send(wrong);
    await shown(wrong, '退办');
    await screenshot(wrong, 'journey-1440-returned');

    await desk.reload();
    await shown(desk, '市经信局退办时建议由市住建局承办');
    await desk.keyboard.press('a');
    await send(desk);
    await shown(desk, '都分完了');
  });
});
