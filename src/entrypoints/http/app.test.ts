import { describe, expect, test } from 'vitest';
import { postJson, READER, testSite, WRITER } from './http.fixture.ts';

const jsonOf = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

describe('input', () => {
  test('query strings become the numbers, booleans and lists that the schema asks for', async () => {
    const { app } = testSite();
    const response = await app.request('/api/things?limit=20&closed=false&tags=a&tags=b&ids=1,2&status=007', {
      headers: READER,
    });
    expect((await jsonOf(response)).input).toEqual({
      limit: 20,
      closed: false,
      tags: ['a', 'b'],
      ids: [1, 2],
      status: '007',
    });
  });

  test('a wrong query is a 400 that names each field in Chinese', async () => {
    const { app } = testSite();
    const response = await app.request('/api/things?limit=many&colour=red', { headers: READER });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = await jsonOf(response);
    expect(problem).toMatchObject({ status: 400, code: 'http.malformed-input', requestId: 'request-1' });
    expect(problem.at).toEqual([
      { path: 'limit', message: expect.stringContaining('须为数字') },
      { path: '', message: expect.stringContaining('colour') },
    ]);
  });

  test('the path wins over the body, headers reach the call', async () => {
    const { app } = testSite();
    const headers = { ...WRITER, 'idempotency-key': 'k-1', 'if-match': '"7"' };
    const response = await app.request(
      '/api/things/one/moves/sign',
      postJson({ id: 'two', move: 'x', note: '同意' }, headers),
    );
    expect(await jsonOf(response)).toEqual({
      seen: { id: 'one', move: 'sign', note: '同意' },
      actor: 'writer',
      key: 'k-1',
      ifMatch: '7',
    });
  });

  test.each([
    ['not JSON', '{', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['another content type', '{"note":"同意"}', 'text/plain'],
  ])('a body that is %s is refused', async (_what, body, type) => {
    const { app } = testSite();
    const response = await app.request('/api/things/one/moves/sign', {
      method: 'POST',
      headers: { ...WRITER, 'content-type': type },
      body,
    });
    expect(response.status).toBe(400);
  });

  test('a body past the bound is a 413, whether or not it says its length', async () => {
    const { app } = testSite();
    const body = JSON.stringify({ note: 'x'.repeat(4000) });
    const said = await app.request(
      '/api/things/one/moves/sign',
      postJson(body, { ...WRITER, 'content-length': String(body.length) }),
    );
    expect(said.status).toBe(413);
    const stream = new Blob([body]).stream();
    const init = { ...postJson('', WRITER), body: stream, duplex: 'half' } as RequestInit;
    const silent = await app.request('/api/things/one/moves/sign', init);
    expect(silent.status).toBe(413);
    expect((await jsonOf(silent)).why).toBe('最多 2 KB');
  });

  test('files arrive by multipart, one or several, beside texts', async () => {
    const { app } = testSite();
    const form = new FormData();
    form.append('file', new File(['abc'], '督办单.docx'));
    form.append('more', new File(['d'], 'd.txt'));
    form.append('pages', '3');
    const response = await app.request('/api/files', { method: 'POST', headers: READER, body: form });
    expect(await jsonOf(response)).toEqual({ name: '督办单.docx', size: 3, more: 1, pages: 3 });
  });
});

describe('answers', () => {
  test('a refusal becomes problem+json with what, todo and the request id', async () => {
    const { app } = testSite();
    const response = await app.request('/api/things/none', { headers: { 'x-request-id': 'from-the-proxy-1' } });
    expect(response.status).toBe(404);
    expect(await jsonOf(response)).toEqual({
      type: 'urn:clearway:problem:things.none',
      title: '没有这个事物',
      status: 404,
      code: 'things.none',
      todo: '请核对编号',
      requestId: 'from-the-proxy-1',
    });
  });

  test('a bug is a 500 that tells nothing of the inside, but is logged', async () => {
    const { app, logged } = testSite();
    const response = await app.request('/api/things/bug');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('select');
    expect(logged.find((each) => each.level === 'error')?.fields.err).toMatchObject({
      message: 'select * from secrets',
    });
  });

  test('a database out of reach is a 503 that says when to come back', async () => {
    const response = await testSite().app.request('/api/things/down');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
  });

  test('what the output schema does not declare does not leave', async () => {
    const response = await testSite().app.request('/api/things', { headers: READER });
    expect((await jsonOf(response)).items).toEqual([{ name: '甲' }]);
  });

  test('an answer that breaks its own schema is a bug, or only a log line where a site prefers so', async () => {
    expect((await testSite().app.request('/api/things/wrong')).status).toBe(500);
    const { app, logged } = testSite({ output: 'report' });
    expect((await app.request('/api/things/wrong')).status).toBe(200);
    expect(logged.some((each) => each.level === 'error')).toBe(true);
  });

  test('a fixed path goes before a path with a name in it', async () => {
    expect(await jsonOf(await testSite().app.request('/api/things/counts'))).toEqual({ n: 3 });
  });

  test('a file keeps its Chinese name and cannot run as a page', async () => {
    const response = await testSite().app.request(`/api/files/${encodeURIComponent('督办单"1.html')}?type=text/html`);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="____1.html"; filename*=UTF-8''${encodeURIComponent('督办单"1.html')}`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('every answer carries the security headers', async () => {
    const response = await testSite().app.request('/api/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
  });

  test('a host that is no site of ours is told so', async () => {
    expect((await testSite().app.request('http://nowhere.example/api/things')).status).toBe(404);
  });
});

describe('what operators see', () => {
  test('a log line has the path template, never the query, the body or the address', async () => {
    const { app, logged } = testSite();
    await app.request('/api/things?q=张三13800000000', { headers: { ...READER, 'x-forwarded-for': '10.1.2.3' } });
    await app.request('/api/things/one/moves/sign', postJson({ note: '李四' }, WRITER));
    const lines = logged.filter((each) => each.message === 'request');
    expect(lines.map((each) => [each.fields.route, each.fields.status, each.fields.actor])).toEqual([
      ['/api/things', 200, 'reader'],
      ['/api/things/{id}/moves/{move}', 200, 'writer'],
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/张三|138|李四|10\.1/);
  });

  test('metrics count by route template', async () => {
    const { app } = testSite();
    await app.request('/api/things/one');
    await app.request('/api/things/two');
    const text = await (await app.request('/metrics')).text();
    expect(text).toContain(
      'clearway_http_request_duration_seconds_count{method="GET",route="/api/things/{id}",status="200"} 1',
    );
    expect(text).toContain('route="/api/things/{id}",status="404"} 1');
    expect(text).not.toContain('two');
  });

  test('readiness says which part is not ready', async () => {
    const { app } = testSite({ readiness: async () => [{ name: 'database', ok: false, why: 'starting' }] });
    const response = await app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await jsonOf(response)).toEqual({ ok: false, checks: [{ name: 'database', ok: false, why: 'starting' }] });
    expect((await app.request('/healthz')).status).toBe(200);
  });
});
