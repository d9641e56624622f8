import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, screenshot } from '#testing/browser';
import { act, fileProblems } from './act.ts';
import { type QuietCity, startQuietCity } from './city.ts';
import { official, press, shown } from './people.ts';

const FORMULA = '=HYPERLINK("http://example.invalid","点这里")';

describe('what is guarded', () => {
  let city: QuietCity;
  let browser: Browser;
  let id = '';
  beforeAll(async () => {
    city = await startQuietCity();
    browser = await launchBrowser();
    const body = '厂区燃气管道的气压一直上不去，锅炉点不着。';
    const contact = { contactName: '方小明', contactPhone: '13800000003' };
    const filed = await fileProblems(browser, city.url, '13800000003', [{ title: FORMULA, body, ...contact }]);
    id = filed[0] ?? '';
    await act(browser, city.url, { login: 'fenban', id, move: 'assign', input: { unit: 'qz-housing' } });
    await act(browser, city.url, { login: 'lianluo', id, move: 'sign', input: {} });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.[Symbol.asyncDispose]();
  });

  it('a telephone number is masked, shown for a reason, and the auditor reads who looked and why', async () => {
    const page = await official(browser, city.url, 'lianluo', { path: `/matters/${id}` });
    await shown(page, '138****0003');
    await press(page, '查看被遮盖的信息');
    await page.getByLabel('为什么要看').fill('电话核实现场情况');
    await page.getByLabel('为什么要看').press('Enter');
    await shown(page, '13800000003');
    await shown(page, '方小明');
    await screenshot(page, 'journey-1440-unmask');
    const auditor = await official(browser, city.url, 'shenji', { path: '/audit?act=contents.unmask' });
    await shown(auditor, '崔桂林');
    await shown(auditor, '理由：电话核实现场情况');
    await shown(auditor, '联系电话');
    expect(await auditor.locator('main table').textContent()).not.toMatch(/demo-lianluo|contents\.unmask/);
    expect(await axe(auditor)).toEqual([]);
    await screenshot(auditor, 'journey-1440-audit');
    await auditor.getByRole('link', { name: /^SQ-/ }).first().click();
    await auditor.waitForURL(/\/matters\//);
    await shown(auditor, '138****0003');
    expect(await auditor.getByRole('button', { name: '查看被遮盖的信息' }).count()).toBe(0);
    const tried = await auditor.request.post(`/api/matters/${id}/unmask`, {
      data: { reason: '审计抽查' },
      headers: { 'x-clearway': '1' },
    });
    expect(tried.status()).toBe(403);
  });

  it('what a firm typed stays text in the spreadsheet that leaves the house', async () => {
    const page = await official(browser, city.url, 'duban', { path: '/matters' });
    const file = await page.request.get('/api/matters/export?format=xlsx');
    expect(file.status()).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await file.body()) as unknown as ArrayBuffer);
    const cells: ExcelJS.Cell[] = [];
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
    const suspect = cells.filter((cell) => cell.text.includes('HYPERLINK'));
    expect(suspect.length).toBeGreaterThan(0);
    for (const cell of suspect) {
      expect(cell.type).toBe(ExcelJS.ValueType.String);
      expect(cell.formula).toBeUndefined();
      expect(cell.text).not.toMatch(/^'/);
      if (cell.text.startsWith('=')) expect(cell.numFmt).toBe('@');
    }
  });
});
