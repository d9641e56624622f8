import { type Call, dayOf, isRefusal, refuse, systemCall, toInstant } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { listBatch, readyFor } from './batch.ts';
import { candidatesOf } from './candidates.ts';
import type { Listing } from './claim.ts';
import { tellListed } from './tell-listed.ts';
import { clauseOf } from './views.ts';

const LEASE = 900_000;

/**
 * Draws up the list that waits longest, if any. Nothing of it is public before all of it is: a process that dies half-way
 * leaves none, and whoever takes it up begins again.
 *
 * @returns how many lists were drawn up: 0 or 1
 */
export async function runNextListing(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const listing = await ports.claims.takeListing(tenant, now, LEASE);
  if (!listing) return 0;
  const { id, by, unit } = listing;
  const own = systemCall(tenant, now, id);
  const call = { ...own, actor: { ...own.actor, id: by, ...(unit ? { unit } : {}) } };
  try {
    await draw(ports, call, listing);
    await ports.claims.noteListing(tenant, id, { finishedAt: now });
  } catch (error) {
    const { kind: _kind, at: _at, ...refusal } = (isRefusal(error) ? error : broken()).parts;
    await ports.claims.noteListing(tenant, id, { refusal, finishedAt: now });
    if (!isRefusal(error)) throw error;
  }
  return 1;
}

async function draw(ports: PolicyPorts, call: Call, { id, clause, reduce }: Listing): Promise<void> {
  const { tenant, now } = call;
  const each = await clauseOf(ports, call, clause);
  const before = await ports.claims.findBatch(tenant, id);
  if (before) return tellListed(ports, call, before, each.clause.title);
  const ready = await readyFor(ports, call, { each, reduce }, id);
  const { ids } = await candidatesOf(ports, tenant, { library: ready.library, each, day: dayOf(toInstant(now)) });
  const looked = (done: number) => ports.claims.noteListing(tenant, id, { done });
  await listBatch(ports, call, { ...ready, ids, looked });
}

const broken = () =>
  refuse({
    code: 'claims.listing-broken',
    kind: 'unavailable',
    what: '名单没有拟定完，什么也没有公示',
    todo: '请再拟定一次；仍不行请联系管理员',
  });
