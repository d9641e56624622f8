import type { Browser } from 'playwright-core';

type Act = { readonly login: string; readonly id: string; readonly move: string; readonly input: object };
const HEADERS = { 'x-clearway': '1' };

/** One official does one move, without a page: for the parts of a story that another test has told. */
export async function act(browser: Browser, url: string, { login, id, move, input }: Act): Promise<void> {
  const context = await browser.newContext({ baseURL: url });
  const { request } = context;
  const entered = await request.post('/api/sessions', { data: { login, password: 'demo-2026' }, headers: HEADERS });
  if (!entered.ok()) throw new Error(`${login} could not sign in: ${await entered.text()}`);
  const done = await request.post(`/api/matters/${id}/moves/${move}`, { data: input, headers: HEADERS });
  if (!done.ok()) throw new Error(`${login} could not ${move}: ${await done.text()}`);
  await context.close();
}
