import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { accessSite, ask, tokenOf } from './access.fixture.ts';
import { DAY, MINUTE } from './policy.ts';
import { principalsOf } from './roles.ts';
import { httpSmsSender } from './sms-sender.ts';

const PHONE = '13857000001';

test('a clerk proves her phone by a code and speaks for her enterprise', async () => {
  await using site = await accessSite();
  await site.access.register('quzhou', {
    id: 'e1',
    kind: 'enterprise',
    login: 'clerk-1',
    enterpriseId: '91330800MA0000000X',
    phone: '+86 138-5700-0001',
  });
  expect((await ask(site.app, 'POST /api/sms-codes', { phone: '138 5700 0001' })).body).toEqual({});
  const code = site.sms.sent[0]?.code ?? '';
  expect(code).toMatch(/^\d{6}$/);
  const answer = await ask(site.app, 'POST /api/sessions', { phone: PHONE, code });
  expect(answer.body.account).toMatchObject({
    id: 'e1',
    kind: 'enterprise',
    enterprise: { id: '91330800MA0000000X', name: '衢州示例有限公司' },
    permissions: ['appeals.file'],
  });
  const actor = await site.access.resolveActor('quzhou', tokenOf(answer));
  expect(principalsOf(actor)).toEqual(['person:e1', 'enterprise:91330800MA0000000X']);
  expect((await ask(site.app, 'POST /api/sessions', { phone: PHONE, code })).status).toBe(401);
});

test('an unknown phone gets an account of its own, the same one next time, and no enterprise', async () => {
  await using site = await accessSite();
  const signIn = async () => {
    await ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
    const answer = await ask(site.app, 'POST /api/sessions', { phone: PHONE, code: site.sms.sent.at(-1)?.code });
    return site.access.resolveActor('quzhou', tokenOf(answer));
  };
  const first = await signIn();
  site.wait(MINUTE);
  expect(await signIn()).toEqual(first);
  expect(first).toMatchObject({ kind: 'enterprise', roles: ['enterprise'] });
  expect(first.enterprise).toBeUndefined();
  expect(await site.dump()).not.toContain(PHONE);
});

test('a code is good for five minutes and five attempts', async () => {
  await using site = await accessSite();
  const attempt = (code: string | undefined) => ask(site.app, 'POST /api/sessions', { phone: PHONE, code });
  await ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
  const first = site.sms.sent[0]?.code;
  site.wait(5 * MINUTE);
  expect((await attempt(first)).body).toMatchObject({ code: 'access.wrong-sms-code', todo: '请重新获取验证码' });
  await ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
  const second = site.sms.sent[1]?.code ?? '';
  const wrong = second === '000000' ? '000001' : '000000';
  await Promise.all(Array.from({ length: 5 }, () => attempt(wrong)));
  expect((await attempt(second)).status).toBe(401);
});

test('codes are sent once a minute and ten times a day to one phone', async () => {
  await using site = await accessSite();
  const send = () => ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
  expect((await send()).status).toBe(200);
  expect(await send()).toMatchObject({ status: 429, body: { todo: '请在 60 秒后再试' } });
  for (let i = 0; i < 9; i += 1) {
    site.wait(MINUTE);
    expect((await send()).status).toBe(200);
  }
  site.wait(MINUTE);
  expect((await send()).status).toBe(429);
  site.wait(DAY);
  expect((await send()).status).toBe(200);
  expect(site.sms.sent).toHaveLength(11);
});

test('a demo city shows the code instead of sending it', async () => {
  await using site = await accessSite({ isDemo: (tenant) => tenant === 'quzhou' });
  const { body } = await ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
  expect((await ask(site.app, 'POST /api/sessions', { phone: PHONE, code: body.demoCode })).status).toBe(200);
  expect(site.sms.sent).toHaveLength(0);
});

test('a phone that is none is refused in Chinese', async () => {
  await using site = await accessSite();
  expect(await ask(site.app, 'POST /api/sms-codes', { phone: '123' })).toMatchObject({
    status: 400,
    body: { at: [{ path: 'phone', message: '请填写 11 位手机号' }] },
  });
});

test('a matter is followed by its number and code; the session reaches nothing else', async () => {
  const issued: { hash?: string } = {};
  await using site = await accessSite({
    findFollowed: async (_tenant, number) =>
      number === 'QZ-SQ-2026-0001' && issued.hash ? { matterId: 'm1', codeHash: issued.hash } : undefined,
  });
  const { code, hash } = site.access.newFollowCode();
  issued.hash = hash;
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const follow = (number: string, given: string) => ask(site.app, 'POST /api/sessions', { number, code: given });
  expect((await follow('QZ-SQ-2026-0001', 'AAAA-AAAA')).status).toBe(401);
  expect((await follow('QZ-SQ-2026-0002', code)).status).toBe(401);
  const answer = await follow(' qz-sq-2026-0001', code.toLowerCase().replace('-', ' '));
  expect(answer.body.account).toMatchObject({ matterId: 'm1', permissions: ['appeals.follow'], posts: [] });
  const actor = await site.access.resolveActor('quzhou', tokenOf(answer));
  expect(principalsOf(actor)).toEqual(['follow:m1']);
  for (let i = 0; i < 9; i += 1) await follow('QZ-SQ-2026-0001', 'AAAA-AAAA');
  expect((await follow('QZ-SQ-2026-0001', code)).status).toBe(429);
});

test('a disabled account has no session any more', async () => {
  await using site = await accessSite();
  await ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
  const token = tokenOf(await ask(site.app, 'POST /api/sessions', { phone: PHONE, code: site.sms.sent[0]?.code }));
  const { id } = await site.access.resolveActor('quzhou', token);
  await sql`update accounts set disabled = true where id = ${id}`.execute(site.db);
  expect(await site.access.resolveActor('quzhou', token)).toMatchObject({ kind: 'anonymous' });
});

test('the audit names what happened and to which account, without a phone or a name', async () => {
  await using site = await accessSite();
  await ask(site.app, 'POST /api/sms-codes', { phone: PHONE });
  await ask(site.app, 'POST /api/sessions', { phone: PHONE, code: '0000000' });
  await ask(site.app, 'POST /api/sessions', { phone: PHONE, code: site.sms.sent[0]?.code });
  const entries = await site.audit();
  expect(entries.map((each) => [each.act, each.detail])).toEqual([
    ['sign-in.refused', { why: 'wrong-sms-code' }],
    ['account.registered', {}],
    ['sign-in', { means: 'sms' }],
  ]);
  expect(JSON.stringify(entries)).not.toContain(PHONE);
});

test('the HTTP adapter posts to the gateway, and a gateway that fails is a refusal that can be retried', async () => {
  const seen: unknown[] = [];
  let status = 200;
  const gateway = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      seen.push({ authorization: request.headers.authorization, body: JSON.parse(text) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  try {
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
    const sender = httpSmsSender({ url, token: 'secret' });
    await sender.send({ phone: PHONE, code: '123456', minutes: 5 });
    expect(seen).toEqual([
      {
        authorization: 'Bearer secret',
        body: { phone: PHONE, template: 'sign-in-code', params: { code: '123456', minutes: 5 } },
      },
    ]);
    status = 500;
    await expect(sender.send({ phone: PHONE, code: '123456', minutes: 5 })).rejects.toMatchObject({
      code: 'access.sms-unavailable',
    });
  } finally {
    gateway.close();
  }
});
