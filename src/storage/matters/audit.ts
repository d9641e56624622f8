import { sql } from 'kysely';
import type { MatterEvent } from '#engines/matters';
import { merkleRoot } from '#kernel';
import type { Database } from '../database.ts';
import { hashOfEvent } from './hash-chain.ts';
import { type Chain, walkChains } from './walk-chains.ts';

/** One matter's chain: how long it is, and the hash of its last event. */
export type Head = readonly [matter: string, length: number, hash: string];

/** What leaves the database each day, so that even the database's owner cannot rewrite the past unseen. */
export type AuditRoot = {
  readonly tenant: string;
  readonly day: string;
  readonly root: string;
  readonly chains: number;
  readonly events: number;
  readonly heads: readonly Head[];
};

export type AuditFinding = { readonly matter: string; readonly seq?: number; readonly what: string };
export type AuditReport = {
  readonly ok: boolean;
  readonly chains: number;
  readonly events: number;
  readonly findings: readonly AuditFinding[];
};

const leafOf = (head: Head): string => head.join(' ');

/** The root over all heads as the projections hold them now. */
export async function takeRoot(db: Database, tenant: string, day: string): Promise<AuditRoot> {
  const { rows } = await sql<{ id: string; seq: number; head_hash: string }>`
    select id, seq, head_hash from matters where tenant_id = ${tenant} order by id collate "C"`.execute(db);
  const heads = rows.map((each): Head => [each.id, each.seq, each.head_hash]);
  const events = heads.reduce((sum, [, length]) => sum + length, 0);
  return { tenant, day, root: merkleRoot(heads.map(leafOf)), chains: heads.length, events, heads };
}

export async function storeRoot(db: Database, root: AuditRoot, now: number): Promise<void> {
  await sql`insert into audit_roots (tenant_id, day, root, chains, events, heads, created_at)
    values (${root.tenant}, ${root.day}, ${root.root}, ${root.chains}, ${root.events}, ${JSON.stringify(root.heads)}::jsonb,
      to_timestamp(${now} / 1000.0)) on conflict do nothing`.execute(db);
}

/**
 * Recomputes every chain and compares it with the projections and, if given, with a root that left the database:
 * finds rewritten, missing, added and truncated events.
 */
export async function verifyChains(db: Database, tenant: string, outside?: AuditRoot): Promise<AuditReport> {
  // One instant: a matter that moves meanwhile must not look like a broken one.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((snapshot) => verifyHere(snapshot, tenant, outside));
}

/** The same, in the transaction that the connection is in already. */
export async function verifyHere(db: Database, tenant: string, outside?: AuditRoot): Promise<AuditReport> {
  const findings: AuditFinding[] = outside ? rootFindings(outside) : [];
  const promised = new Map(outside?.heads.map(([matter, length, hash]) => [matter, { length, hash }]));
  const projected = await headsOf(db, tenant);
  let chains = 0;
  let events = 0;
  for await (const chain of walkChains(db, tenant)) {
    chains += 1;
    events += chain.events.length;
    const hashes = checkLinks(tenant, chain, findings);
    const head = projected.get(chain.matter);
    if (!head || head.length !== chain.events.length || head.hash !== hashes.at(-1))
      findings.push({ matter: chain.matter, what: '事件链的末端与事项当前记录不一致（有事件被删除、增加或改写）' });
    const promise = promised.get(chain.matter);
    if (promise && hashes[promise.length - 1] !== promise.hash)
      findings.push({ matter: chain.matter, seq: promise.length, what: '与库外存根不一致：存根之后历史被截短或改写' });
    promised.delete(chain.matter);
    projected.delete(chain.matter);
  }
  for (const matter of promised.keys()) findings.push({ matter, what: '存根里有这件事项，库里整条事件链不见了' });
  for (const matter of projected.keys()) findings.push({ matter, what: '事项还在，事件链不见了' });
  return { ok: findings.length === 0, chains, events, findings };
}

function rootFindings({ heads, root }: AuditRoot): AuditFinding[] {
  const leaves = [...heads].sort(([a], [b]) => (a < b ? -1 : 1)).map(leafOf);
  return merkleRoot(leaves) === root ? [] : [{ matter: '', what: '存根文件自身被改过：根哈希与所列各链不符' }];
}

async function headsOf(db: Database, tenant: string) {
  const { rows } = await sql<{ id: string; seq: number; head_hash: string }>`
    select id, seq, head_hash from matters where tenant_id = ${tenant}`.execute(db);
  return new Map(rows.map((each) => [each.id, { length: each.seq, hash: each.head_hash }]));
}

/** Recomputes one chain, link by link; gives the hashes that are stored. */
function checkLinks(tenant: string, { matter, events }: Chain, findings: AuditFinding[]): readonly string[] {
  let prev = '';
  return events.map(({ prev: storedPrev, hash: storedHash, ...event }, index) => {
    if (event.seq !== index + 1) findings.push({ matter, seq: event.seq, what: `事件序号不连续：应为 ${index + 1}` });
    const hash = hashOfEvent(tenant, matter, event as MatterEvent, prev);
    if (storedPrev !== prev || storedHash !== hash)
      findings.push({ matter, seq: event.seq, what: '事件内容与其哈希不符（被改写）' });
    prev = storedHash;
    return storedHash;
  });
}
