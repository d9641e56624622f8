import { sql } from 'kysely';
import type { LogEntry, Order, OrderStore, Party, Unsent } from '#domains/appeals';
import type { MatterState } from '#engines/matters';
import type { Database, Databases } from '../database.ts';

export type Sealing = {
  readonly seal: (bytes: Uint8Array) => Uint8Array;
  readonly open: (cipher: Uint8Array) => Uint8Array;
};

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Work orders, their parties and logs; texts of the logs lie sealed. */
export function createOrderStore({ system }: Pick<Databases, 'system'>, sealing: Sealing): OrderStore {
  return {
    findByPeer: async (tenant, peer, number) => {
      const { rows } = await sql<{ matter_id: string }>`select matter_id from work_order_parties
        where tenant_id = ${tenant} and peer = ${peer} and number = ${number}`.execute(system);
      return rows[0] ? findOrder(system, tenant, rows[0].matter_id) : undefined;
    },
    findByMatter: (tenant, matter) => findOrder(system, tenant, matter),
    join: (tenant, order, parties) => system.transaction().execute((db) => join(db, tenant, order, parties)),
    log: (tenant, entry) => log(system, tenant, entry, sealing),
    logOf: (tenant, parties) => logOf(system, tenant, parties, sealing),
    unsent: (tenant, now, limit, work) =>
      system.transaction().execute(async (db) => {
        const due = await lockUnsent(db, tenant, now, limit);
        for (const each of due) await settle(db, tenant, each, await work(each), now);
        return due.length;
      }),
  };
}

async function findOrder(db: Database, tenant: string, matter: string): Promise<Order | undefined> {
  const { rows } = await sql<Order>`
    select o.matter_id as matter, o.number, o.origin,
      (select jsonb_agg(jsonb_build_object('peer', p.peer, 'number', p.number, 'joinedAt', round(extract(epoch from p.joined_at) * 1000))
        order by p.joined_at, p.peer <> o.origin, p.peer) from work_order_parties p
        where p.tenant_id = o.tenant_id and p.matter_id = o.matter_id) as parties
    from work_orders o where o.tenant_id = ${tenant} and o.matter_id = ${matter}`.execute(db);
  return rows[0];
}

async function join(
  db: Database,
  tenant: string,
  { matter, number, origin }: Omit<Order, 'parties'>,
  parties: readonly Party[],
): Promise<void> {
  const since = Math.min(...parties.map((each) => each.joinedAt));
  await sql`insert into work_orders (tenant_id, matter_id, number, origin, created_at)
    values (${tenant}, ${matter}, ${number}, ${origin}, ${at(since)}) on conflict do nothing`.execute(db);
  for (const { peer, number: own, joinedAt } of parties)
    await sql`insert into work_order_parties (tenant_id, peer, number, matter_id, joined_at, next_try_at)
      values (${tenant}, ${peer}, ${own}, ${matter}, ${at(joinedAt)}, ${at(joinedAt)}) on conflict do nothing`.execute(
      db,
    );
}

async function log(db: Database, tenant: string, entry: LogEntry, { seal }: Sealing): Promise<boolean> {
  const { peer, number, event, at: when, receivedAt, direction, status, text } = entry;
  const cipher = text === undefined ? null : seal(Buffer.from(text, 'utf8'));
  const { numAffectedRows } = await sql`
    insert into work_order_logs (tenant_id, peer, number, event, at, received_at, direction, status, text_cipher)
    values (${tenant}, ${peer}, ${number}, ${event}, ${at(when)}, ${at(receivedAt)}, ${direction}, ${status}, ${cipher})
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

async function logOf(
  db: Database,
  tenant: string,
  parties: readonly Party[],
  { open }: Sealing,
): Promise<readonly LogEntry[]> {
  const peers = parties.map((each) => each.peer);
  const numbers = parties.map((each) => each.number);
  const { rows } = await sql<Omit<LogEntry, 'text'> & { cipher: Uint8Array | null }>`
    select l.peer, l.number, l.event, l.at, l.received_at as "receivedAt", l.direction, l.status, l.text_cipher as cipher
    from unnest(${peers}::text[], ${numbers}::text[]) p(peer, number)
    join work_order_logs l on l.tenant_id = ${tenant} and l.peer = p.peer and l.number = p.number
    order by l.at, l.received_at, l.peer, l.event`.execute(db);
  return rows.map(({ cipher, ...entry }) => ({
    ...entry,
    ...(cipher ? { text: Buffer.from(open(cipher)).toString('utf8') } : {}),
  }));
}

type Due = Party & { matter: string; shared: string; origin: string; attempts: number; state: MatterState };

async function lockUnsent(db: Database, tenant: string, now: number, limit: number): Promise<readonly Unsent[]> {
  const { rows } = await sql<Due>`
    select p.peer, p.number, p.joined_at as "joinedAt", p.matter_id as matter, p.attempts, o.number as shared, o.origin, m.state
    from work_order_parties p
    join work_orders o on o.tenant_id = p.tenant_id and o.matter_id = p.matter_id
    join matters m on m.tenant_id = p.tenant_id and m.id = p.matter_id
    where p.tenant_id = ${tenant} and m.seq > p.told_seq and p.next_try_at <= ${at(now)}
    order by p.next_try_at limit ${limit} for update of p skip locked`.execute(db);
  return rows.map(({ peer, number, joinedAt, matter, shared, origin, state, attempts }) => ({
    party: { peer, number, joinedAt },
    order: { matter, number: shared, origin },
    state,
    attempts,
  }));
}

async function settle(
  db: Database,
  tenant: string,
  { party, state }: Unsent,
  outcome: 'sent' | { readonly retryAt: number; readonly error: string },
  now: number,
): Promise<void> {
  const which = sql`tenant_id = ${tenant} and peer = ${party.peer} and number = ${party.number}`;
  if (outcome === 'sent')
    await sql`update work_order_parties set told_seq = ${state.seq}, attempts = 0, last_error = null, next_try_at = ${at(now)}
      where ${which}`.execute(db);
  else
    await sql`update work_order_parties set attempts = attempts + 1, last_error = ${outcome.error.slice(0, 500)},
      next_try_at = ${at(outcome.retryAt)} where ${which}`.execute(db);
}

/** The orders of matters that began within [from, to). */
export async function ordersBetween(
  { system }: Pick<Databases, 'system'>,
  tenant: string,
  from: number,
  to: number,
): Promise<readonly Order[]> {
  const { rows } = await sql<{ matter_id: string }>`select matter_id from work_orders
    where tenant_id = ${tenant} and created_at >= ${at(from)} and created_at < ${at(to)} order by created_at, matter_id limit 20000`.execute(
    system,
  );
  const orders: Order[] = [];
  for (const { matter_id } of rows) {
    const order = await findOrder(system, tenant, matter_id);
    if (order) orders.push(order);
  }
  return orders;
}
