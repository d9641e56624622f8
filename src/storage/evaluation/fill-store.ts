import { sql } from 'kysely';
import type { Fill, FillLine, FillStore } from '#domains/evaluation';
import type { MatterState } from '#engines/matters';
import type { Databases } from '../database.ts';
import { historiesOf } from '../matters/walk-chains.ts';

const columns = sql`f.indicator, f.subject, f.period, f.round, f.matter_id as matter, f.why`;

/** Which cell is filled by which matter; a cell is taken before its matter is opened, so that nobody opens it twice. */
export function createFillStore({ system }: Pick<Databases, 'system'>): FillStore {
  return {
    reserve: (tenant, fills, by, at) =>
      system.transaction().execute(async (db) => {
        const given = JSON.stringify(fills);
        await sql`
          insert into indicator_fills (tenant_id, indicator, subject, period, round, matter_id, why, asked_by, asked_at)
          select ${tenant}, indicator, subject, period, round, matter, why, ${by}, to_timestamp(${at} / 1000.0)
          from jsonb_to_recordset(${given}::jsonb) as x(indicator text, subject text, period text, round int, matter text, why text)
          on conflict do nothing`.execute(db);
        const { rows } = await sql<Fill & { isOpen: boolean }>`
          select ${columns}, m.id is not null as "isOpen"
          from indicator_fills f
          join jsonb_to_recordset(${given}::jsonb) as x(indicator text, subject text, period text, round int)
            on f.indicator = x.indicator and f.subject = x.subject and f.period = x.period and f.round = x.round
          left join matters m on m.tenant_id = f.tenant_id and m.id = f.matter_id
          where f.tenant_id = ${tenant} order by f.indicator, f.subject, f.period`.execute(db);
        return rows;
      }),
    lines: async (tenant, indicators, periods) => {
      const { rows } = await sql<FillLine>`
        select distinct on (f.indicator, f.subject, f.period) ${columns}, m.state
        from indicator_fills f left join matters m on m.tenant_id = f.tenant_id and m.id = f.matter_id
        where f.tenant_id = ${tenant} and f.period = any(${periods as string[]}) and f.indicator = any(${indicators as string[]})
        order by f.indicator, f.subject, f.period, f.round desc`.execute(system);
      return rows;
    },
    stateOf: async (tenant, id) => {
      const { rows } = await sql<{ state: MatterState }>`
        select state from matters where tenant_id = ${tenant} and id = ${id} and loop = 'indicator-fill'`.execute(
        system,
      );
      return rows[0]?.state;
    },
    eventsOf: async (tenant, id) => (await historiesOf(system, tenant, [id]))[0]?.events ?? [],
  };
}
