import { sql } from 'kysely';
import type { Databases } from '../database.ts';

export type IntakeStore = {
  readonly keepCode: (tenant: string, matter: string, codeHash: string) => Promise<void>;
  /** The matter with this number and the hash of its follow code. */
  readonly findCode: (
    tenant: string,
    number: string,
  ) => Promise<{ readonly matterId: string; readonly codeHash: string } | undefined>;
  readonly reserveId: (tenant: string, keyHash: string, wanted: string, now: number) => Promise<string>;
  /** Forgets reservations made before; says how many. */
  readonly forgetReservations: (before: number) => Promise<number>;
};

/** Follow codes and reserved ids of submissions; hashes only. */
export function createIntakeStore({ system }: Pick<Databases, 'system'>): IntakeStore {
  return {
    keepCode: async (tenant, matter, codeHash) => {
      await sql`insert into follow_codes (tenant_id, matter_id, code_hash) values (${tenant}, ${matter}, ${codeHash})
        on conflict (tenant_id, matter_id) do nothing`.execute(system);
    },
    findCode: async (tenant, number) => {
      const { rows } = await sql<{ matterId: string; codeHash: string }>`
        select f.matter_id as "matterId", f.code_hash as "codeHash" from matters m
        join follow_codes f on f.tenant_id = m.tenant_id and f.matter_id = m.id
        where m.tenant_id = ${tenant} and m.number = ${number}`.execute(system);
      return rows[0];
    },
    reserveId: async (tenant, keyHash, wanted, now) => {
      const { rows } = await sql<{ matter_id: string }>`
        insert into intake_keys as old (tenant_id, key_hash, matter_id, at)
        values (${tenant}, ${keyHash}, ${wanted}, to_timestamp(${now} / 1000.0))
        on conflict (tenant_id, key_hash) do update set key_hash = old.key_hash returning matter_id`.execute(system);
      return rows[0]?.matter_id ?? wanted;
    },
    forgetReservations: async (before) => {
      const { numAffectedRows } =
        await sql`delete from intake_keys where at < to_timestamp(${before} / 1000.0)`.execute(system);
      return Number(numAffectedRows ?? 0);
    },
  };
}
