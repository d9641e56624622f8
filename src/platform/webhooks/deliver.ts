import { Webhook } from 'standardwebhooks';
import type { DueDelivery, Message, Sender, Topic, WebhookStore } from './ports.ts';

export type DeliverPorts = {
  readonly store: WebhookStore;
  /** A demo tenant reaches further. */
  readonly sendFor: (tenant: string) => Sender;
  readonly openSecret: (cipher: Uint8Array) => Uint8Array;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** After the first, second, … failed attempt; then the delivery is given up. */
const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, 24 * HOUR];
/** So many failed attempts in a row, and nobody is there any more. */
export const DISABLE_AFTER = 20;
const LEASE = MINUTE;
const AT_ONCE = 20;

/** When the next attempt is due after `attempts` failed ones; null: no more. Spread a little, so that not all come at once. */
export const nextAttempt = (attempts: number, now: number, spread: number): number | null => {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : now + Math.round(wait * (1 + spread * 0.2));
};

/** A message as the Standard Webhooks convention writes it. */
export const messageOf = (id: string, topic: Topic, at: number, data: object): Message => ({
  id,
  topic,
  body: JSON.stringify({ type: topic, timestamp: new Date(at).toISOString(), data }),
});

/** Sends what is due, at least once each; says how many arrived. Several processes may do so at once. */
export async function deliverWebhooks(
  ports: DeliverPorts,
  tenant: string,
  clock: () => number,
  random: () => number,
): Promise<number> {
  let arrived = 0;
  for (;;) {
    const now = clock();
    const due = await ports.store.take(tenant, now, now + LEASE, AT_ONCE);
    const sent = await Promise.all(due.map((each) => deliverOne(ports, tenant, each, clock, random)));
    arrived += sent.filter(Boolean).length;
    if (due.length < AT_ONCE) return arrived;
  }
}

async function deliverOne(
  { store, sendFor, openSecret }: DeliverPorts,
  tenant: string,
  delivery: DueDelivery,
  clock: () => number,
  random: () => number,
): Promise<boolean> {
  const { message, body, url, secret, attempts } = delivery;
  const at = new Date(Math.floor(clock() / SECOND) * SECOND);
  const headers = {
    'webhook-id': message,
    'webhook-timestamp': String(at.getTime() / SECOND),
    'webhook-signature': new Webhook(openSecret(secret), { format: 'raw' }).sign(message, at, body),
    'user-agent': 'Clearway-Webhooks',
  };
  const outcome = await sendFor(tenant)(url, headers, body);
  const now = clock();
  if (outcome.error === null) {
    await store.succeeded(tenant, delivery, outcome, now);
    return true;
  }
  const failures = await store.failed(tenant, delivery, outcome, nextAttempt(attempts + 1, now, random()));
  const gone = outcome.status === 410;
  if (gone || failures >= DISABLE_AFTER) {
    const why = gone ? '对方答复 410：不再接收' : `连续 ${DISABLE_AFTER} 次没有送到，最近一次：${outcome.error}`;
    await store.disable(tenant, delivery.subscription, why, now);
  }
  return false;
}
