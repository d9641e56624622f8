import { sql } from 'kysely';
import type { CalendarData } from '#kernel';
import type { CalendarStore } from '#platform/matters';
import type { Databases } from '../database.ts';

/** Every calendar that was ever in force, and whose clocks still run by an old one. */
export function createCalendarStore({ system }: Pick<Databases, 'system'>): CalendarStore {
  return {
    keep: async (tenant, version, data, now) => {
      await sql`insert into calendars (tenant_id, version, data, since)
        values (${tenant}, ${version}, ${JSON.stringify(data)}::jsonb, to_timestamp(${now} / 1000.0))
        on conflict do nothing`.execute(system);
    },
    all: async (tenant) => {
      const { rows } = await sql<{ version: string; data: CalendarData }>`
        select version, data from calendars where tenant_id = ${tenant}`.execute(system);
      return rows;
    },
    behind: async (tenant, version, after, limit) => {
      const { rows } = await sql<{ id: string }>`select m.id from matters m
        where m.tenant_id = ${tenant} and not m.closed and m.id > ${after} and exists (
          select from jsonb_each(m.state -> 'clocks') c
          where c.value #>> '{state,calendarVersion}' <> ${version} and c.value -> 'stoppedAt' is null
            and (c.value #> '{state,runningSince}' <> 'null'
              or (m.suspended and coalesce(m.state ->> 'duesVersion', '') <> ${version})))
        order by m.id limit ${limit}`.execute(system);
      return rows.map((each) => each.id);
    },
  };
}
