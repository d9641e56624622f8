import { sql } from 'kysely';
import type { Correction, CorrectionStore, RatedReader, RollupStep, RollupStore } from '#domains/evaluation';
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

/** What was done with quarters and years: rows are added, never changed. */
export function createRollupStore({ system }: Pick<Databases, 'system'>): RollupStore {
  return {
    steps: async (tenant, scheme, period) => {
      const { rows } = await sql<RollupStep>`
        select period, step, act, text_hash as "textHash", body, reason, done_by as by, done_at as at
        from appraisal_rollup_steps
        where tenant_id = ${tenant} and scheme = ${scheme} and period = ${period} order by step`.execute(system);
      return rows;
    },
    add: async (tenant, scheme, { period, step, act, textHash, body, reason, by, at }) => {
      const { numAffectedRows } = await sql`
        insert into appraisal_rollup_steps
          (tenant_id, scheme, period, step, act, text_hash, body, reason, done_by, done_at)
        values (${tenant}, ${scheme}, ${period}, ${step}, ${act}, ${textHash}, ${JSON.stringify(body)}::jsonb, ${reason},
          ${by}, to_timestamp(${at} / 1000.0))
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
  };
}

/** What ratings that cost points were about; what was said in them stays where it is. */
export function createRatedReader({ system }: Pick<Databases, 'system'>): RatedReader {
  return async (tenant, ids) => {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<{
      id: string;
      matter: string | null;
      number: string | null;
      item: string;
      grade: number;
    }>`
      select r.id, r.matter_id as matter, m.number, r.item, r.grade from service_ratings r
      left join matters m on m.tenant_id = r.tenant_id and m.id = r.matter_id
      where r.tenant_id = ${tenant} and r.id = any(${ids as string[]})`.execute(system);
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  };
}
