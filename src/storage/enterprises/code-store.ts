import { type RawBuilder, sql } from 'kysely';
import type { CodeKey, CodeStore, PrintedCode } from '#domains/enterprises';
import type { Database, Databases } from '../database.ts';
import { scanStore } from './scan-store.ts';

type KeyRow = { readonly no: number; readonly since: number; readonly retired_at: number | null };
const keyOf = ({ no, since, retired_at }: KeyRow): CodeKey => ({
  no,
  since,
  ...(retired_at !== null && { retiredAt: retired_at }),
});

type PrintedRow = {
  readonly serial: string;
  readonly enterprise_id: string;
  readonly key_no: number;
  readonly place: string;
  readonly code: string;
  readonly issued_at: number;
  readonly issued_by: string;
  readonly expires_at: number;
  readonly revoked_at: number | null;
};
const printedOf = (row: PrintedRow): PrintedCode => ({
  serial: row.serial,
  enterprise: row.enterprise_id,
  key: row.key_no,
  place: row.place,
  code: row.code,
  issuedAt: row.issued_at,
  issuedBy: row.issued_by,
  expiresAt: row.expires_at,
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
});

const keysOf = async (db: Database, tenant: string): Promise<readonly CodeKey[]> => {
  const { rows } = await sql<KeyRow>`select no, since, retired_at from enterprise_code_keys
    where tenant_id = ${tenant} order by no`.execute(db);
  return rows.map(keyOf);
};

const nextKey = (db: Database, tenant: string, now: number) =>
  sql`
  insert into enterprise_code_keys (tenant_id, no, since)
  select ${tenant}, coalesce(max(no), 0) + 1, ${new Date(now)} from enterprise_code_keys where tenant_id = ${tenant}
  on conflict do nothing`.execute(db);

async function newest(db: Database, tenant: string): Promise<CodeKey | undefined> {
  return (await keysOf(db, tenant)).at(-1);
}

function must(key: CodeKey | undefined): CodeKey {
  if (key === undefined) throw new Error('no key for codes');
  return key;
}

const printedWhere = async (db: Database, where: RawBuilder<unknown>, limit: number) => {
  const { rows } = await sql<PrintedRow>`select * from enterprise_codes where ${where}
    order by issued_at desc, serial desc limit ${limit}`.execute(db);
  return rows.map(printedOf);
};

/** Keys by number, printed codes, scans. */
export function createCodeStore({ system }: Pick<Databases, 'system'>): CodeStore {
  return {
    keys: (tenant) => keysOf(system, tenant),
    currentKey: async (tenant, now) => {
      const found = await newest(system, tenant);
      if (found) return found;
      await nextKey(system, tenant, now);
      return must(await newest(system, tenant));
    },
    rotate: async (tenant, now, retireOlder) => {
      await nextKey(system, tenant, now);
      const made = must(await newest(system, tenant));
      if (retireOlder)
        await sql`update enterprise_code_keys set retired_at = ${new Date(now)}
          where tenant_id = ${tenant} and no < ${made.no} and retired_at is null`.execute(system);
      return made;
    },
    addPrinted: async (tenant, each) => {
      await sql`insert into enterprise_codes
          (tenant_id, serial, enterprise_id, key_no, place, code, issued_at, issued_by, expires_at)
        values (${tenant}, ${each.serial}, ${each.enterprise}, ${each.key}, ${each.place}, ${each.code},
          ${new Date(each.issuedAt)}, ${each.issuedBy}, ${new Date(each.expiresAt)})`.execute(system);
    },
    findPrinted: async (tenant, serial) =>
      (await printedWhere(system, sql`tenant_id = ${tenant} and serial = ${serial}`, 1))[0],
    printed: (tenant, enterprise, limit) =>
      printedWhere(system, sql`tenant_id = ${tenant} and enterprise_id = ${enterprise}`, limit),
    revoke: async (tenant, enterprise, serial, now) => {
      const { numAffectedRows } = await sql`update enterprise_codes
        set revoked_at = coalesce(revoked_at, ${new Date(now)})
        where tenant_id = ${tenant} and enterprise_id = ${enterprise} and serial = ${serial}`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    ...scanStore(system),
  };
}
