import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '#kernel';
import { createEventHub } from './event-hub.ts';
import { READER, testSite, WRITER } from './http.fixture.ts';
import { serve } from './serve.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };
const hub = () => createEventHub((actor) => [`person:${actor.id}`, 'unit:u1']);
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

function gate() {
  let open = (): void => {};
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { open, passed };
}

describe('a real server', () => {
  test('finishes what is under way when it stops, and takes nothing new', async () => {
    const entered = gate();
    const leave = gate();
    const slow = operation({
      id: 'slow.get',
      method: 'GET',
      path: '/api/slow',
      title: '慢',
      permission: 'public',
      input: z.object({}),
      output: z.object({ done: z.boolean() }),
      handle: async () => {
        entered.open();
        await leave.passed;
        return { done: true };
      },
    });
    const server = await serve(testSite({ operations: [slow] }).app, LOCAL);
    const answer = fetch(`${server.url}/api/slow`);
    await entered.passed;
    const stopped = server.stop();
    await pause(100);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    leave.open();
    expect(await (await answer).json()).toEqual({ done: true });
    await stopped;
  });

  test('cuts a request that does not end within the grace', async () => {
    const entered = gate();
    const stuck = operation({
      id: 'stuck.get',
      method: 'GET',
      path: '/api/stuck',
      title: '卡',
      permission: 'public',
      input: z.object({}),
      output: z.object({}),
      handle: () => {
        entered.open();
        return new Promise<never>(() => {});
      },
    });
    const server = await serve(testSite({ operations: [stuck] }).app, LOCAL);
    const answer = fetch(`${server.url}/api/stuck`).catch(() => 'cut');
    await entered.passed;
    await server.stop(100);
    expect(await answer).toBe('cut');
  });

  test('says in both languages that the port is taken', async () => {
    const first = await serve(testSite().app, LOCAL);
    await expect(serve(testSite().app, { host: '127.0.0.1', port: first.port })).rejects.toMatchObject({
      parts: { code: 'http.port-taken', why: '端口已被占用' },
    });
    await first.stop();
  });

  test('takes the address from the socket, and from the header only behind a proxy of its own', async () => {
    const seen: (string | undefined)[] = [];
    const who = operation({
      id: 'who.get',
      method: 'GET',
      path: '/api/who',
      title: '谁',
      permission: 'public',
      input: z.object({}),
      output: z.object({}),
      handle: async (call) => {
        seen.push(call.address);
        return {};
      },
    });
    for (const trustedProxies of [0, 1]) {
      const server = await serve(testSite({ operations: [who], trustedProxies }).app, LOCAL);
      await fetch(`${server.url}/api/who`, { headers: { 'x-forwarded-for': '6.6.6.6, 10.0.0.7' } });
      await server.stop();
    }
    expect(seen).toEqual(['127.0.0.1', '10.0.0.7']);
  });
});

