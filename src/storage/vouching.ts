import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Reader } from './database-type.ts';

/** Says for whom a statement reads, in a way that only this process can say it. */
export type Voucher = (reader: Reader) => { readonly principals: string; readonly proof: string };

const BLOCK = 64;
const padded = (key: Buffer, byte: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: BLOCK }, (_, at) => (key[at] ?? 0) ^ byte));

/** The key by which this database knows its readers, made by whichever process comes first. */
export async function wallKey(owner: Database): Promise<Buffer> {
  const found = await sql<{ key: Buffer }>`select key from wall_keys`.execute(owner);
  if (found.rows[0]) return found.rows[0].key;
  const key = randomBytes(32);
  await sql`insert into wall_keys (key, inner_pad, outer_pad) values (${key}, ${padded(key, 0x36)}, ${padded(key, 0x5c)})
    on conflict do nothing`.execute(owner);
  const { rows } = await sql<{ key: Buffer }>`select key from wall_keys`.execute(owner);
  return rows[0]?.key ?? key;
}

function voucherFrom(key: Buffer): Voucher {
  return (reader) => {
    // A comma in a name would make two of one.
    const principals = reader.principals.filter((each) => !each.includes(',')).join(',');
    const proof = createHmac('sha256', key).update(`${reader.tenant}\n${principals}`).digest('hex');
    return { principals, proof };
  };
}

const known = new WeakMap<Database, Promise<Voucher>>();

/** Read once for each opened database; a failed read is tried again by the next. */
export function voucherOf(owner: Database): Promise<Voucher> {
  let voucher = known.get(owner);
  if (!voucher) {
    voucher = wallKey(owner).then(voucherFrom);
    voucher.catch(() => known.delete(owner));
    known.set(owner, voucher);
  }
  return voucher;
}
