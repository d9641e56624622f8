import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { createVault } from '#platform/matters';
import {
  deliverWebhooks,
  httpSender,
  type LoggedDelivery,
  type Subscription,
  webhookOperations,
} from '#platform/webhooks';
import { createWebhookStore, rebuildProjections } from '#storage';
import { createTestSite, enterpriseActor, officialOf, TENANT, type TestSite } from '#testing/site';

const DISPATCHER = { id: 'p-dispatch', unit: 'longyou-biz-office', role: 'dispatcher' };
const ENTERPRISE = '91330825MA000000XX';
const ADMIN: Actor = {
  kind: 'official',
  id: 'p-admin',
  unit: 'qz-biz-office',
  roles: ['admin'],
  permissions: ['access.manage'],
};

const OPEN = { hosts: true, loopback: false } as const;

type Received = { readonly headers: Record<string, string>; readonly body: string };

/** A subscriber that answers as told, in order; then always 200. */
async function startSubscriber() {
  const received: Received[] = [];
  const answers: ((response: ServerResponse) => void)[] = [];
  const read = async (request: IncomingMessage): Promise<string> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return body;
  };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push({ headers: request.headers as Record<string, string>, body });
      const answer = answers.shift() ?? ((each) => void each.writeHead(204).end());
      answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, answers, close };
}

const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end();

