import { sql } from 'kysely';
import type { DualLead, DualStore } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Who leads an indicator together, from when until when; nothing is taken away. */
export function createDualStore({ system }: Pick<Databases, 'system'>): DualStore {
  return {
    all: async (tenant) => {
      const { rows } = await sql<DualLead>`
        select id, region, indicator, district, department, to_char(since, 'YYYY-MM-DD') as since,
          to_char(until, 'YYYY-MM-DD') as until, set_by as "setBy", set_at as "setAt", ended_why as "endedWhy",
          ended_by as "endedBy"
        from dual_leads where tenant_id = ${tenant} order by since desc, set_at desc, id desc limit 2000`.execute(
        system,
      );
      return rows;
    },
    set: (tenant, { id, region, indicator, district, department, since, setBy, setAt }, why) =>
      system.transaction().execute(async (db) => {
        await sql`
          update dual_leads set until = greatest(${since}::date - 1, since - 1), ended_why = ${why}, ended_by = ${setBy},
            ended_at = ${at(setAt)}
          where tenant_id = ${tenant} and region = ${region} and until is null`.execute(db);
        await sql`
          insert into dual_leads (tenant_id, id, region, indicator, district, department, since, set_by, set_at)
          values (${tenant}, ${id}, ${region}, ${indicator}, ${district}, ${department}, ${since}::date, ${setBy},
            ${at(setAt)})`.execute(db);
      }),
    end: async (tenant, region, { until, why, by, at: when }) => {
      const { numAffectedRows } = await sql`
        update dual_leads set until = greatest(${until}::date, since - 1), ended_why = ${why}, ended_by = ${by},
          ended_at = ${at(when)}
        where tenant_id = ${tenant} and region = ${region} and until is null`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
  };
}
