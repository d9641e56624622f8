import { sql } from 'kysely';
import type { ActStore, PolicyAct } from '#domains/policies';
import type { Databases } from '../database.ts';

type Row = {
  readonly policy: string;
  readonly at: number;
  readonly actor: string;
  readonly unit: string | null;
  readonly type: string;
  readonly data: unknown;
};

/** What was done to policies after their issue; only ever added to. */
export function createActStore({ system }: Pick<Databases, 'system'>): ActStore {
  return {
    list: async (tenant) => {
      const { rows } = await sql<Row>`select policy, at, actor, unit, type, data from policy_acts
        where tenant_id = ${tenant} order by at, policy, seq`.execute(system);
      return rows.map(({ unit, ...row }) => ({ ...row, ...(unit ? { unit } : {}) }) as PolicyAct);
    },
    add: async (tenant, { policy, at, actor, unit, type, data }) => {
      await sql`insert into policy_acts (tenant_id, policy, seq, at, actor, unit, type, data)
        select ${tenant}, ${policy}, coalesce(max(seq), 0) + 1, to_timestamp(${at} / 1000.0), ${actor}, ${unit ?? null},
          ${type}, ${JSON.stringify(data)}::jsonb
        from policy_acts where tenant_id = ${tenant} and policy = ${policy}`.execute(system);
    },
  };
}
