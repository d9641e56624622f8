import type { Callback, ExchangePorts, Unsent } from './ports.ts';

const RETRY_MS = [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000];

/**
 * Tells every peer how its orders stand, where that changed since it last took a message: at least once, latest state
 * only. A peer that does not answer is asked again after 1, 5, 30 minutes, 2 and then every 6 hours.
 */
export function tellPeers(ports: ExchangePorts, tenant: string, now: number, limit = 100): Promise<number> {
  return ports.orders.unsent(tenant, now, limit, async (due) => {
    const peer = ports.peers(tenant).find((each) => each.peer === due.party.peer);
    const retryAt = now + (RETRY_MS[Math.min(due.attempts, RETRY_MS.length - 1)] ?? 0);
    if (!peer) return { retryAt, error: `no peer ${due.party.peer}` };
    const message = await callbackOf(ports, tenant, now, due);
    try {
      await ports.send(tenant, peer, message);
    } catch (error) {
      return { retryAt, error: error instanceof Error ? error.message : String(error) };
    }
    await ports.orders.log(tenant, {
      ...due.party,
      event: `told ${message.seq}`,
      at: now,
      receivedAt: now,
      direction: 'out',
      status: message.status,
    });
    return 'sent';
  });
}

async function callbackOf(
  ports: ExchangePorts,
  tenant: string,
  now: number,
  { party, order, state }: Unsent,
): Promise<Callback> {
  const held = state.closed ? undefined : state.custody.at(-1)?.unit;
  const directory = await ports.directory(tenant, now);
  const holder = held === undefined ? undefined : directory.unit(held)?.name;
  return {
    peer: party.peer,
    number: party.number,
    sharedNumber: order.number,
    matterNumber: state.number,
    seq: state.seq,
    at: state.updatedAt,
    status: ports.statusTitle(tenant, state),
    closed: state.closed,
    ...(holder === undefined ? {} : { holder }),
  };
}
