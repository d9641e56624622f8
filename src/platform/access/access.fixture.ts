// A city of two offices on a real database, with a clock that tests may move.
import { randomBytes } from 'node:crypto';
import { createHttpApp, createMetrics, type HttpApp } from '#entrypoints/http';
import { idSource } from '#kernel';
import { accessStores, type Database, openDatabases } from '#storage';
import { createMigratedDatabase, withClient } from '#testing/database';
import { type Access, type AccessOptions, createAccess } from './create-access.ts';
import type { Roles } from './roles.ts';
import { recordingSmsSender } from './sms-sender.ts';

export const ROLES: Roles = {
  dispatcher: { title: '分办员', permissions: ['matters.read', 'appeals.dispatch'] },
  head: { title: '负责人', permissions: ['matters.read', 'matters.approve'] },
  enterprise: { title: '企业', permissions: ['appeals.file'] },
  follower: { title: '查询人', permissions: ['appeals.follow'] },
};
export const PASSWORD = 'Qz-2026-通天';
export const START = Date.parse('2026-09-20T10:00:00+08:00');

const CITY = `
  insert into tenants values ('quzhou', '衢州市', false, 0, '{}', now()), ('hangzhou', '杭州市', false, 0, '{}', now());
  insert into units (tenant_id, id, name, kind, level, valid_from) values
    ('quzhou', 'u1', '市营商办', 'office', 1, '2020-01-01'), ('quzhou', 'u2', '柯城区营商办', 'office', 2, '2020-01-01');
  insert into people (tenant_id, id, name, created_at) values ('quzhou', 'p1', '王芳', now()), ('quzhou', 'p2', '李强', now());
  insert into posts (tenant_id, id, person_id, unit_id, section, role, title, valid_from, valid_to) values
    ('quzhou', 'o1', 'p1', 'u1', '综合科', 'dispatcher', '综合科科员', '2024-01-01', null),
    ('quzhou', 'o2', 'p1', 'u2', null, 'head', null, '2025-01-01', '2026-09-30'),
    ('quzhou', 'o3', 'p1', 'u1', null, 'head', '已卸任', '2020-01-01', '2023-12-31');
  insert into enterprises (tenant_id, id, name, created_at) values ('quzhou', '91330800MA0000000X', '衢州示例有限公司', now());
`;

export type AccessSite = {
  readonly access: Access;
  readonly app: HttpApp;
  readonly db: Database;
  readonly sms: ReturnType<typeof recordingSmsSender>;
  /** Milliseconds added to the clock. */
  readonly wait: (ms: number) => void;
  readonly audit: () => Promise<
    readonly { readonly actor: string; readonly act: string; readonly detail: Record<string, unknown> }[]
  >;
  readonly dump: () => Promise<string>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export async function accessSite(changes: Partial<AccessOptions> = {}): Promise<AccessSite> {
  const database = await createMigratedDatabase();
  await withClient(database.url, (client) => client.query(CITY));
  const databases = openDatabases({ url: database.url, connections: 4 });
  let now = START;
  const clock = (): number => now;
  const sms = recordingSmsSender();
  const ids = idSource(clock, randomBytes);
  const stores = accessStores(databases.system);
  const base = {
    stores,
    rolesOf: () => ROLES,
    hashKey: 'test key',
    clock,
    ids,
    random: randomBytes,
    sms,
    isDemo: () => false,
  };
  const access = createAccess({ ...base, ...changes });
  await access.register('quzhou', {
    id: 'a1',
    kind: 'official',
    login: 'Wangfang',
    personId: 'p1',
    password: PASSWORD,
    passwordIsOwn: true,
  });
  await access.register('quzhou', {
    id: 'a2',
    kind: 'official',
    login: 'liqiang',
    personId: 'p2',
    password: PASSWORD,
    oidcSubject: 'subject-2',
  });
  const app = createHttpApp({
    operations: access.operations,
    resolveTenant: ({ host }) => (host.startsWith('hangzhou') ? 'hangzhou' : 'quzhou'),
    resolveActor: access.resolveActor,
    auditRefusal: access.auditRefusal,
    sessions: access.sessionOperations,
    clock,
    ids,
    logger: { info: () => {}, warn: () => {}, error: ({ err }: { err?: unknown }) => console.error(err) },
    metrics: createMetrics({ process: false }),
    about: { title: '畅营', version: '0' },
    trustedProxies: 1,
    ...(access.oidc ? { oidc: access.oidc } : {}),
  });
  const query = <T>(text: string): Promise<T[]> =>
    withClient(database.url, async (client) => (await client.query(text)).rows);
  return {
    access,
    app,
    sms,
    db: databases.system,
    wait: (ms) => {
      now += ms;
    },
    audit: () => query('select actor, act, detail from audit_log order by ctid'),
    dump: async () => {
      const tables = ['accounts', 'sessions', 'sms_codes', 'throttles', 'audit_log'];
      return JSON.stringify(await Promise.all(tables.map((each) => query(`select * from ${each}`))));
    },
    [Symbol.asyncDispose]: async () => {
      await databases.close();
      await database.drop();
    },
  };
}

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

/** One JSON request, with a token if there is one. */
export async function ask(
  app: HttpApp,
  line: string,
  body?: object,
  token?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const response = await app.request(path, {
    method,
    headers: {
      'x-clearway': '1',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
}

export const tokenOf = (answer: Answer): string => String(answer.body.token);