describe('events', () => {
  /** Reads from a stream until it has seen the text, or the stream ends. */
  async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
    let text = '';
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      if (done) return `${text}<end>`;
      text += new TextDecoder().decode(value);
    }
    return text;
  }

  async function listen(site: ReturnType<typeof testSite>, headers: Record<string, string>) {
    const server = await serve(site.app, LOCAL);
    const response = await fetch(`${server.url}/api/events`, { headers });
    const reader = response.body?.getReader();
    if (!reader) throw new Error('no stream');
    return { server, response, reader };
  }

  test('reach only those of the tenant who hold a principal', async () => {
    const events = hub();
    const { server, response, reader } = await listen(testSite({ hub: events }), READER);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('content-encoding')).toBeNull();
    await readUntil(reader, ': hello');
    events.publish({ tenant: 'quzhou', principals: ['person:somebody else'] }, { topic: 'inbox' });
    events.publish({ tenant: 'hangzhou', principals: ['person:reader'] }, { topic: 'inbox' });
    events.publish(
      { tenant: 'quzhou', principals: ['unit:u1', 'person:reader'] },
      { topic: 'matter', id: 'm1', seq: 4 },
    );
    events.publish({ tenant: 'quzhou', principals: ['unit:u1'] }, { topic: 'end' });
    const text = await readUntil(reader, '"end"');
    expect(text.replaceAll(/^id: .*\n/gm, '')).toBe(
      'data: {"topic":"matter","id":"m1","seq":4}\n\ndata: {"topic":"end"}\n\n',
    );
    await server.stop();
  });

  test('a browser that comes back hears what it missed, and nothing of others', async () => {
    const events = hub();
    const mine = { tenant: 'quzhou', principals: ['person:reader'] };
    const site = testSite({ hub: events });
    const first = await listen(site, READER);
    await readUntil(first.reader, ': hello');
    events.publish(mine, { topic: 'matter', id: 'm1' });
    const last = /^id: (.+)$/m.exec(await readUntil(first.reader, '"m1"'))?.[1] ?? '';
    await first.server.stop();
    events.publish(mine, { topic: 'matter', id: 'm2' });
    events.publish({ ...mine, principals: ['person:somebody else'] }, { topic: 'matter', id: 'm3' });
    const again = await listen(site, { ...READER, 'last-event-id': last });
    events.publish(mine, { topic: 'end' });
    const text = await readUntil(again.reader, '"end"');
    expect(text).toContain('"m2"');
    expect(text).not.toMatch(/"m1"|"m3"|reset/);
    await again.server.stop();
  });

  test('where what was missed is not known any more, a browser is told to read everything anew', async () => {
    const { server, reader } = await listen(testSite({ hub: hub() }), { ...READER, 'last-event-id': 'another-7' });
    expect(await readUntil(reader, '"reset"')).toContain('data: {"topic":"reset"}');
    await server.stop();
  });

  test('need a session', async () => {
    expect((await testSite({ hub: hub() }).app.request('/api/events')).status).toBe(401);
  });

  test('beat while nothing happens, and end when the session has', async () => {
    let signedIn = true;
    const site = testSite({
      hub: hub(),
      heartbeatMs: 20,
      resolveActor: () => ({ kind: signedIn ? 'official' : 'anonymous', id: 'x', roles: [], permissions: [] }),
    });
    const { server, reader } = await listen(site, WRITER);
    await readUntil(reader, ': beat');
    signedIn = false;
    expect(await readUntil(reader, 'never said')).toContain('<end>');
    await server.stop();
  });

  test('end at once when the server stops, and leave nobody in the hub', async () => {
    const events = hub();
    const { server, reader } = await listen(testSite({ hub: events }), READER);
    await readUntil(reader, ': hello');
    expect(events.size()).toBe(1);
    const started = Date.now();
    await server.stop(5000);
    expect(Date.now() - started).toBeLessThan(2000);
    expect(await readUntil(reader, 'never said')).toContain('<end>');
    expect(events.size()).toBe(0);
  });

  test('a browser that goes away is forgotten', async () => {
    const events = hub();
    const server = await serve(testSite({ hub: events }).app, LOCAL);
    await new Promise<void>((done) => {
      const request = get(`${server.url}/api/events`, { headers: READER }, (response) => {
        response.once('data', () => {
          request.destroy();
          done();
        });
      });
      request.on('error', () => {});
    });
    for (let i = 0; i < 50 && events.size() > 0; i += 1) await pause(20);
    expect(events.size()).toBe(0);
    await server.stop();
  });
});

describe('the built site', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearway-dist-'));
  const secret = join(folder, '..', 'secret.txt');
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>畅营</title>');
  writeFileSync(join(folder, 'assets', 'app-3f9c.js'), `console.log("${'x'.repeat(3000)}")`);
  writeFileSync(secret, 'secret');
  const { app } = testSite({ staticDir: folder });
  const at = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

  test('keeps hashed assets for a year and asks for the page anew', async () => {
    const asset = await at('/assets/app-3f9c.js', { 'accept-encoding': 'gzip' });
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const unpacked = await new Response(asset.body?.pipeThrough(new DecompressionStream('gzip'))).text();
    expect(unpacked).toContain('console.log');
    expect((await at('/')).headers.get('cache-control')).toBe('no-cache');
  });

  test('answers a page of the single-page site with the page, a missing file with 404', async () => {
    expect(await (await at('/matters/01h?tab=files')).text()).toContain('畅营');
    expect((await at('/assets/app-old.js')).status).toBe(404);
    expect((await at('/favicon.ico')).status).toBe(404);
    expect((await at('/api/nothing')).headers.get('content-type')).toContain('application/problem+json');
  });

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/%00'])(
    'does not leave its folder (%s)',
    async (path) => {
      const server = await serve(app, LOCAL);
      const text = await new Promise<string>((done, fail) => {
        get({ host: '127.0.0.1', port: server.port, path }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.on('end', () => done(`${response.statusCode} ${body}`));
        }).on('error', fail);
      });
      await server.stop();
      expect(text).toMatch(/^(404|200|400) /);
      expect(text).not.toContain('secret\n');
      expect(text.endsWith('secret')).toBe(false);
    },
  );
});
