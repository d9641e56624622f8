import { type Actor, type Call, isRefusal, refuse } from '#kernel';
import { followCodeOf } from '../filing/index.ts';
import type { OpenMatter } from '../ports.ts';
import { findRegion, titleOf } from '../understanding/index.ts';
import type { ExchangePorts, Order, Party, Peer } from './ports.ts';
import { STATUS_TITLES, type WorkOrder, type WorkOrderStatus } from './schema.ts';

export const peerActor = (peer: string): Actor => ({ kind: 'system', id: `peer:${peer}`, roles: [], permissions: [] });

export function getPeer(ports: ExchangePorts, tenant: string, name: string): Peer {
  const peer = ports.peers(tenant).find((each) => each.peer === name);
  if (peer) return peer;
  throw refuse({
    code: 'exchange.peer',
    kind: 'not-found',
    what: `没有登记名为 ${name} 的对端`,
    todo: `请从已登记的对端里选：${ports
      .peers(tenant)
      .map((each) => `${each.peer}（${each.title}）`)
      .join('、')}`,
  });
}

export type Received = { readonly order: Order; readonly existed: boolean; readonly code?: string };

/**
 * Takes in a work order. Sent again it changes nothing. Transferred from another peer it joins that order, which keeps
 * its number, in whichever sequence the two arrive.
 */
export async function receiveOrder(ports: ExchangePorts, call: Call, given: WorkOrder): Promise<Received> {
  const { tenant } = call;
  const peer = getPeer(ports, tenant, given.peer);
  const { transferredFrom: from } = given;
  if (from) getPeer(ports, tenant, from.peer);
  const mine: Party = { peer: given.peer, number: given.number, joinedAt: call.now };
  const known =
    (await ports.orders.findByPeer(tenant, given.peer, given.number)) ??
    (from ? await ports.orders.findByPeer(tenant, from.peer, from.number) : undefined);
  const origin: Party = from ? { ...from, joinedAt: call.now } : mine;
  const order = known ?? {
    matter: await openFor(ports, call, peer, given, origin),
    number: origin.number,
    origin: origin.peer,
  };
  await ports.orders.join(tenant, order, from ? [origin, mine] : [mine]);
  await ports.orders.log(tenant, {
    ...mine,
    event: 'received',
    at: given.at,
    receivedAt: call.now,
    direction: 'in',
    status: from ? 'transferred' : 'accepted',
    ...(from ? { text: `由 ${from.peer} 转来，沿用编号 ${order.number}` } : {}),
  });
  const joined = await ports.orders.findByMatter(tenant, order.matter);
  if (!joined) throw new Error(`order of ${order.matter} was not kept`);
  return {
    order: joined,
    existed: known !== undefined,
    ...(known ? {} : { code: followCodeOf(ports.codeKey, tenant, order.matter) }),
  };
}

/** Opens the matter under one key, so that two deliveries at once open one. */
async function openFor(ports: ExchangePorts, call: Call, peer: Peer, given: WorkOrder, origin: Party): Promise<string> {
  const key = `order ${origin.peer} ${origin.number}`;
  const wanted = await ports.reserveId(call.tenant, key, ports.ids());
  const acting: Call = { ...call, actor: peerActor(origin.peer), idempotencyKey: key };
  try {
    const { id } = await ports.open(acting, matterOf(ports, call, peer, given, wanted));
    await ports.keepCode(call.tenant, id, followCodeOf(ports.codeKey, call.tenant, id));
    return id;
  } catch (error) {
    // The same number with another text, at the same moment: the first one stands.
    if (isRefusal(error) && error.code === 'command.key-reused') return wanted;
    throw error;
  }
}

function matterOf(ports: ExchangePorts, { tenant }: Call, peer: Peer, given: WorkOrder, id: string): OpenMatter {
  const { body, place, category, contactName, contactPhone } = given;
  const known = category !== undefined && ports.categories(tenant).some((each) => each.code === category);
  const isRegion = given.region !== undefined && ports.title(tenant, 'region', given.region) !== undefined;
  const region = isRegion ? given.region : findRegion(ports.places(tenant), place, body)?.region;
  const fields = {
    title: given.title || titleOf(body),
    body,
    place,
    category: known ? category : undefined,
    'contact-name': contactName,
    'contact-phone': contactPhone,
  };
  return {
    id,
    loop: 'appeal',
    channel: peer.channel,
    openerPrincipal: `follow:${id}`,
    hideIdentity: given.hideIdentity ?? false,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')),
    ...(region === undefined ? {} : { region }),
  };
}

export type StatusTaken = { readonly known: boolean; readonly repeated: boolean; readonly order?: Order };

/**
 * Takes what a peer says of an order. It is logged once, under the time at which it happened there; a record that comes
 * before its order waits in the log and is there when the order arrives.
 */
export async function receiveStatus(ports: ExchangePorts, call: Call, given: WorkOrderStatus): Promise<StatusTaken> {
  const { tenant } = call;
  getPeer(ports, tenant, given.peer);
  if (given.status === 'transferred' && given.to !== undefined) getPeer(ports, tenant, given.to);
  const order = await ports.orders.findByPeer(tenant, given.peer, given.number);
  const isNew = await ports.orders.log(tenant, {
    peer: given.peer,
    number: given.number,
    event: given.event,
    at: given.at,
    receivedAt: call.now,
    direction: 'in',
    status: given.status,
    ...(given.text ? { text: given.text } : {}),
  });
  if (!order) return { known: false, repeated: !isNew };
  if (given.status === 'transferred' && given.to !== undefined)
    await ports.orders.join(tenant, order, [{ peer: given.to, number: order.number, joinedAt: call.now }]);
  // Also when it is repeated: the first try may have stopped between the log and the move.
  if (given.status === 'withdrawn') await withdraw(ports, call, order, given);
  return { known: true, repeated: !isNew, order: (await ports.orders.findByMatter(tenant, order.matter)) ?? order };
}

async function withdraw(
  ports: ExchangePorts,
  call: Call,
  order: Order,
  { event, peer }: WorkOrderStatus,
): Promise<void> {
  const acting: Call = { ...call, actor: peerActor(order.origin), idempotencyKey: `${peer} ${event}` };
  try {
    await ports.move(acting, {
      id: order.matter,
      move: 'withdraw',
      input: { reason: `${peer} 转告：${STATUS_TITLES.withdrawn}` },
    });
  } catch (error) {
    // Closed meanwhile: the record stands in the log, the matter stays as it ended.
    if (!isRefusal(error)) throw error;
  }
}
