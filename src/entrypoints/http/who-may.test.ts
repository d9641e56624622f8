import { describe, expect, test } from 'vitest';
import { postJson, READER, testSite, WRITER } from './http.fixture.ts';

const jsonOf = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

describe('who may', () => {
  test('without a session a guarded operation says 401, with one but no permission 403', async () => {
    const { app } = testSite();
    expect((await app.request('/api/things')).status).toBe(401);
    const refused = await app.request('/api/things/one/moves/sign', postJson({ note: '同意' }, READER));
    expect(refused.status).toBe(403);
    expect((await jsonOf(refused)).title).toContain('办理事物');
  });

  test('the permission is settled before the body is read', async () => {
    const { app } = testSite();
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new TextEncoder().encode('{'));
          if (pulled > 5) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: 'POST', headers: { ...READER, 'content-type': 'application/json' }, body, duplex: 'half' };
    expect((await app.request('/api/things/one/moves/sign', init as RequestInit)).status).toBe(403);
    expect(pulled).toBe(0);
  });

  test('a refusal for want of permission is handed to the audit without the input', async () => {
    const entries: object[] = [];
    const { app } = testSite({ auditRefusal: (entry) => void entries.push(entry) });
    await app.request('/api/things/one/moves/sign', postJson({ note: '同意' }, READER));
    expect(entries).toEqual([
      expect.objectContaining({
        operation: 'things.move',
        permission: 'things.write',
        tenant: 'quzhou',
        now: 1_790_000_000_000,
      }),
    ]);
    expect(JSON.stringify(entries)).not.toContain('同意');
  });

  test('a cookie needs the header of our own pages for writing; a token does not', async () => {
    const { app } = testSite();
    const cookie = { cookie: 'clearway=token-of-writer-0123456789' };
    const write = (headers: Record<string, string>) =>
      app.request('/api/things/one/moves/sign', postJson({ note: '同意' }, headers));
    expect((await write(cookie)).status).toBe(403);
    expect((await write({ ...cookie, 'x-clearway': '1' })).status).toBe(200);
    expect((await write({ ...cookie, 'x-clearway': '1', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await write({ ...cookie, ...WRITER })).status).toBe(200);
    expect((await app.request('/api/things', { headers: cookie })).status).toBe(200);
  });

  test('signing in sets the cookie out of reach of scripts, signing out removes it', async () => {
    const { app } = testSite();
    const signedIn = await app.request('/api/sessions', postJson({ login: 'reader' }));
    expect(signedIn.headers.get('set-cookie')).toBe(
      'clearway=token-of-reader-0123456789; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax',
    );
    const secure = await testSite({ trustedProxies: 1 }).app.request(
      '/api/sessions',
      postJson({ login: 'reader' }, { 'x-forwarded-proto': 'https' }),
    );
    expect(secure.headers.get('set-cookie')).toContain('; Secure');
    const signedOut = await app.request('/api/sessions/current', { method: 'DELETE', headers: READER });
    expect(signedOut.status).toBe(204);
    expect(signedOut.headers.get('set-cookie')).toContain('clearway=; Max-Age=0');
  });
});
