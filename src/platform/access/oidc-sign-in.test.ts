import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccessSite, accessSite } from './access.fixture.ts';

// A real OpenID provider, asking for login and consent by its own pages; the test plays the browser.
const BASE = 'http://clearway.test';
let issuer: Server;
let issuerUrl: string;
let site: AccessSite;

beforeAll(async () => {
  issuer = createServer();
  await new Promise<void>((done) => issuer.listen(0, '127.0.0.1', done));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  const provider = new Provider(issuerUrl, {
    clients: [
      { client_id: 'clearway', client_secret: 'a secret of the client', redirect_uris: [`${BASE}/api/oidc/callback`] },
    ],
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  });
  issuer.on('request', provider.callback());
  const oidc = { issuer: issuerUrl, clientId: 'clearway', clientSecret: 'a secret of the client', baseUrl: BASE };
  site = await accessSite({ oidc });
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  issuer.closeAllConnections();
  issuer.close();
});

/** A browser at the issuer: keeps its cookies, fills in the login form, consents, and stops when it is sent back to us. */
async function atTheIssuer(start: string, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(start);
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    form = undefined;
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = response.headers.get('location');
    if (to) {
      url = new URL(to, url);
      if (url.origin === BASE) return url;
      continue;
    }
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    if (!action) throw new Error(`the issuer showed no form: ${page.slice(0, 300)}`);
    url = new URL(action, url);
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) });
  }
  throw new Error('the issuer did not send us back');
}

async function start(to: string) {
  const response = await site.app.request(`/api/oidc/start?to=${encodeURIComponent(to)}`);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { url: response.headers.get('location') ?? '', cookie };
}

const comeBack = (url: URL, cookie: string) => site.app.request(url.pathname + url.search, { headers: { cookie } });

test('an official signs in at the issuer and lands where he wanted to go, signed in', async () => {
  const { url, cookie } = await start('/matters?lamp=overdue');
  const asked = new URL(url).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('nonce')).toBeTruthy();
  const back = await comeBack(await atTheIssuer(url, 'subject-2'), cookie);
  expect([back.status, back.headers.get('location')]).toEqual([302, '/matters?lamp=overdue']);
  const session = back.headers.getSetCookie().find((each) => each.startsWith('clearway=')) ?? '';
  expect(session).toMatch(/HttpOnly; SameSite=Lax$/);
  const current = await site.app.request('/api/sessions/current', { headers: { cookie: session.split(';')[0] ?? '' } });
  expect(await current.json()).toMatchObject({ id: 'p2', name: '李强' });
});

test('the answer works once, only in the browser that asked, and only with its own state', async () => {
  const mine = await start('/');
  const other = await start('/');
  const answer = await atTheIssuer(mine.url, 'subject-2');
  const refusedAt = (response: Response) => decodeURIComponent(response.headers.get('location') ?? '');
  expect(refusedAt(await comeBack(answer, ''))).toContain('登录请求已失效');
  expect(refusedAt(await comeBack(answer, other.cookie))).toContain('登录请求已失效');
  expect((await comeBack(answer, mine.cookie)).headers.get('location')).toBe('/');
  expect(refusedAt(await comeBack(answer, mine.cookie))).toContain('登录请求已失效');
});

test('a code that belongs to another attempt is refused, because PKCE and nonce do not fit', async () => {
  const mine = await start('/');
  const thief = await start('/');
  const stolen = await atTheIssuer(mine.url, 'subject-2');
  const forged = new URL(stolen);
  forged.searchParams.set('state', new URL(thief.url).searchParams.get('state') ?? '');
  const refused = await comeBack(forged, thief.cookie);
  expect(decodeURIComponent(refused.headers.get('location') ?? '')).toContain('统一身份认证没有通过');
});

test('somebody whom no office registered is told so, and no account is made', async () => {
  const { url, cookie } = await start('/');
  const back = await comeBack(await atTheIssuer(url, 'stranger'), cookie);
  expect(decodeURIComponent(back.headers.get('location') ?? '')).toContain('尚未在本系统开通');
  expect((await site.audit()).at(-1)).toMatchObject({
    act: 'sign-in.refused',
    detail: { why: 'oidc-unknown-subject' },
  });
});

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'coming back to %s is not offered',
  async (to) => {
    const { url, cookie } = await start(to);
    const back = await comeBack(await atTheIssuer(url, 'subject-2'), cookie);
    expect(back.headers.get('location')).toBe('/');
  },
);

test('an issuer that does not answer is a 503 that names the other way in', async () => {
  await using lonely = await accessSite({ oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', baseUrl: BASE } });
  const response = await lonely.app.request('/api/oidc/start');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'access.oidc-unreachable' });
});
