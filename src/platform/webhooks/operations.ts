import { z } from 'zod';
import { type AnyOperation, type IdSource, operation, refuse } from '#kernel';
import { messageOf } from './deliver.ts';
import { TOPICS, type WebhookStore } from './ports.ts';
import { forbiddenUrl, type PrivateReach } from './send.ts';

const Id = z.string().min(1).max(64);
const Topic = z.enum(TOPICS);
const Subscription = z
  .object({
    id: z.string(),
    url: z.string(),
    title: z.string(),
    topics: z.array(Topic),
    failures: z.number().describe('最近一次送到之后，连续失败的次数'),
    disabledAt: z.number().nullable(),
    disabledWhy: z.string().nullable(),
    createdAt: z.number(),
  })
  .meta({ id: 'Webhook' });
const Delivery = z.object({
  id: z.string(),
  topic: z.string(),
  message: z.string().describe('webhook-id：重发时不变，接收方凭它去重'),
  attempts: z.number(),
  nextAt: z.number().nullable().describe('下次发送的时间；已送到或已放弃时为空'),
  deliveredAt: z.number().nullable(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  lastMs: z.number().nullable(),
  createdAt: z.number(),
});

export type WebhookPorts = {
  readonly store: WebhookStore;
  readonly ids: IdSource;
  readonly newSecret: () => Uint8Array;
  readonly sealSecret: (secret: Uint8Array) => Uint8Array;
  readonly reach: (tenant: string) => PrivateReach;
};

const notFound = (what: string) => refuse({ code: 'webhooks.not-found', kind: 'not-found', what: `没有这个${what}` });
const must = (found: boolean, what: string): Record<string, never> => {
  if (!found) throw notFound(what);
  return {};
};

/** Who is told of what happens, and how that went. Messages carry ids only; who wants more asks the API. */
export function webhookOperations({ store, ids, newSecret, sealSecret, reach }: WebhookPorts) {
  const permission = 'access.manage';
  return [
    operation({
      id: 'webhooks.list',
      method: 'GET',
      path: '/api/webhooks',
      title: '网络回调清单',
      permission: 'access.read',
      input: z.object({}),
      output: z.object({ items: z.array(Subscription) }),
      handle: async ({ tenant }) => ({
        items: (await store.list(tenant)).map((each) => ({ ...each, topics: [...each.topics] })),
      }),
    }),
    operation({
      id: 'webhooks.add',
      method: 'POST',
      path: '/api/webhooks',
      title: '登记网络回调；签名密钥只显示这一次',
      permission,
      input: z.object({
        url: z.string().max(500).describe('https 地址；演示城市也可用本机的 http 地址'),
        title: z.string().trim().min(1).max(80).describe('对方是谁'),
        topics: z
          .array(Topic)
          .min(1)
          .max(20)
          .describe(`订阅：${TOPICS.join('、')}`),
      }),
      output: z.object({ id: z.string(), secret: z.string().describe('whsec_… 用来核对签名') }),
      handle: async (call, { url, title, topics }) => {
        const why = forbiddenUrl(url, reach(call.tenant));
        if (why)
          throw refuse({
            code: 'webhooks.url',
            kind: 'invalid',
            what: '这个地址不能用',
            why,
            at: [{ path: 'url', message: why }],
          });
        const id = ids();
        const secret = newSecret();
        const added = { id, url, title, topics: [...new Set(topics)], secret: sealSecret(secret), by: call.actor.id };
        await store.add(call.tenant, added, call.now);
        return { id, secret: `whsec_${Buffer.from(secret).toString('base64')}` };
      },
    }),
    operation({
      id: 'webhooks.remove',
      method: 'DELETE',
      path: '/api/webhooks/{id}',
      title: '取消网络回调',
      permission,
      input: z.object({ id: Id }),
      output: z.object({}),
      handle: async ({ tenant }, { id }) => must(await store.remove(tenant, id), '网络回调'),
    }),
    operation({
      id: 'webhooks.enable',
      method: 'POST',
      path: '/api/webhooks/{id}/enable',
      title: '重新启用因多次失败而停用的网络回调；积压的消息随后发出',
      permission,
      input: z.object({ id: Id }),
      output: z.object({}),
      handle: async ({ tenant }, { id }) => must(await store.enable(tenant, id), '网络回调'),
    }),
    operation({
      id: 'webhooks.deliveries',
      method: 'GET',
      path: '/api/webhooks/{id}/deliveries',
      title: '投递记录',
      permission: 'access.read',
      input: z.object({ id: Id, after: Id.optional(), limit: z.int().min(1).max(200).default(50) }),
      output: z.object({ items: z.array(Delivery), next: z.string().optional() }),
      handle: async ({ tenant }, { id, after, limit }) => {
        const found = await store.deliveries(tenant, id, { after, limit: limit + 1 });
        const items = found.slice(0, limit);
        const next = found.length > limit ? items.at(-1)?.id : undefined;
        return { items, ...(next ? { next } : {}) };
      },
    }),
    operation({
      id: 'webhooks.redeliver',
      method: 'POST',
      path: '/api/webhooks/deliveries/{id}/redeliver',
      title: '再发一次这条消息',
      permission,
      input: z.object({ id: z.string().max(200) }),
      output: z.object({}),
      handle: async ({ tenant }, { id }) => must(await store.redeliver(tenant, id, Date.now()), '投递记录'),
    }),
    operation({
      id: 'webhooks.test',
      method: 'POST',
      path: '/api/webhooks/{id}/test',
      title: '发一条测试消息',
      permission,
      input: z.object({ id: Id }),
      output: z.object({ message: z.string() }),
      handle: async ({ tenant, now }, { id }) => {
        const subscription = (await store.list(tenant)).find((each) => each.id === id);
        const topic = subscription?.topics[0];
        if (!topic) throw notFound('网络回调');
        const message = messageOf(`test-${ids()}`, topic, now, { test: true });
        await store.fanOut(tenant, [message], Date.now(), id);
        return { message: message.id };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
