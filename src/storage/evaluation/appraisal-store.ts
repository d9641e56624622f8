import { sql } from 'kysely';
import type { Correction, CorrectionStore, Rollup, RollupStore } from '#domains/evaluation';
import type { Databases } from '../database.ts';

type CorrectionRow = Omit<Correction, 'counted' | 'meets' | 'sum' | 'squares' | 'distinct'> & {
  readonly body: Pick<Correction, 'counted' | 'meets' | 'sum' | 'squares' | 'distinct'>;
};

/** What upheld objections took out, for good. */
export function createCorrectionStore({ system }: Pick<Databases, 'system'>): CorrectionStore {
  return {
    list: async (tenant, scheme, periods) => {
      const { rows } = await sql<CorrectionRow>`
        select matter_id as matter, period, unit, indicator, record, body, decided_by as "decidedBy", at
        from appraisal_corrections
        where tenant_id = ${tenant} and scheme = ${scheme} and period = any(${periods as string[]})
        order by at, matter_id`.execute(system);
      return rows.map(({ body, ...row }) => ({ ...row, ...body }));
    },
    objections: async (tenant, _scheme, period, unit) => {
      const { rows } = await sql<{ matter: string; indicator: string; record: string }>`
        select id as matter, state #>> '{fields,indicator}' as indicator, state #>> '{fields,record}' as record
        from matters where tenant_id = ${tenant} and loop = 'appraisal-objection'
          and state #>> '{fields,month}' = ${period} and state #>> '{fields,unit}' = ${unit}`.execute(system);
      return rows;
    },
    add: async (tenant, scheme, { matter, period, unit, indicator, record, decidedBy, at, ...body }) => {
      await sql`insert into appraisal_corrections (tenant_id, matter_id, scheme, period, unit, indicator, record, body, decided_by, at)
        values (${tenant}, ${matter}, ${scheme}, ${period}, ${unit}, ${indicator}, ${record},
          ${JSON.stringify({ counted: body.counted, meets: body.meets, sum: body.sum, squares: body.squares, distinct: body.distinct })}::jsonb,
          ${decidedBy}, to_timestamp(${at} / 1000.0))
        on conflict (tenant_id, matter_id) do nothing`.execute(system);
    },
  };
}

/** Quarters and years as published. */
export function createRollupStore({ system }: Pick<Databases, 'system'>): RollupStore {
  return {
    find: async (tenant, scheme, period) => {
      const { rows } = await sql<Rollup>`
        select period, text_hash as "textHash", body, published_by as by, published_at as at from appraisal_rollups
        where tenant_id = ${tenant} and scheme = ${scheme} and period = ${period}`.execute(system);
      return rows[0];
    },
    publish: async (tenant, scheme, { period, textHash, body, by, at }) => {
      const { numAffectedRows } = await sql`
        insert into appraisal_rollups (tenant_id, scheme, period, text_hash, body, published_by, published_at)
        values (${tenant}, ${scheme}, ${period}, ${textHash}, ${JSON.stringify(body)}::jsonb, ${by},
          to_timestamp(${at} / 1000.0))
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
  };
}
