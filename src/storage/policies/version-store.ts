import { sql } from 'kysely';
import type { VersionStore } from '#domains/policies';
import type { Databases } from '../database.ts';

/** Every text that was ever in force here, by its hash. */
export function createVersionStore({ system }: Pick<Databases, 'system'>): VersionStore {
  return {
    keep: async (tenant, policies, now) => {
      await sql`insert into policy_versions (tenant_id, policy, version, body, origin, since)
        select ${tenant}, r ->> 'policy', r ->> 'version', r -> 'body', r ->> 'origin', to_timestamp(${now} / 1000.0)
        from jsonb_array_elements(${JSON.stringify(policies)}::jsonb) r on conflict do nothing`.execute(system);
    },
    issued: async (tenant) => {
      const { rows } = await sql<{ version: string; body: unknown }>`
        select distinct on (policy) version, body from policy_versions
        where tenant_id = ${tenant} and origin = 'site' order by policy, since desc`.execute(system);
      return rows;
    },
    of: async (tenant, policy) => {
      const { rows } = await sql<{ version: string; since: number; body: unknown }>`
        select version, since, body from policy_versions where tenant_id = ${tenant} and policy = ${policy}
        order by since desc`.execute(system);
      return rows;
    },
  };
}
