import { describe, expect, it } from 'vitest';
import { postJson, testSite, WRITER } from './http.fixture.ts';

const MOVE = '/api/things/one/moves/assign';

/** Every answer to something that cannot be right: a problem that says so in Chinese. */
async function refusedWith(status: number, path: string, init: RequestInit = {}) {
  const { app, logged } = testSite();
  const response = await app.request(path, init);
  const problem = (await response.json()) as { title: string; code: string; at?: { path: string }[] };
  expect([response.status, problem.title]).toEqual([status, expect.stringMatching(/[\u4e00-\u9fff]/)]);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(logged.filter((each) => each.level === 'error')).toEqual([]);
  return problem;
}

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('what no operation should ever see', () => {
  it('signs that no database keeps: in values, in names, in the address', async () => {
    const body = { note: 'a\u0000b' };
    const said = await refusedWith(400, MOVE, postJson(body, WRITER));
    expect(said.at).toEqual([{ path: 'note', message: expect.stringContaining('不能保存的字符') }]);
    await refusedWith(400, MOVE, postJson('{"note":"\\ud800 半个字"}', WRITER));
    await refusedWith(400, MOVE, postJson({ note: '两个字', more: [{ 'k\u0000': 1 }] }, WRITER));
    await refusedWith(400, '/api/things/a%00b');
    await refusedWith(400, '/api/things?q=a%00b', { headers: WRITER });
  });

  it('nesting without end, however short the text', async () => {
    const said = await refusedWith(400, MOVE, postJson(`{"note":${nested(200)}}`, WRITER));
    expect(said.title).toContain('嵌套过深');
    const deep = await refusedWith(400, '/api/sessions', postJson(nested(150_000)));
    expect(deep.title).toContain('嵌套过深');
  });

  it('a body that is too large, no object, or no JSON', async () => {
    await refusedWith(413, MOVE, postJson({ note: '长'.repeat(2000) }, WRITER));
    for (const body of ['[]', '7', '"text"', '{', 'null', '{"note":"x"'])
      await refusedWith(400, MOVE, postJson(body, WRITER));
    await refusedWith(400, MOVE, {
      method: 'POST',
      body: '两个字',
      headers: { ...WRITER, 'content-type': 'text/plain' },
    });
    await refusedWith(400, '/api/files', {
      method: 'POST',
      body: 'no boundary',
      headers: { ...WRITER, 'content-type': 'multipart/form-data; boundary=x' },
    });
  });

  it('an address that cannot be decoded is taken by its letters and found nowhere', async () => {
    await refusedWith(404, '/api/things/%E0%A4%A');
  });

  it('pages longer than allowed, and texts where numbers belong', async () => {
    const said = await refusedWith(400, '/api/things?limit=100000', { headers: WRITER });
    expect(said.at?.[0]?.path).toBe('limit');
    await refusedWith(400, '/api/things?limit=1e9&ids=x', { headers: WRITER });
    await refusedWith(400, MOVE, postJson({ note: { a: 1 } }, WRITER));
    const large = await refusedWith(400, MOVE, postJson({ note: '两个字', when: 1e300 }, WRITER));
    expect(large.title).toBe('填写的数字过大');
  });

  it('names that every object has', async () => {
    const { app } = testSite();
    const response = await app.request(
      MOVE,
      postJson('{"note":"两个字","__proto__":{"admin":true},"constructor":1}', WRITER),
    );
    expect(response.status).toBe(200);
    expect(JSON.stringify(await response.json())).not.toContain('admin');
  });

  it('a value that only the database finds wrong is the sender’s, and logged, for a schema should have known', async () => {
    const { app, logged } = testSite();
    const response = await app.request('/api/things/too-large');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'http.value-out-of-range' });
    expect(logged.filter((each) => each.level === 'error')).toHaveLength(1);
  });
});
