import { type Call, isRefusal, systemCall } from '#kernel';

export type OutboxItem = {
  readonly id: string;
  readonly topic: string;
  readonly matter: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
};

export type OutboxStore = {
  /** Takes up to `limit` waiting items, each locked until `work` has ended; what fails waits until `retryAt`. */
  readonly drain: (
    tenant: string,
    now: number,
    limit: number,
    work: (item: OutboxItem) => Promise<void>,
    retryAt: (attempts: number) => number,
  ) => Promise<{ readonly taken: number; readonly failed: number }>;
};

export type InboxEntry = {
  readonly principal: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: string | null;
  readonly at: number;
  /** Its own, where many that have nothing to do with each other are written at once. */
  readonly key?: string;
};

export type OutboxPorts = {
  readonly store: OutboxStore;
  /** Writing the same entry twice leaves one: `key` names it. */
  readonly inbox: (tenant: string, key: string, entries: readonly InboxEntry[]) => Promise<void>;
  /** Also tells people where they work, if the site has a gateway; the same key twice shows once. */
  readonly notice?: (tenant: string, key: string, entries: readonly InboxEntry[]) => Promise<void>;
  readonly openMatter: (
    call: Call,
    input: { readonly loop: string; readonly fields: Record<string, unknown>; readonly parent: string },
  ) => Promise<unknown>;
  /** Other topics: webhooks, messages of domains. Unknown topics are an error, never dropped. */
  readonly others: Readonly<Record<string, (tenant: string, item: OutboxItem, now: number) => Promise<void>>>;
};

/** Waits 10 s, 20 s, 40 s … at most an hour. */
const backoff =
  (now: number) =>
  (attempts: number): number =>
    now + Math.min(3_600_000, 10_000 * 2 ** attempts);

/** Delivers what waits: at least once, each effect keyed by the item so that a second delivery changes nothing. */
export async function drainOutbox(ports: OutboxPorts, tenant: string, now: number, limit = 200): Promise<number> {
  let delivered = 0;
  for (;;) {
    const { taken, failed } = await ports.store.drain(
      tenant,
      now,
      limit,
      (item) => deliver(ports, tenant, item, now),
      backoff(now),
    );
    delivered += taken - failed;
    if (taken < limit) return delivered;
  }
}

async function deliver(ports: OutboxPorts, tenant: string, item: OutboxItem, now: number): Promise<void> {
  if (item.topic === 'notify') return notify(ports, tenant, item, now);
  if (item.topic === 'open-matter') return openMatter(ports, tenant, item, now);
  const other = ports.others[item.topic];
  if (!other) throw new Error(`outbox: nobody takes ${item.topic}`);
  await other(tenant, item, now);
}

async function notify(
  ports: OutboxPorts,
  tenant: string,
  { id, payload, matter }: OutboxItem,
  now: number,
): Promise<void> {
  const principals = Array.isArray(payload.principals) ? payload.principals.map(String) : [];
  const text = String(payload.text ?? '');
  const entries = principals.map((principal) => ({ principal, kind: 'matter', text, matter, at: now }));
  await ports.inbox(tenant, id, entries);
  await ports.notice?.(tenant, id, entries);
}

async function openMatter(
  ports: OutboxPorts,
  tenant: string,
  { id, payload, matter }: OutboxItem,
  now: number,
): Promise<void> {
  const call = { ...systemCall(tenant, now, id), idempotencyKey: `outbox/${id}` };
  const fields = (payload.fields ?? {}) as Record<string, unknown>;
  try {
    await ports.openMatter(call, { loop: String(payload.loop), fields, parent: matter ?? '' });
  } catch (error) {
    // A refusal will be refused again: it is recorded as failed by the store, with its words.
    if (isRefusal(error)) throw new Error(error.message);
    throw error;
  }
}
