import type { APIRequestContext, Browser } from 'playwright-core';

type Act = { readonly login: string; readonly id: string; readonly move: string; readonly input: object };
const HEADERS = { 'x-clearway': '1' };

async function post<T>(request: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await request.post(path, { data, headers: HEADERS });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** One official does one move, without a page: for the parts of a story that another test has told. */
export async function act(browser: Browser, url: string, { login, id, move, input }: Act): Promise<void> {
  const context = await browser.newContext({ baseURL: url });
  await post(context.request, '/api/sessions', { login, password: 'demo-2026' });
  await post(context.request, `/api/matters/${id}/moves/${move}`, input);
  await context.close();
}

/** A firm tells its problems without a page; their ids, in order. */
export async function fileProblems(
  browser: Browser,
  url: string,
  phone: string,
  problems: readonly { readonly title?: string; readonly body: string }[],
): Promise<readonly string[]> {
  const context = await browser.newContext({ baseURL: url });
  const { request } = context;
  const { demoCode: code } = await post<{ demoCode: string }>(request, '/api/sms-codes', { phone });
  await post(request, '/api/sessions', { phone, code });
  const ids: string[] = [];
  for (const problem of problems) ids.push((await post<{ id: string }>(request, '/api/appeals', problem)).id);
  await context.close();
  return ids;
}
