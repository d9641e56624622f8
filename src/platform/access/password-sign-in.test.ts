import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccessSite, accessSite, ask, PASSWORD, tokenOf } from './access.fixture.ts';
import { DAY, HOUR, MINUTE } from './policy.ts';

const good = { login: 'wangfang', password: PASSWORD };
const bad = { login: 'wangfang', password: 'not it' };

describe('one official', () => {
  let site: AccessSite;
  beforeAll(async () => {
    site = await accessSite();
  });
  afterAll(() => site[Symbol.asyncDispose]());

  test('signs in by login and password and is told who he is in which post', async () => {
    const answer = await ask(site.app, 'POST /api/sessions', { login: ' WANGFANG ', password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.body.account).toEqual({
      id: 'p1',
      kind: 'official',
      name: '王芳',
      unit: { id: 'u1', name: '市营商办' },
      postId: 'o1',
      roles: ['dispatcher'],
      permissions: ['matters.read', 'appeals.dispatch'],
      posts: [
        { id: 'o1', unit: { id: 'u1', name: '市营商办' }, role: 'dispatcher', title: '综合科科员', section: '综合科' },
        { id: 'o2', unit: { id: 'u2', name: '柯城区营商办' }, role: 'head', title: '负责人' },
      ],
    });
    expect(await site.access.resolveActor('quzhou', tokenOf(answer))).toMatchObject({
      id: 'p1',
      unit: 'u1',
      section: '综合科',
    });
  });

  test('acts in the post he chooses, and only in one of his own', async () => {
    const token = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    const chosen = await ask(site.app, 'POST /api/sessions/post', { postId: 'o2' }, token);
    expect(chosen.body).toMatchObject({
      unit: { id: 'u2' },
      roles: ['head'],
      permissions: ['matters.read', 'matters.approve'],
    });
    expect((await ask(site.app, 'GET /api/sessions/current', undefined, token)).body).toMatchObject({ postId: 'o2' });
    expect((await ask(site.app, 'POST /api/sessions/post', { postId: 'o3' }, token)).status).toBe(403);
  });

  test('signs out, and the token is worth nothing from then on', async () => {
    const token = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    expect((await ask(site.app, 'DELETE /api/sessions/current', undefined, token)).status).toBe(200);
    expect((await ask(site.app, 'GET /api/sessions/current', undefined, token)).status).toBe(401);
  });

  test('is nobody in another city', async () => {
    const token = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    expect((await ask(site.app, 'GET http://hangzhou.example/api/sessions/current', undefined, token)).status).toBe(
      401,
    );
    expect((await ask(site.app, 'POST http://hangzhou.example/api/sessions', good)).status).toBe(401);
  });

  test('leaves neither token nor password nor login in the database', async () => {
    const token = tokenOf(
      await ask(site.app, 'POST /api/sessions', good, undefined, { 'x-forwarded-for': '10.9.8.7' }),
    );
    const dump = await site.dump();
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(PASSWORD);
    expect(dump).not.toContain('10.9.8.7');
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(JSON.stringify(await site.audit())).not.toMatch(/wangfang|王芳/i);
  });
});

describe('guessing', () => {
  test('the fifth wrong password locks for a quarter of an hour, right ones too, and says until when', async () => {
    await using site = await accessSite();
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await ask(site.app, 'POST /api/sessions', bad));
    expect(answers.map((each) => each.status)).toEqual([401, 401, 401, 401, 429]);
    expect(answers[0]?.body.why).toBe('再错 4 次将暂时锁定');
    const locked = await ask(site.app, 'POST /api/sessions', good);
    expect(locked).toMatchObject({
      status: 429,
      body: { code: 'access.locked', todo: '请在 10:15 后再试，或联系本单位管理员' },
    });
    expect(locked.headers.get('retry-after')).toBe('900');
    site.wait(15 * MINUTE);
    expect((await ask(site.app, 'POST /api/sessions', bad)).body.why).toBe('再错 4 次将暂时锁定');
    expect((await ask(site.app, 'POST /api/sessions', good)).status).toBe(200);
    expect((await ask(site.app, 'POST /api/sessions', bad)).body.why).toBe('再错 4 次将暂时锁定');
  });

  test('parallel guesses are all counted', async () => {
    await using site = await accessSite();
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(site.app, 'POST /api/sessions', bad)));
    expect(answers.filter((each) => each.status === 401).length).toBeLessThan(5);
    expect((await ask(site.app, 'POST /api/sessions', good)).status).toBe(429);
  });

  test('a login that does not exist is answered word for word like one that does', async () => {
    await using site = await accessSite();
    const told = async (login: string) => {
      const answers = [];
      for (let i = 0; i < 6; i += 1)
        answers.push(await ask(site.app, 'POST /api/sessions', { login, password: 'not it' }));
      return answers.map(({ status, body: { requestId: _, ...rest } }) => ({ status, rest }));
    };
    expect(await told('nobody')).toEqual(await told('wangfang'));
  });

  test('one address gets only so many attempts in a window, then a time to wait', async () => {
    await using site = await accessSite({
      policy: { attempts: { windowMs: 5 * MINUTE, perLogin: 60, perAddress: 3 } },
    });
    const from = (address: string) =>
      ask(site.app, 'POST /api/sessions', good, undefined, { 'x-forwarded-for': address });
    for (let i = 0; i < 3; i += 1) expect((await from('10.0.0.1')).status).toBe(200);
    const refused = await from('10.0.0.1');
    expect(refused).toMatchObject({ status: 429, body: { code: 'access.too-many', todo: '请在 5 分钟后再试' } });
    expect(refused.headers.get('retry-after')).toBe('300');
    expect((await from('10.0.0.2')).status).toBe(200);
    site.wait(5 * MINUTE);
    expect((await from('10.0.0.1')).status).toBe(200);
  });
});

