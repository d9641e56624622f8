import { sql } from 'kysely';
import type { BenchmarkRow, BenchmarkStore } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const columns = sql`id, city, indicator, period, value, source, to_char(source_day, 'YYYY-MM-DD') as "sourceDay", link, why,
  recorded_at as "recordedAt", recorded_by as "recordedBy", checked_by as "checkedBy", checked_at as "checkedAt"`;
const values = sql`benchmark_values v left join benchmark_checks c on c.tenant_id = v.tenant_id and c.value_id = v.id`;

/** Values of other cities: rows are only added; the one recorded last holds, one without a value takes back. */
export function createBenchmarkStore({ system }: Pick<Databases, 'system'>): BenchmarkStore {
  return {
    add: async (tenant, rows) => {
      if (rows.length === 0) return;
      await sql`
        insert into benchmark_values (tenant_id, id, city, indicator, period, value, source, source_day, link, why,
          recorded_at, recorded_by)
        select ${tenant}, id, city, indicator, period, value, source, "sourceDay"::date, link, why,
          to_timestamp("recordedAt" / 1000.0), "recordedBy"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, city text, indicator text, period text,
          value double precision, source text, "sourceDay" text, link text, why text, "recordedAt" double precision,
          "recordedBy" text)`.execute(system);
    },
    held: async (tenant, { indicators, cities, periods }) => {
      if (indicators.length === 0 || cities.length === 0) return [];
      const { rows } = await sql<BenchmarkRow>`
        select * from (
          select distinct on (indicator, city, period) ${columns} from ${values}
          where v.tenant_id = ${tenant} and indicator = any(${indicators as string[]}) and city = any(${cities as string[]})
            ${periods ? sql`and period = any(${periods as string[]})` : sql``}
          order by indicator, city, period, seq desc) held
        where value is not null limit 50000`.execute(system);
      return rows;
    },
    check: async (tenant, id, by, at) => {
      await sql`insert into benchmark_checks (tenant_id, value_id, checked_by, checked_at)
        values (${tenant}, ${id}, ${by}, to_timestamp(${at} / 1000.0)) on conflict do nothing`.execute(system);
    },
    history: async (tenant, { indicator, city, period }) => {
      const { rows } = await sql<BenchmarkRow>`
        select ${columns} from ${values}
        where v.tenant_id = ${tenant} and indicator = ${indicator} and city = ${city} and period = ${period}
        order by seq limit 200`.execute(system);
      return rows;
    },
    cities: async (tenant) => {
      const { rows } = await sql<{ city: string; values: number }>`
        select city, count(distinct (indicator, period))::int as values from benchmark_values where tenant_id = ${tenant}
        group by city order by 2 desc, city limit 200`.execute(system);
      return rows;
    },
  };
}
