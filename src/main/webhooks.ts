import { randomBytes } from 'node:crypto';
import type { AnyOperation, IdSource } from '#kernel';
import type { OutboxPorts } from '#platform/jobs';
import { createVault } from '#platform/matters';
import {
  deliverWebhooks,
  httpSender,
  messageOf,
  type PrivateReach,
  type Topic,
  webhookOperations,
} from '#platform/webhooks';
import { createWebhookStore } from '#storage';
import type { Base } from './base.ts';

const DAY = 86_400_000;

/** The outbox's topic `webhook`: one delivery for each subscriber. Written once however often the item comes. */
export function webhookTopic({ databases, wallClock }: Pick<Base, 'databases' | 'wallClock'>): OutboxPorts['others'] {
  const store = createWebhookStore(databases);
  return {
    webhook: async (tenant, { id, payload }) => {
      const { topic, at, data } = payload as { topic: Topic; at: number; data: object };
      await store.fanOut(tenant, [messageOf(id, topic, at, data)], wallClock());
    },
  };
}

/** What administrators do with webhooks, and the job that sends. */
export function wireWebhooks({ city, databases, contentKey, settings, tenants, wallClock }: Base, ids: IdSource) {
  const store = createWebhookStore(databases);
  const vault = createVault(contentKey);
  const reach = (tenant: string): PrivateReach => ({
    hosts: settings.webhookPrivate,
    loopback: tenants.get(tenant)?.demo ?? false,
  });
  const ports = { store, sendFor: (tenant: string) => httpSender(reach(tenant)), openSecret: vault.openBytes };
  const operations: readonly AnyOperation[] = webhookOperations({
    store,
    ids,
    newSecret: () => randomBytes(24),
    sealSecret: vault.sealBytes,
    reach,
  });
  const jobs = [
    {
      name: 'webhooks',
      everyMs: 1_000,
      run: (tenant: string) => deliverWebhooks(ports, tenant, wallClock, Math.random),
    },
    {
      name: 'webhook-log',
      everyMs: 3_600_000,
      run: (tenant: string) =>
        store.forgetBefore(tenant, wallClock() - city.settings.privacy.retention.records.webhookDays * DAY),
    },
  ];
  return { operations, jobs };
}

/** Tells of a day's audit root. */
export const announceRoot =
  ({ databases, wallClock }: Pick<Base, 'databases' | 'wallClock'>) =>
  async (root: { readonly tenant: string; readonly day: string }, now: number): Promise<void> => {
    const message = messageOf(`audit-root-${root.tenant}-${root.day}`, 'audit.root', now, root);
    await createWebhookStore(databases).fanOut(root.tenant, [message], wallClock());
  };
