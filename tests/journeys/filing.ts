import type { Page } from 'playwright-core';
import { press, shown } from './people.ts';

export type Receipt = { readonly id: string; readonly number: string; readonly code: string };

/** Tells a problem from a firm's phone, as short as can be. */
export async function fileProblem(firm: Page, words: string): Promise<Receipt> {
  await firm.goto('/e/new');
  await firm.getByLabel('说说您遇到的问题').fill(words);
  await press(firm, '下一步');
  await press(firm, '提交');
  return readReceipt(firm);
}

/** What the page says once the problem was taken; then the page of the matter. */
export async function readReceipt(firm: Page): Promise<Receipt> {
  await shown(firm, '已收到，正在办');
  const number = await answerAt(firm, '受理编号');
  const code = await answerAt(firm, '查询码');
  await press(firm, '看进展');
  await firm.waitForURL(/\/e\/m\//);
  return { id: new URL(firm.url()).pathname.split('/').at(-1) ?? '', number, code };
}

const answerAt = async (page: Page, label: string): Promise<string> =>
  (await page.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd').textContent()) ?? '';
