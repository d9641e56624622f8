// A small site for the tests of this folder: every kind of operation once.
import { z } from 'zod';
import { type Actor, fileField, operation, refuse } from '#kernel';
import { createHttpApp, type HttpApp } from './app.ts';
import { createMetrics } from './metrics.ts';
import type { HttpOptions } from './options.ts';

const echo = operation({
  id: 'things.list',
  method: 'GET',
  path: '/api/things',
  title: '列出事物',
  permission: 'things.read',
  input: z.strictObject({
    status: z.string().optional(),
    limit: z.int().min(1).max(100).default(50),
    closed: z.boolean().optional(),
    tags: z.array(z.string()).optional(),
    ids: z.array(z.int()).optional(),
    q: z.string().optional(),
  }),
  output: z.object({ items: z.array(z.object({ name: z.string() })), input: z.unknown() }),
  handle: async (_call, input) => ({ items: [{ name: '甲', secret: '不该出去' }], input }),
});

const counts = operation({
  id: 'things.counts',
  method: 'GET',
  path: '/api/things/counts',
  title: '数一数',
  permission: 'public',
  input: z.object({}),
  output: z.object({ n: z.number() }),
  handle: async () => ({ n: 3 }),
});

const get = operation({
  id: 'things.get',
  method: 'GET',
  path: '/api/things/{id}',
  title: '看一个事物',
  permission: 'public',
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  handle: async (_call, { id }) => {
    if (id === 'bug') throw new Error('select * from secrets');
    if (id === 'down') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    if (id === 'too-large') throw Object.assign(new Error('integer out of range'), { code: '22003' });
    if (id === 'wrong') return { id: 7 } as never;
    if (id !== 'one')
      throw refuse({ code: 'things.none', kind: 'not-found', what: '没有这个事物', todo: '请核对编号' });
    return { id };
  },
});

const move = operation({
  id: 'things.move',
  method: 'POST',
  path: '/api/things/{id}/moves/{move}',
  title: '办理事物',
  permission: 'things.write',
  input: z.object({
    id: z.string(),
    move: z.string(),
    note: z.string().min(2, '请至少写两个字'),
    when: z.number().optional(),
  }),
  output: z.object({
    seen: z.unknown(),
    key: z.string().optional(),
    ifMatch: z.string().optional(),
    actor: z.string(),
  }),
  bodyLimit: 2048,
  handle: async (call, input) => ({
    seen: input,
    actor: call.actor.id,
    ...(call.idempotencyKey ? { key: call.idempotencyKey } : {}),
    ...(call.ifMatch ? { ifMatch: call.ifMatch } : {}),
  }),
});

const upload = operation({
  id: 'files.add',
  method: 'POST',
  path: '/api/files',
  title: '上传文件',
  permission: 'signed-in',
  consumes: 'multipart',
  input: z.object({ file: fileField(), more: z.array(fileField()).optional(), pages: z.int().optional() }),
  output: z.object({ name: z.string(), size: z.int(), more: z.int(), pages: z.int().optional() }),
  handle: async (_call, { file, more = [], pages }) => ({
    name: file.name,
    size: file.bytes.length,
    more: more.length,
    ...(pages === undefined ? {} : { pages }),
  }),
});

const download = operation({
  id: 'files.get',
  method: 'GET',
  path: '/api/files/{name}',
  title: '下载文件',
  permission: 'public',
  produces: 'file',
  input: z.object({ name: z.string(), type: z.string().default('text/plain') }),
  output: z.custom<import('#kernel').FileValue>(),
  handle: async (_call, { name, type }) => ({ name, type, bytes: new TextEncoder().encode('内容') }),
});

const signIn = operation({
  id: 'sessions.open',
  method: 'POST',
  path: '/api/sessions',
  title: '登录',
  permission: 'public',
  input: z.object({ login: z.string() }),
  output: z.object({ token: z.string() }),
  handle: async (_call, { login }) => ({ token: `token-of-${login}-0123456789` }),
});

const signOut = operation({
  id: 'sessions.end',
  method: 'DELETE',
  path: '/api/sessions/current',
  title: '退出',
  permission: 'signed-in',
  input: z.object({}),
  output: z.void(),
  handle: async () => undefined,
});

export const operations = [get, echo, counts, move, upload, download, signIn, signOut];

const actor = (id: string, ...permissions: string[]): Actor => ({ kind: 'official', id, roles: [], permissions });
const ACTORS: Readonly<Record<string, Actor>> = {
  'token-of-reader-0123456789': actor('reader', 'things.read'),
  'token-of-writer-0123456789': actor('writer', 'things.read', 'things.write'),
};
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };

export const READER = { authorization: 'Bearer token-of-reader-0123456789' };
export const WRITER = { authorization: 'Bearer token-of-writer-0123456789' };

export type Logged = { readonly level: string; readonly fields: Record<string, unknown>; readonly message: string };

export function testSite(changes: Partial<HttpOptions> = {}): { readonly app: HttpApp; readonly logged: Logged[] } {
  const logged: Logged[] = [];
  const log = (level: string) => (fields: object, message: string) => {
    logged.push({ level, fields: { ...fields }, message });
  };
  let n = 0;
  const app = createHttpApp({
    operations,
    resolveTenant: ({ host }) => (host.startsWith('nowhere') ? undefined : 'quzhou'),
    resolveActor: (_tenant, token) => ACTORS[token ?? ''] ?? NOBODY,
    clock: () => 1_790_000_000_000,
    ids: () => {
      n += 1;
      return `request-${n}`;
    },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    metrics: createMetrics({ process: false }),
    about: { title: '畅营', version: '0.1.0' },
    sessions: { open: ['sessions.open'], end: ['sessions.end'] },
    ...changes,
  });
  return { app, logged };
}

export const postJson = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
