import { z } from 'zod';
import { type AnyOperation, type Call, operation } from '#kernel';

type Reading = { readonly tenant: string; readonly principals: readonly string[] };
type Entry = {
  readonly principal: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: string | null;
  readonly at: number;
  readonly key?: string;
};
type Item = {
  readonly id: string;
  readonly at: number;
  readonly matter: string | null;
  readonly kind: string;
  readonly text: string;
  readonly read: number | null;
};

export type InboxStore = {
  readonly write: (tenant: string, key: string, entries: readonly Entry[]) => Promise<void>;
  readonly list: (
    reading: Reading,
    page: { readonly unread: boolean; readonly after?: string | undefined; readonly limit: number },
  ) => Promise<readonly Item[]>;
  readonly unread: (reading: Reading) => Promise<number>;
  /** `all` or one id; only what is addressed to the reader. */
  readonly markRead: (reading: Reading, id: string, now: number) => Promise<void>;
};

export type InboxPorts = {
  readonly store: InboxStore;
  readonly addressesOf: (actor: Call['actor']) => readonly string[];
  /** What matters are called, of those that the caller may see: a message itself keeps nothing of their content. */
  readonly titles: (call: Call, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

/** 消息: what the system has told this person, unit or enterprise. */
export function inboxOperations({ store, addressesOf, titles }: InboxPorts) {
  const reading = ({ tenant, actor }: Call): Reading => ({
    tenant,
    principals: addressesOf(actor),
  });
  return [
    operation({
      id: 'inbox.list',
      method: 'GET',
      path: '/api/inbox',
      title: '消息：系统发给我、我单位或我企业的提醒',
      permission: 'signed-in',
      input: z.object({
        unread: z.boolean().default(false),
        after: z.string().max(80).optional(),
        limit: z.number().int().min(1).max(100).default(30),
      }),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            at: z.number(),
            title: z.string(),
            kind: z.string(),
            matterId: z.string().optional(),
            matterTitle: z.string().optional().describe('事项的标题；看不到该事项的不显示'),
            readAt: z.number().optional(),
          }),
        ),
        unread: z.number(),
      }),
      handle: async (call, page) => {
        const [rows, unread] = await Promise.all([store.list(reading(call), page), store.unread(reading(call))]);
        const called = await titles(call, [...new Set(rows.flatMap(({ matter }) => matter ?? []))]);
        const titleOf = (matter: string) => {
          const matterTitle = called.get(matter);
          return { matterId: matter, ...(matterTitle ? { matterTitle } : {}) };
        };
        const items = rows.map(({ id, at, text, kind, matter, read }) => ({
          id,
          at,
          title: text,
          kind,
          ...(matter ? titleOf(matter) : {}),
          ...(read === null ? {} : { readAt: read }),
        }));
        return { items, unread };
      },
    }),
    operation({
      id: 'inbox.read',
      method: 'POST',
      path: '/api/inbox/{id}/read',
      title: '标为已读；编号写 all 为全部',
      permission: 'signed-in',
      input: z.object({ id: z.string().max(80) }),
      output: z.object({}),
      handle: async (call, { id }) => {
        await store.markRead(reading(call), id, call.now);
        return {};
      },
    }),
  ] satisfies readonly AnyOperation[];
}
