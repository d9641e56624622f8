import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccessSite, accessSite, ask, PASSWORD, tokenOf } from './access.fixture.ts';
import { MINUTE } from './policy.ts';
import { httpWorkApp, recordingWorkApp } from './work-app.ts';

const ROLES = {
  dispatcher: { title: '管理员', permissions: ['access.read', 'access.manage', 'audit.read', 'registry.read'] },
};
let site: AccessSite;
let admin: string;

beforeAll(async () => {
  site = await accessSite({
    rolesOf: () => ROLES,
    permissionTitle: (_tenant, id) => (id === 'audit.read' ? '查看审计记录' : undefined),
  });
  admin = tokenOf(await ask(site.app, 'POST /api/sessions', { login: 'wangfang', password: PASSWORD }));
});
afterAll(() => site[Symbol.asyncDispose]());

test('an account is opened with a password that is shown once and must be changed', async () => {
  const issued = await ask(site.app, 'POST /api/accounts', { login: ' New.One ', personId: 'p2' }, admin);
  expect(issued).toMatchObject({
    status: 200,
    body: { login: 'new.one', initialPassword: expect.stringMatching(/^.{5}-.{6}$/) },
  });
  const signedIn = await ask(site.app, 'POST /api/sessions', {
    login: 'new.one',
    password: issued.body.initialPassword,
  });
  expect(signedIn.body.account).toMatchObject({ id: 'p2', mustChangePassword: true, permissions: [] });
  expect((await ask(site.app, 'POST /api/accounts', { login: 'new.one', personId: 'p2' }, admin)).status).toBe(409);
  expect((await ask(site.app, 'POST /api/accounts', { login: 'ghost', personId: 'p9' }, admin)).status).toBe(404);
  expect((await ask(site.app, 'POST /api/accounts', { login: '中文', personId: 'p2' }, admin)).status).toBe(400);
});

test('a reset opens the lock, ends the sessions and replaces the password', async () => {
  const before = tokenOf(await ask(site.app, 'POST /api/sessions', { login: 'liqiang', password: PASSWORD }));
  for (let i = 0; i < 5; i += 1) await ask(site.app, 'POST /api/sessions', { login: 'liqiang', password: 'wrong' });
  const reset = await ask(site.app, 'POST /api/accounts/liqiang/password', {}, admin);
  expect((await ask(site.app, 'GET /api/sessions/current', undefined, before)).status).toBe(401);
  expect((await ask(site.app, 'POST /api/sessions', { login: 'liqiang', password: PASSWORD })).status).toBe(401);
  expect(
    (await ask(site.app, 'POST /api/sessions', { login: 'liqiang', password: reset.body.initialPassword })).status,
  ).toBe(200);
  expect((await ask(site.app, 'POST /api/accounts/nobody/password', {}, admin)).status).toBe(404);
});

test('a disabled account is out at once and back when restored; nobody disables himself', async () => {
  await site.access.register('quzhou', {
    id: 'a3',
    kind: 'official',
    login: 'third',
    personId: 'p2',
    password: PASSWORD,
  });
  const token = tokenOf(await ask(site.app, 'POST /api/sessions', { login: 'third', password: PASSWORD }));
  const set = (login: string, disabled: boolean) =>
    ask(site.app, `POST /api/accounts/${login}/disabled`, { disabled }, admin);
  expect((await set('third', true)).status).toBe(200);
  expect((await ask(site.app, 'GET /api/sessions/current', undefined, token)).status).toBe(401);
  expect(await ask(site.app, 'POST /api/sessions', { login: 'third', password: PASSWORD })).toMatchObject({
    status: 403,
    body: { code: 'access.disabled' },
  });
  await set('third', false);
  expect((await ask(site.app, 'POST /api/sessions', { login: 'third', password: PASSWORD })).status).toBe(200);
  expect((await set('wangfang', true)).status).toBe(409);
});

