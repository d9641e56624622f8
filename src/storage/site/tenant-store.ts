import { sql } from 'kysely';
import type { Tenant, TenantStore } from '#platform/site';
import type { Databases } from '../database.ts';

export function createTenantStore({ system }: Pick<Databases, 'system'>): TenantStore {
  return {
    list: async () => {
      const { rows } = await sql<Tenant>`
        select tenant_id as id, name, demo, clock_offset_ms as "clockOffset" from tenants order by tenant_id`.execute(
        system,
      );
      return rows;
    },
    add: async ({ id, name, demo }, now) => {
      await sql`insert into tenants (tenant_id, name, demo, created_at)
        values (${id}, ${name}, ${demo}, to_timestamp(${now} / 1000.0)) on conflict do nothing`.execute(system);
    },
    setClockOffset: async (tenant, offset) => {
      await sql`update tenants set clock_offset_ms = ${Math.round(offset)} where tenant_id = ${tenant} and demo`.execute(
        system,
      );
    },
  };
}