describe('time', () => {
  test('a session lives while it is used, for a week at most', async () => {
    await using site = await accessSite();
    const token = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    const status = async () => (await ask(site.app, 'GET /api/sessions/current', undefined, token)).status;
    for (let i = 0; i < 16; i += 1) {
      site.wait(10 * HOUR);
      expect(await status()).toBe(200);
    }
    site.wait(10 * HOUR);
    expect(await status()).toBe(401);
    const idle = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    site.wait(12 * HOUR);
    expect(await site.access.resolveActor('quzhou', idle)).toMatchObject({ kind: 'anonymous' });
    expect(await site.access.removeExpired()).toBeGreaterThan(0);
  });

  test('a post that has ended permits nothing from the next day on', async () => {
    await using site = await accessSite({
      policy: {
        sessions: {
          official: { idle: 90 * DAY, most: 90 * DAY },
          enterprise: { idle: 1, most: 1 },
          follow: { idle: 1, most: 1 },
        },
      },
    });
    const token = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    await ask(site.app, 'POST /api/sessions/post', { postId: 'o2' }, token);
    site.wait(10 * DAY);
    expect(await site.access.resolveActor('quzhou', token)).toMatchObject({ unit: 'u2' });
    site.wait(1 * DAY);
    expect(await site.access.resolveActor('quzhou', token)).toMatchObject({ unit: 'u1', roles: ['dispatcher'] });
  });

  test('an expired password may only be changed, and changing it ends the other sessions', async () => {
    await using site = await accessSite();
    site.wait(91 * DAY);
    const other = tokenOf(await ask(site.app, 'POST /api/sessions', good));
    const answer = await ask(site.app, 'POST /api/sessions', good);
    expect(answer.body.account).toMatchObject({ mustChangePassword: true, permissions: [], roles: [] });
    const token = tokenOf(answer);
    const change = (password: string) => ask(site.app, 'POST /api/password', { old: PASSWORD, new: password }, token);
    expect(await change('12345678')).toMatchObject({ status: 422, body: { code: 'access.weak-password' } });
    expect(await change(PASSWORD)).toMatchObject({ status: 422, body: { code: 'access.same-password' } });
    expect((await change('Xin-mima-2027')).status).toBe(200);
    expect((await ask(site.app, 'GET /api/sessions/current', undefined, token)).body.permissions).toContain(
      'matters.read',
    );
    expect((await ask(site.app, 'GET /api/sessions/current', undefined, other)).status).toBe(401);
    expect((await ask(site.app, 'POST /api/sessions', good)).status).toBe(401);
  });

  test('a password that somebody else gave out must be changed at the first sign-in', async () => {
    await using site = await accessSite();
    const answer = await ask(site.app, 'POST /api/sessions', { login: 'liqiang', password: PASSWORD });
    expect(answer.body.account).toMatchObject({ mustChangePassword: true });
  });
});
