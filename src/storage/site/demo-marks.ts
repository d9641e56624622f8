import { sql } from 'kysely';
import type { Databases } from '../database.ts';

export type DemoMarks = {
  /** When the demo's story was first told to this tenant; remembered, so that an interrupted telling goes on the same. */
  readonly begin: (tenant: string, now: number) => Promise<number>;
  /** Is there anything to sweep or to deliver? Asked for every hour of the story, so it is one look at two indexes. */
  readonly isDue: (tenant: string, now: number) => Promise<boolean>;
  readonly isDone: (tenant: string) => Promise<boolean>;
  readonly done: (tenant: string) => Promise<void>;
};

export function createDemoMarks({ system }: Pick<Databases, 'system'>): DemoMarks {
  return {
    begin: async (tenant, now) => {
      const { rows } = await sql<{ at: number }>`
        update tenants set settings = jsonb_build_object('demoSince', ${now}::bigint) || settings
        where tenant_id = ${tenant} returning (settings ->> 'demoSince')::bigint as at`.execute(system);
      return rows[0]?.at ?? now;
    },
    isDue: async (tenant, now) => {
      const { rows } = await sql<{ due: boolean }>`select
        exists (select 1 from clocks where tenant_id = ${tenant} and next_rung_at <= to_timestamp(${now} / 1000.0))
        or exists (select 1 from outbox where tenant_id = ${tenant} and delivered_at is null) as due`.execute(system);
      return rows[0]?.due ?? false;
    },
    isDone: async (tenant) => {
      const { rows } = await sql`select 1 from tenants where tenant_id = ${tenant} and settings ? 'demoDone'`.execute(
        system,
      );
      return rows.length > 0;
    },
    done: async (tenant) => {
      await sql`update tenants set settings = settings || '{"demoDone": true}' where tenant_id = ${tenant}`.execute(
        system,
      );
    },
  };
}
