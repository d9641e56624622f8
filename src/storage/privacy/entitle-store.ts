import { sql } from 'kysely';
import type { MatterState } from '#engines/matters';
import type { EntitleStore } from '#platform/matters';
import type { Databases } from '../database.ts';

/** Brings the access rows of open matters up to what the organisation of today gives. */
export function createEntitleStore({ system }: Pick<Databases, 'system'>): EntitleStore {
  return {
    page: async (tenant, after, limit) => {
      const { rows } = await sql<{ state: MatterState; principals: readonly string[] }>`
        select m.state, array(select a.principal from access a where a.tenant_id = m.tenant_id and a.matter_id = m.id) as principals
        from matters m where m.tenant_id = ${tenant} and not m.closed and m.id > ${after} order by m.id limit ${limit}`.execute(
        system,
      );
      return rows;
    },
    refresh: (tenant, id, entitle) =>
      system.transaction().execute(async (db) => {
        const { rows } = await sql<{ state: MatterState }>`
          select state from matters where tenant_id = ${tenant} and id = ${id} for update`.execute(db);
        if (!rows[0]) return;
        const wanted = entitle(rows[0].state);
        const principals = wanted.map((each) => each.principal);
        await sql`delete from access where tenant_id = ${tenant} and matter_id = ${id}
          and not principal = any(${principals}::text[])`.execute(db);
        await sql`insert into access (tenant_id, principal, matter_id, loop, opened_at, why)
          select m.tenant_id, w ->> 'principal', m.id, m.loop, m.opened_at, w ->> 'why'
          from matters m, jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) w
          where m.tenant_id = ${tenant} and m.id = ${id} on conflict do nothing`.execute(db);
      }),
  };
}
