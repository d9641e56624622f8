import { sql } from 'kysely';
import type { CollectSchedule, ScheduleStore } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const columns = sql`scheme, active, opens_after as "opensAfter", working_days as "workingDays", office, unit,
  set_by as "setBy", set_at as "setAt"`;

/** When rounds of filling open by themselves: rows are only added, the one set last holds. */
export function createScheduleStore({ system }: Pick<Databases, 'system'>): ScheduleStore {
  return {
    add: async (tenant, { scheme, active, opensAfter, workingDays, office, unit, setBy, setAt }) => {
      await sql`
        insert into collect_schedules (tenant_id, scheme, active, opens_after, working_days, office, unit, set_by, set_at)
        values (${tenant}, ${scheme}, ${active}, ${opensAfter}, ${workingDays}, ${office}, ${unit}, ${setBy},
          to_timestamp(${setAt} / 1000.0))`.execute(system);
    },
    held: async (tenant) => {
      const { rows } = await sql<CollectSchedule>`
        select distinct on (scheme) ${columns} from collect_schedules where tenant_id = ${tenant}
        order by scheme, seq desc limit 500`.execute(system);
      return rows;
    },
    history: async (tenant, scheme) => {
      const { rows } = await sql<CollectSchedule>`
        select ${columns} from collect_schedules where tenant_id = ${tenant} and scheme = ${scheme}
        order by seq desc limit 20`.execute(system);
      return rows;
    },
  };
}
