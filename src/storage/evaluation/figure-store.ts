import { sql } from 'kysely';
import type { FigureStore, KeptFigure } from '#domains/evaluation';
import type { Databases } from '../database.ts';

/** Figures of the blocks' tables: added, never changed. */
export function createFigureStore({ system }: Pick<Databases, 'system'>): FigureStore {
  return {
    add: async (tenant, figures, { person, unit, at, source }) => {
      if (figures.length === 0) return;
      await sql`insert into block_figures (tenant_id, region, line, month, recorded_at, plan, actual, recorded_by, unit_id, source)
        select ${tenant}, region, line, month, to_timestamp(${at} / 1000.0), plan, actual, ${person}, ${unit}, ${source}
        from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb)
          as x(region text, line text, month text, plan double precision, actual double precision)
        on conflict (tenant_id, region, line, month, recorded_at) do nothing`.execute(system);
    },
    latest: async (tenant, regions, month) => {
      const { rows } = await sql<KeptFigure>`
        select distinct on (region, line) region, line, month, plan, actual, recorded_at as at from block_figures
        where tenant_id = ${tenant} and region = any(${regions as string[]}) and month <= ${month}
        order by region, line, month desc, recorded_at desc`.execute(system);
      return rows;
    },
  };
}