test('accounts are listed by login, found by name, page by page, never with a hash', async () => {
  const all = await ask(site.app, 'GET /api/accounts', undefined, admin);
  expect((all.body.items as { login: string }[]).map((each) => each.login)).toEqual([
    'liqiang',
    'new.one',
    'third',
    'wangfang',
  ]);
  expect(JSON.stringify(all.body)).not.toContain('argon2');
  const found = await ask(site.app, `GET /api/accounts?q=${encodeURIComponent('王')}`, undefined, admin);
  expect(found.body.items).toMatchObject([{ login: 'wangfang', name: '王芳' }]);
  expect((await ask(site.app, 'GET /api/accounts?q=%25', undefined, admin)).body.items).toEqual([]);
  const page = await ask(site.app, 'GET /api/accounts?limit=3', undefined, admin);
  expect(page.body.next).toBe('third');
  expect((await ask(site.app, 'GET /api/accounts?limit=3&after=third', undefined, admin)).body).toMatchObject({
    items: [{ login: 'wangfang' }],
  });
});

test('auditors read who did what, newest first, page by page', async () => {
  site.wait(MINUTE);
  await ask(site.app, 'POST /api/accounts/third/disabled', { disabled: true }, admin);
  const first = await ask(site.app, 'GET /api/audit-log?limit=1', undefined, admin);
  expect(first.body).toMatchObject({ items: [{ actor: 'p1', act: 'account.disabled', object: 'a3' }] });
  const second = await ask(site.app, `GET /api/audit-log?limit=1&after=${first.body.next}`, undefined, admin);
  expect(second.body.items).not.toEqual(first.body.items);
  const resets = await ask(site.app, 'GET /api/audit-log?act=password.reset', undefined, admin);
  expect(resets.body.items).toMatchObject([{ object: 'a2', actTitle: '重置密码' }]);
});

test('the audit log calls people by their names, and is searched by a name or a login', async () => {
  const { body } = await ask(site.app, 'GET /api/audit-log?act=password.reset', undefined, admin);
  expect(body.items).toMatchObject([{ actor: 'p1', actorName: '王芳', object: 'a2', objectName: '李强' }]);
  for (const said of ['王芳', 'wangfang', 'p1']) {
    const found = await ask(
      site.app,
      `GET /api/audit-log?act=password.reset&actor=${encodeURIComponent(said)}`,
      undefined,
      admin,
    );
    expect(found.body.items).toHaveLength(1);
  }
  const nobody = await ask(site.app, 'GET /api/audit-log?actor=nobody', undefined, admin);
  expect(nobody.body.items).toEqual([]);
});

test('the roles that a post can have are listed, those of people without a post are not', async () => {
  const { body } = await ask(site.app, 'GET /api/roles', undefined, admin);
  const permissions = ['access.read', 'access.manage', 'audit.read', 'registry.read'];
  const may = ['access.read', 'access.manage', '查看审计记录', 'registry.read'];
  expect(body.items).toEqual([{ id: 'dispatcher', title: '管理员', permissions, may }]);
});

test('an official signs in inside the work app by a code that is good once', async () => {
  const workApp = recordingWorkApp({ 'code-1': 'ding-7', 'code-2': 'stranger' });
  await using other = await accessSite({ workApp });
  await other.access.register('quzhou', {
    id: 'a7',
    kind: 'official',
    login: 'seventh',
    personId: 'p2',
    oidcSubject: 'work:ding-7',
  });
  const signIn = (workCode: string) => ask(other.app, 'POST /api/sessions', { workCode });
  expect((await signIn('code-1')).body.account).toMatchObject({ id: 'p2', name: '李强' });
  expect(await signIn('code-1')).toMatchObject({ status: 401, body: { code: 'access.work-app-code' } });
  expect(await signIn('code-2')).toMatchObject({ status: 401, body: { code: 'access.work-app-unknown-subject' } });
  expect(workApp.asked).toEqual(['code-1', 'code-1', 'code-2']);
});

test('the HTTP adapter tells a wrong code from a gateway that is down', async () => {
  const answers: [number, string][] = [
    [200, '{"person":"ding-7"}'],
    [400, '{}'],
    [502, ''],
    [200, '{"nobody":1}'],
  ];
  const gateway = createServer((_request, response) => {
    const [status, body] = answers.shift() ?? [500, ''];
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  try {
    const app = httpWorkApp({ url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/` });
    expect(await app.personOf('x')).toBe('ding-7');
    expect(await app.personOf('x')).toBeUndefined();
    await expect(app.personOf('x')).rejects.toMatchObject({ code: 'access.work-app-unavailable' });
    await expect(app.personOf('x')).rejects.toMatchObject({ code: 'access.work-app-unavailable' });
  } finally {
    gateway.close();
  }
});