describe('webhooks', () => {
  let site: TestSite;
  let subscriber: Awaited<ReturnType<typeof startSubscriber>>;
  let now = 0;
  const vault = createVault(new Uint8Array(32).fill(7));
  const store = () => createWebhookStore(site.databases);
  const call = async <T>(id: string, input: object): Promise<T> => {
    const operations = webhookOperations({
      store: store(),
      ids: site.wired.matters.ids,
      newSecret: () => new Uint8Array(24).fill(9),
      sealSecret: vault.sealBytes,
      reach: () => OPEN,
    });
    const found = operations.find((each) => each.id === id);
    const made = { tenant: TENANT, actor: ADMIN, now: site.clock.now, requestId: 'r' };
    // biome-ignore lint/suspicious/noExplicitAny: every operation has its own input
    return (await found?.handle(made, found.input.parse(input) as any)) as T;
  };
  const deliver = (send = httpSender(OPEN)) =>
    deliverWebhooks(
      { store: store(), sendFor: () => send, openSecret: vault.openBytes },
      TENANT,
      () => now,
      () => 0,
    );
  const file = () =>
    site.call<{ id: string; number: string }>(enterpriseActor(ENTERPRISE), 'matters.open', {
      loop: 'appeal',
      channel: 'portal',
      region: '330825',
      enterprise: ENTERPRISE,
      fields: { title: '机密标题', body: '联系人张三 13800000000' },
    });
  const assign = (id: string) =>
    site.call(officialOf(site.city, DISPATCHER), 'matters.move', { id, move: 'assign', unit: 'longyou-power' });
  const subscribe = (topics = ['matter.opened', 'matter.moved', 'matter.closed']) =>
    call<{ id: string; secret: string }>('webhooks.add', { url: subscriber.url, title: '测试系统', topics });
  const log = async (id: string) => (await call<{ items: LoggedDelivery[] }>('webhooks.deliveries', { id })).items;
  const only = async () => (await call<{ items: Subscription[] }>('webhooks.list', {})).items[0];

  beforeAll(async () => {
    site = await createTestSite([DISPATCHER]);
  });
  afterAll(() => site[Symbol.asyncDispose]());
  beforeEach(async () => {
    subscriber = await startSubscriber();
    now = Date.now();
    await sql`delete from webhook_deliveries`.execute(site.databases.owner);
    await sql`delete from webhook_subscriptions`.execute(site.databases.owner);
  });
  afterEach(() => subscriber.close());

  it('tells a subscriber what happens, signed, with ids and no words of anybody', async () => {
    const { secret } = await subscribe();
    const { id, number } = await file();
    await assign(id);
    await site.wired.deliver(TENANT, site.clock.now);
    expect(await deliver()).toBe(2);
    const told = subscriber.received.map(
      ({ headers, body }) => new Webhook(secret).verify(body, headers) as { type: string; data: { seq: number } },
    );
    // They leave side by side; `seq` says which came first.
    expect(told.toSorted((a, b) => a.data.seq - b.data.seq)).toMatchObject([
      { type: 'matter.opened', data: { matter: id, number, loop: 'appeal', status: 'filed' } },
      { type: 'matter.moved', data: { matter: id, move: 'assign', status: 'handling' } },
    ]);
    expect(subscriber.received.map((each) => each.body).join()).not.toMatch(/机密|张三|138/);
  });

  it('writes nothing while nobody listens, and sends a topic only to those who asked for it', async () => {
    const before = await file();
    await subscribe(['matter.closed']);
    await assign(before.id);
    await site.wired.deliver(TENANT, site.clock.now);
    expect(await deliver()).toBe(0);
    await site.call(enterpriseActor(ENTERPRISE), 'matters.move', {
      id: before.id,
      move: 'withdraw',
      reason: '已解决',
      note: '已解决',
    });
    await site.wired.deliver(TENANT, site.clock.now);
    expect(await deliver()).toBe(1);
    expect(JSON.parse(subscriber.received[0]?.body ?? '')).toMatchObject({ type: 'matter.closed' });
  });

  it('tries again, later and later, under the same id, and logs each attempt', async () => {
    const { id } = await subscribe();
    await file();
    await site.wired.deliver(TENANT, site.clock.now);
    subscriber.answers.push(status(500), (response) => void response.destroy());
    expect(await deliver()).toBe(0);
    expect(await log(id)).toMatchObject([{ attempts: 1, lastStatus: 500, nextAt: now + 5_000 }]);
    expect(await deliver()).toBe(0);
    expect(subscriber.received).toHaveLength(1);
    now += 5_000;
    expect(await deliver()).toBe(0);
    expect(await log(id)).toMatchObject([{ attempts: 2, lastStatus: null, nextAt: now + 30_000 }]);
    now += 30_000;
    expect(await deliver()).toBe(1);
    expect(await log(id)).toMatchObject([{ attempts: 3, lastStatus: 204, nextAt: null, lastError: null }]);
    expect(new Set(subscriber.received.map((each) => each.headers['webhook-id'])).size).toBe(1);
    expect((await only())?.failures).toBe(0);
  });

  it('does not wait for one that is late, follows no redirection, and takes 2xx only for a yes', async () => {
    const { id } = await subscribe();
    await file();
    await site.wired.deliver(TENANT, site.clock.now);
    subscriber.answers.push(status(302, { location: 'http://127.0.0.1:1/' }));
    expect(await deliver()).toBe(0);
    expect(await log(id)).toMatchObject([{ lastError: 'HTTP 302' }]);
    now += 5_000;
    expect(await deliver(async () => ({ status: null, error: '超时', ms: 10_000 }))).toBe(0);
    expect(await log(id)).toMatchObject([{ lastError: '超时', attempts: 2 }]);
  });

  it('gives a delivery up in the end, and gives up a subscriber who is never there', async () => {
    const { id } = await subscribe();
    for (let n = 0; n < 3; n += 1) await file();
    await site.wired.deliver(TENANT, site.clock.now);
    const refuses = async () => ({ status: 503, error: 'HTTP 503', ms: 1 });
    for (let round = 0; round < 12; round += 1) {
      await deliver(refuses);
      now += 86_400_000;
    }
    expect((await only())?.disabledWhy).toContain('连续 20 次');
    const waiting = (await log(id)).filter((each) => each.nextAt !== null).length;
    expect(await deliver()).toBe(0);
    await call('webhooks.enable', { id });
    expect(await deliver()).toBe(waiting);
  });

  it('stops at once where the subscriber says that it is gone', async () => {
    await subscribe();
    await file();
    await site.wired.deliver(TENANT, site.clock.now);
    subscriber.answers.push(status(410));
    await deliver();
    expect((await only())?.disabledWhy).toContain('410');
  });

  it('sends each message once when two processes deliver, and again only when one died with it', async () => {
    await subscribe();
    for (let n = 0; n < 5; n += 1) await file();
    await Promise.all([site.wired.deliver(TENANT, site.clock.now), site.wired.deliver(TENANT, site.clock.now)]);
    const arrived = await Promise.all([deliver(), deliver()]);
    expect((arrived[0] ?? 0) + (arrived[1] ?? 0)).toBe(5);
    expect(subscriber.received).toHaveLength(5);
    await file();
    await site.wired.deliver(TENANT, site.clock.now);
    expect(await store().take(TENANT, now, now + 60_000, 20)).toHaveLength(1);
    expect(await deliver()).toBe(0);
    now += 60_000;
    expect(await deliver()).toBe(1);
  });

  it('says nothing when a projection is rebuilt', async () => {
    await subscribe();
    const { id } = await file();
    await sql`delete from outbox`.execute(site.databases.owner);
    await sql`update matters set status = 'verified' where id = ${id}`.execute(site.databases.owner);
    const directory = await site.wired.registry.directory(TENANT, site.clock.now);
    expect((await rebuildProjections(site.databases.system, TENANT, directory)).differing).toContain(id);
    const { rows } = await sql`select 1 from outbox where topic = 'webhook'`.execute(site.databases.owner);
    expect(rows).toEqual([]);
  });

  it('may be tried out and sent again by hand', async () => {
    const { id } = await subscribe();
    await call('webhooks.test', { id });
    now = Date.now() + 1000;
    expect(await deliver()).toBe(1);
    const [first] = await log(id);
    await call('webhooks.redeliver', { id: first?.id });
    now = Date.now() + 1000;
    expect(await deliver()).toBe(1);
    expect(await log(id)).toHaveLength(1);
    await call('webhooks.remove', { id });
    await expect(call('webhooks.remove', { id })).rejects.toThrow('没有这个网络回调');
  });
});
