import type { AppealPorts, ExchangePorts, Peer } from '#domains/appeals';
import { signMessage } from '#domains/appeals';
import type { ReadPorts } from '#platform/matters';
import { createOrderStore, type Databases, ordersBetween } from '#storage';

/** A peer with the address to which it wants to be told; without one it only sends. */
export type ConfiguredPeer = Peer & { readonly url?: string };

export type ExchangeBase = {
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly appeals: AppealPorts;
  readonly peers: readonly ConfiguredPeer[];
  readonly wallClock: () => number;
};

const SEND_TIMEOUT_MS = 10_000;

/** Gives the exchange with 12345 and 110 its ports. */
export function exchangePorts({ databases, matters, appeals, peers, wallClock }: ExchangeBase): ExchangePorts {
  const { sealBytes: seal, openBytes: open } = matters.vault;
  return {
    ...appeals,
    orders: createOrderStore(databases, { seal, open }),
    peers: () => peers,
    wallClock,
    statusTitle: (tenant, state) => {
      const { states } = matters.book.at(tenant, state.loop, state.version);
      return states.find((each) => each.id === state.status)?.title ?? state.status;
    },
    send: async (_tenant, peer, message) => {
      const { url, secret } = peer as ConfiguredPeer;
      if (url === undefined) return;
      if (secret === undefined) throw new Error(`EXCHANGE_${peer.peer}_SECRET is not set`);
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${signMessage(secret, Math.floor(wallClock() / 1000), message)}`,
        },
        body: JSON.stringify(message),
        redirect: 'error',
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`${peer.peer} answered ${response.status}`);
    },
    orderRows: async (call, from, to) => {
      const orders = await ordersBetween(databases, call.tenant, from, to);
      const found: { order: (typeof orders)[number]; row: Awaited<ReturnType<AppealPorts['rows']>>[number] }[] = [];
      for (let start = 0; start < orders.length; start += 200) {
        const batch = orders.slice(start, start + 200);
        const rows = new Map(
          (
            await appeals.rows(
              call,
              batch.map((each) => each.matter),
            )
          ).map((row) => [row.id, row]),
        );
        for (const order of batch) {
          const row = rows.get(order.matter);
          if (row) found.push({ order, row });
        }
      }
      return found;
    },
  };
}
