import { sql } from 'kysely';
import type { DayStore } from '#domains/evaluation';
import type { Day } from '#kernel';
import type { Databases } from '../database.ts';

/** The cockpit of days that are over. */
export function createDayStore({ system }: Pick<Databases, 'system'>): DayStore {
  return {
    find: async (tenant, day, version) => {
      const { rows } = await sql<{ body: unknown }>`select body from cockpit_days
        where tenant_id = ${tenant} and day = ${day} and version = ${version}`.execute(system);
      return rows[0]?.body;
    },
    put: async (tenant, { day, version, body, at }) => {
      await sql`insert into cockpit_days (tenant_id, day, version, body, made_at)
        values (${tenant}, ${day}, ${version}, ${JSON.stringify(body)}::jsonb, to_timestamp(${at} / 1000.0))
        on conflict (tenant_id, day) do update set version = excluded.version, body = excluded.body, made_at = excluded.made_at`.execute(
        system,
      );
    },
    forget: async (tenant, from) => {
      await sql`delete from cockpit_days where tenant_id = ${tenant} and day >= ${from}`.execute(system);
    },
    missing: async (tenant, { version, last, days, limit }) => {
      const { rows } = await sql<{ day: Day }>`
        with began as (select min(at) as at from events where tenant_id = ${tenant})
        select to_char(d, 'YYYY-MM-DD') as day
        from began, generate_series(${last}::date, ${last}::date - ${days - 1}::int, interval '-1 day') d
        where d >= began.at::date and not exists (
          select 1 from cockpit_days c where c.tenant_id = ${tenant} and c.day = d::date and c.version = ${version})
        order by d desc limit ${limit}`.execute(system);
      return rows.map((each) => each.day);
    },
  };
}
