import { sql } from 'kysely';
import type { ValueRow, ValueStore } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const columns = sql`id, indicator, subject, period, value, missing, status, source, recorded_at as "recordedAt",
  recorded_by as "recordedBy", reported_by as "reportedBy", why, matter_id as matter`;

/** Values that people state: rows are only added; what holds is the checked one recorded last. */
export function createValueStore({ system }: Pick<Databases, 'system'>): ValueStore {
  return {
    add: async (tenant, row) => {
      await sql`
        insert into indicator_values (tenant_id, id, indicator, subject, period, value, missing, source, recorded_at,
          recorded_by, reported_by, status, matter_id, why)
        values (${tenant}, ${row.id}, ${row.indicator}, ${row.subject}, ${row.period}, ${row.value}, ${row.missing},
          ${row.source}, ${at(row.recordedAt)}, ${row.recordedBy}, ${row.reportedBy}, ${row.status}, ${row.matter}, ${row.why})
        on conflict (tenant_id, id) do nothing`.execute(system);
    },
    held: async (tenant, indicators, asOf) => {
      if (indicators.length === 0) return [];
      const { rows } = await sql<ValueRow>`
        select distinct on (indicator, subject, period) ${columns} from indicator_values
        where tenant_id = ${tenant} and indicator = any(${indicators as string[]}) and status = 'checked'
          and recorded_at < ${at(asOf)}
        order by indicator, subject, period, recorded_at desc, id desc`.execute(system);
      return rows;
    },
    history: async (tenant, { indicator, subject, period }) => {
      const { rows } = await sql<ValueRow>`
        select ${columns} from indicator_values
        where tenant_id = ${tenant} and indicator = ${indicator} and subject = ${subject} and period = ${period}
        order by recorded_at, id limit 500`.execute(system);
      return rows;
    },
    recordedBetween: async (tenant, indicators, from, to) => {
      if (indicators.length === 0) return [];
      const { rows } = await sql<ValueRow>`
        select ${columns} from indicator_values
        where tenant_id = ${tenant} and indicator = any(${indicators as string[]}) and status = 'checked'
          and recorded_at >= ${at(from)} and recorded_at < ${at(to)}
        order by recorded_at, id limit 5000`.execute(system);
      return rows;
    },
  };
}
