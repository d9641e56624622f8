import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { commandLine } from '../../src/main/command-line.ts';
import { type RunningSite, startSite } from '../../src/main/start.ts';

type Heard = {
  readonly port?: number;
  readonly id?: string;
  readonly verified?: boolean;
  readonly answered?: number;
  readonly message?: { readonly type: string; readonly data: { readonly number: string } };
};

let folder = '';
let database: TestDatabase;
let site: RunningSite;
let receiver: ChildProcess;
let token = '';
let env: Record<string, string>;
const heard: Heard[] = [];
const port = () => heard[0]?.port ?? 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearway-hook-'));
  database = await createMigratedDatabase();
  receiver = spawn(
    process.execPath,
    [fileURLToPath(new URL('receiver.fixture.ts', import.meta.url)), 'whsec_bm9uZQ=='],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (!receiver.stdout) throw new Error('no output');
  createInterface(receiver.stdout).on('line', (line) => void heard.push(JSON.parse(line) as Heard));
  await vi.waitFor(() => expect(port()).toBeGreaterThan(0), 10_000);
  env = { DATABASE_URL: database.url, DATA_DIR: folder, CONTENT_KEY: '07'.repeat(32), DEMO: '0', PORT: '0' };
  env = { ...env, LOG_LEVEL: 'silent', WEBHOOK_ALLOW: `127.0.0.1:${port()}` };
  site = await startSite({ env, print: () => {}, onDown: () => {} });
  token = await administrator();
});
afterAll(async () => {
  receiver?.kill();
  await site?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function api<T>(method: string, path: string, body?: object, as = token): Promise<T> {
  const response = await fetch(site.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(as ? { authorization: `Bearer ${as}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as T;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

/** As on a new site: the first account from the machine itself, then a password of one's own. */
async function administrator(): Promise<string> {
  const first = (await commandLine()).commands?.find((each) => each.name === 'accounts first');
  const made = await first?.run({ args: ['admin', '张三'], options: {}, json: true, env, print: () => {} });
  const { initialPassword = '' } = (made?.json ?? {}) as { initialPassword?: string };
  const enter = (password: string) => api<{ token: string }>('POST', '/api/sessions', { login: 'admin', password });
  token = (await enter(initialPassword)).token;
  await api('POST', '/api/password', { old: initialPassword, new: 'Hook-Yingshang-2026' });
  token = '';
  return (await enter('Hook-Yingshang-2026')).token;
}

const tell = (told: object) => fetch(`http://127.0.0.1:${port()}/`, { method: 'PUT', body: JSON.stringify(told) });
/** Anybody may, without an account. */
const file = () => {
  const appeal = { body: '厂区双回路供电没有批复', region: '330825', contactName: '李', contactPhone: '13800001234' };
  return api<{ number: string }>('POST', '/api/appeals', appeal, '');
};
const about = (number: string) => heard.filter((each) => each.message?.data.number === number);
const soon = (check: () => unknown, ms = 60_000) => vi.waitFor(check, { timeout: ms, interval: 100 });

it('a system on the inner network that the site may reach hears of a new appeal, checks it, fails, is told again', async () => {
  const url = (at: number) => ({ url: `http://127.0.0.1:${at}/hook`, title: '市数据局', topics: ['matter.opened'] });
  await expect(api('POST', '/api/webhooks', url(port() + 1))).rejects.toThrow(/WEBHOOK_ALLOW|https/);
  const { id, secret } = await api<{ id: string; secret: string }>('POST', '/api/webhooks', url(port()));
  await tell({ secret });
  const subscription = async () =>
    (await api<{ items: { id: string; disabledAt: number | null }[] }>('GET', '/api/webhooks')).items[0];
  const log = async () =>
    (
      await api<{ items: { attempts: number; lastStatus: number; deliveredAt: number | null }[] }>(
        'GET',
        `/api/webhooks/${id}/deliveries`,
      )
    ).items;

  const first = await file();
  await soon(() => expect(about(first.number)).toMatchObject([{ verified: true, message: { type: 'matter.opened' } }]));
  expect(await log()).toMatchObject([{ attempts: 1, lastStatus: 204 }]);

  await tell({ answer: 500 });
  const second = await file();
  await soon(() => expect(about(second.number)).toHaveLength(1));
  await tell({ answer: 204 });
  await soon(() => expect(about(second.number)).toMatchObject([{ answered: 500 }, { answered: 204 }]));
  expect(new Set(about(second.number).map((each) => each.id)).size).toBe(1);
  await soon(async () => expect((await log())[0]).toMatchObject({ attempts: 2, lastStatus: 204 }));

  // Gone: switched off at once; what happens meanwhile waits, and leaves when it is switched on again.
  await tell({ answer: 410 });
  const third = await file();
  await soon(async () => expect((await subscription())?.disabledAt).not.toBeNull());
  await tell({ answer: 204 });
  await api('POST', `/api/webhooks/${id}/enable`);
  await soon(() => expect(about(third.number).at(-1)).toMatchObject({ verified: true, answered: 204 }));
});
