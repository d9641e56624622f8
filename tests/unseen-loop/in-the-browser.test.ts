import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser } from '#testing/browser';
import { builtWeb } from '#testing/built-web';
import { choose, pickToday, picture, press, sitDown } from './pages.ts';
import { startUnseenSite, type UnseenSite } from './site.ts';

const shown = (page: Page, text: string) => page.getByText(text).first().waitFor();

describe('a loop that the code has never seen, in the browser', () => {
  let unseen: UnseenSite;
  let browser: Browser;
  let matter = '';
  beforeAll(async () => {
    unseen = await startUnseenSite(await builtWeb());
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await unseen?.[Symbol.asyncDispose]();
  });

  it('is among what may be opened by hand, and its fields make the form', async () => {
    const page = await sitDown(browser, unseen.url, 'office', 1440);
    await page.getByRole('link', { name: '登记', exact: true }).click();
    await shown(page, '完工项目由牵头部门限时组织联合验收');
    expect(await axe(page)).toEqual([]);
    await picture(page, 'unseen-1440-kinds');
    await page.getByRole('link', { name: /竣工联合验收/ }).click();
    await press(page, '登记');
    await shown(page, '请填写项目名称');
    await page.getByLabel('项目名称').fill('智造新城三号厂房');
    await page.getByRole('radio', { name: '工业厂房' }).check();
    await pickToday(page, '完工日期');
    await page.getByLabel('建筑面积').fill('12000');
    await page.getByLabel('项目情况').fill('一期，单层钢结构');
    expect(await axe(page)).toEqual([]);
    await picture(page, 'unseen-1440-form');
    expect(await page.getByLabel('完工日期').inputValue()).not.toBe('');
    await press(page, '登记');
    await page.waitForURL(/\/matters\/[\w-]+$/);
    matter = new URL(page.url()).pathname;
    await shown(page, '待交办');
    await press(page, '交牵头部门');
    await choose(page, '承办单位', '住建', '市住建局');
    await press(page, '交牵头部门');
    await shown(page, '交牵头部门：交市住建局');
    await shown(page, '正常');
    expect(await axe(page)).toEqual([]);
    await picture(page, 'unseen-1440-matter');
  });

  it('is moved by its buttons on a phone, and the lamp and the timeline follow', { timeout: 180_000 }, async () => {
    const page = await sitDown(browser, unseen.url, 'housing', 390, matter);
    await press(page, '签收');
    await press(page, '请专业部门会验');
    await choose(page, '会办单位', '消防', '消防');
    await page.getByLabel('请会办什么').fill('请核查消防设施');
    await picture(page, 'unseen-390-move');
    await press(page, '请专业部门会验');
    await shown(page, '会办与答复');

    const fire = await sitDown(browser, unseen.url, 'fire', 390, matter);
    await press(fire, '出具专业意见');
    await fire.getByRole('radio', { name: '同意', exact: true }).check();
    await press(fire, '出具专业意见');
    await shown(fire, '已答复');

    await press(page, '发整改通知');
    await page.getByRole('radio', { name: '一般问题' }).check();
    await page.getByLabel('整改内容').fill('补齐疏散标志');
    await press(page, '发整改通知');
    await shown(page, '暂停计时：等项目单位整改');
    await shown(page, '暂停');
    await picture(page, 'unseen-390-suspended');
    await press(page, '整改完成，继续验收');
    await page.getByLabel('补充说明').fill('已补齐');
    await press(page, '整改完成，继续验收');
    await shown(page, '恢复计时');
    await press(page, '出具联合验收意见');
    await page.getByRole('textbox', { name: '联合验收意见' }).fill('验收合格');
    await press(page, '出具联合验收意见');
    await shown(page, '已出意见');
    await shown(page, '办结');
    expect(await axe(page)).toEqual([]);
    await picture(page, 'unseen-390-done');
  });

  it('keeps the form within a phone, draft and all', async () => {
    const page = await sitDown(browser, unseen.url, 'office', 390, '/open/joint-acceptance');
    await page.getByLabel('项目名称').fill('智慧新城人才公寓');
    await page.waitForTimeout(400);
    await page.reload();
    expect(await page.getByLabel('项目名称').inputValue()).toBe('智慧新城人才公寓');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await picture(page, 'unseen-390-form');
  });

  it('tells a person who may not open it so, instead of a form', async () => {
    const page = await sitDown(browser, unseen.url, 'fire', 1440, '/open/joint-acceptance');
    await shown(page, '现在的岗位不能登记竣工联合验收');
    expect(await page.getByRole('link', { name: '登记', exact: true }).count()).toBe(0);
  });
});
