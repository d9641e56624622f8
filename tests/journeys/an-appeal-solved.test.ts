import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { PHONE, screen } from '#testing/screen';
import { act } from './act.ts';
import { type QuietCity, startQuietCity } from './city.ts';
import { fileProblem, type Receipt } from './filing.ts';
import { clerk, official, overflow, press, send, shown, step } from './people.ts';

const WORDS = '新建车间的天然气管道三个月没有接通，燃气公司说要等住建部门批，锅炉一直用柴油，成本高了一倍。';
const REPLY = '燃气接入工程的占道许可已补齐，施工单位明天进场，本周五前通气。';
// What the story has shown already is done without pages the second time.
const BY_THE_WAY = [
  ['lianluo', 'sign', {}],
  ['lianluo', 'draft', { text: REPLY }],
  ['hegao', 'review', { verdict: 'pass' }],
  ['fuze', 'approve', { verdict: 'pass' }],
  ['lianluo', 'finish', { reply: REPLY }],
] as const;

describe('a problem, from the unit that can solve it to the verdict of the firm', () => {
  let city: QuietCity;
  let browser: Browser;
  let firm: Page;
  let office: Page;
  let receipt: Receipt;
  let path = '';
  beforeAll(async () => {
    city = await startQuietCity();
    browser = await launchBrowser();
    firm = await clerk(browser, city.url, '13800000003');
    receipt = await fileProblem(firm, WORDS);
    path = `/matters/${receipt.id}`;
  });
  afterAll(async () => {
    await browser?.close();
    await city?.[Symbol.asyncDispose]();
  });
  const hours = async (n: number): Promise<void> => {
    const moved = await office.request.post('/api/demo/clock', {
      data: { advanceMinutes: n * 60 },
      headers: { 'x-clearway': '1' },
    });
    expect(moved.status()).toBe(200);
  };

  it('is given away on the desk in three clicks', async () => {
    office = await official(browser, city.url, 'fenban', { path: '/desk' });
    await office.locator('li[data-row]').first().getByRole('button').click();
    await step(office, '分办');
    await shown(office, '市住建局');
    await send(office);
    await shown(office, '都分完了');
  });

  it('is signed by the unit, passed to the section, drafted and reviewed', async () => {
    await hours(1);
    const liaison = await official(browser, city.url, 'lianluo', { path });
    await step(liaison, '签收');
    await shown(liaison, '已签收');
    await step(liaison, '下转');
    await liaison.getByRole('combobox', { name: '科室' }).click();
    await liaison.locator('.ant-select-item-option', { hasText: '建管科' }).click();
    await send(liaison);
    await shown(liaison, '已下转');
    await hours(2);
    const handler = await official(browser, city.url, 'jingban', { path });
    await step(handler, '签收');
    await shown(handler, '已签收');
    await step(handler, '拟稿');
    await handler.getByLabel('答复稿').fill(REPLY);
    await send(handler);
    await shown(handler, '核稿中');
    const reviewer = await official(browser, city.url, 'hegao', { path });
    await step(reviewer, '核稿');
    await shown(reviewer, REPLY);
    await screenshot(reviewer, 'journey-1440-review');
    await reviewer.getByRole('radio').first().check();
    await send(reviewer);
    await shown(reviewer, '审签中');
  });

  it('is signed by the deputy director on his phone in three taps', async () => {
    const head = await official(browser, city.url, 'fuze', { width: PHONE });
    await shown(head, receipt.number);
    await screenshot(head, 'journey-390-head');
    await step(head, '审签');
    await shown(head, REPLY);
    await head.getByRole('radio').first().tap();
    await screenshot(head, 'journey-390-sign');
    await send(head);
    await shown(head, '已审签');
    expect(await overflow(head)).toBeLessThanOrEqual(0);
  });

  it('is finished, rated by the firm on its phone, and then written off by the office', async () => {
    await hours(1);
    const handler = await official(browser, city.url, 'jingban', { path });
    await step(handler, '上报');
    expect(await handler.getByLabel('办理情况').inputValue()).toBe(REPLY);
    await send(handler);
    await shown(handler, '已上报');
    const liaison = await official(browser, city.url, 'lianluo', { path });
    await step(liaison, '办结');
    expect(await liaison.getByLabel('答复内容').inputValue()).toBe(REPLY);
    await send(liaison);
    await shown(liaison, '待评价核验');
    await firm.goto(`/e/m/${receipt.id}`);
    await shown(firm, REPLY);
    await step(firm, '评价');
    await screenshot(firm, 'journey-390-rate');
    await firm.getByRole('radio', { name: /^非常满意/ }).check();
    await send(firm);
    await shown(firm, '评价：非常满意');
    expect(await axe(firm)).toEqual([]);
    expect(await overflow(firm)).toBeLessThanOrEqual(0);
    const supervisor = await official(browser, city.url, 'duban', { path });
    await step(supervisor, '核验销号');
    await supervisor.getByRole('radio', { name: '已解决' }).check();
    await send(supervisor);
    await shown(supervisor, '已销号');
  });

  it('tells who held it: the parts of the bar add up to the whole, and every step stands in the record', async () => {
    const page = await official(browser, city.url, 'duban', { path });
    for (const said of ['分办', '签收', '下转', '拟稿', '核稿', '审签', '办结', '核验销号', '评价'])
      await page
        .locator('li strong')
        .filter({ hasText: new RegExp(`^${said}`) })
        .first()
        .waitFor();
    const answer = await page.request.get(`/api${path}`);
    const matter = (await answer.json()) as {
      heldBy: { workingMinutes: number; from: number; to?: number }[];
      openedAt: number;
    };
    const sum = matter.heldBy.reduce((total, one) => total + one.workingMinutes, 0);
    // The morning was at nine, and the clock was moved by four hours, of which the noon rest is one and a half.
    expect(sum).toBeGreaterThanOrEqual(150);
    matter.heldBy.forEach((one, index) => {
      expect(one.from).toBe(index === 0 ? matter.openedAt : matter.heldBy[index - 1]?.to);
    });
    await shown(page, new RegExp(`共\\s?${Math.floor(sum / 60)}\\s?小时`));
    expect(await axe(page)).toEqual([]);
    await screenshot(page, 'journey-1440-solved');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav, header.site-header, button.ant-btn').filter({ visible: true }).count()).toBe(0);
    await page.setViewportSize({ width: 720, height: 1000 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await screenshot(page, 'journey-print-solved');
  });

  it('comes back when the firm says that nothing was solved', async () => {
    const again = await fileProblem(
      firm,
      '厂区燃气管道的气压一直上不去，锅炉点不着，燃气公司让我们找住建局，住建局让我们找燃气公司。',
    );
    await office.goto('/desk');
    await step(office, '分办');
    await send(office);
    await shown(office, '都分完了');
    for (const [login, move, input] of BY_THE_WAY) await act(browser, city.url, { login, move, input, id: again.id });
    await firm.goto(`/e/m/${again.id}`);
    await step(firm, '评价');
    await firm.getByRole('radio', { name: /^非常不满意/ }).check();
    await send(firm);
    await shown(firm, '评价：非常不满意');
    // A job follows ratings up every minute; here at once.
    const { wired } = city.site;
    const follow = wired.jobs.find(({ name }) => name === 'follow-ratings');
    await follow?.run('quzhou', wired.tenants.now('quzhou'));
    await expect
      .poll(async () => (await firm.locator('main').textContent()) ?? '', { timeout: 90_000 })
      .toContain('待分办');
    await office.goto('/desk');
    await shown(office, again.number);
  });

  it('is followed by number and code; a stranger is told where to look instead', async () => {
    const guest = await screen(browser, city.url, PHONE);
    await guest.goto('/sign-in?as=follow');
    await guest.getByLabel('受理编号').fill(receipt.number);
    await guest.getByLabel('查询码').fill(receipt.code);
    await press(guest, '查看进展');
    await guest.waitForURL(/\/e\/m\//);
    await shown(guest, '已销号');
    const stranger = await clerk(browser, city.url, '13800000004');
    await stranger.goto(`/e/m/${receipt.id}`);
    await shown(stranger, '没有这件事项，或您无权查看');
    await shown(stranger, '凭编号查询');
    await screenshot(stranger, 'journey-390-stranger');
    const other = await official(browser, city.url, 'gongdian', { path });
    await shown(other, '没有这件事项，或您无权查看');
    await screenshot(other, 'journey-1440-stranger');
  });
});
