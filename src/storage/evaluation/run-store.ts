import { sql } from 'kysely';
import type { RunStore, StoredRun } from '#domains/evaluation';
import type { Databases } from '../database.ts';

type Row = Omit<StoredRun, 'frozenBy' | 'frozenAt' | 'lines'> & {
  readonly frozenBy: string | null;
  readonly frozenAt: number | null;
  readonly body: StoredRun['lines'];
};

/** Runs of appraisals: proposed by one, frozen by another; what is frozen stays. */
export function createRunStore({ system }: Pick<Databases, 'system'>): RunStore {
  return {
    find: async (tenant, scheme, period) => {
      const { rows } = await sql<Row>`
        select id, scheme, period, text_hash as "textHash", body, input, proposed_by as "proposedBy",
          proposed_at as "proposedAt", frozen_by as "frozenBy",
          frozen_at as "frozenAt" from indicator_runs
        where tenant_id = ${tenant} and scheme = ${scheme} and period = ${period}
        order by frozen_at is null, proposed_at desc limit 1`.execute(system);
      const [row] = rows;
      if (!row) return undefined;
      const { body, frozenBy, frozenAt, ...rest } = row;
      return {
        ...rest,
        lines: body,
        ...(frozenBy === null ? {} : { frozenBy }),
        ...(frozenAt === null ? {} : { frozenAt }),
      };
    },
    propose: async (tenant, { id, scheme, period, textHash, lines, input, proposedBy, proposedAt }) => {
      await sql`
        insert into indicator_runs (tenant_id, id, scheme, period, text_hash, body, input, proposed_by, proposed_at)
        values (${tenant}, ${id}, ${scheme}, ${period}, ${textHash}, ${JSON.stringify(lines)}::jsonb,
          ${JSON.stringify(input)}::jsonb, ${proposedBy}, to_timestamp(${proposedAt} / 1000.0))
        on conflict (tenant_id, id) do nothing`.execute(system);
    },
    freeze: async (tenant, id, by, at) => {
      await sql`update indicator_runs set frozen_by = ${by}, frozen_at = to_timestamp(${at} / 1000.0)
        where tenant_id = ${tenant} and id = ${id} and frozen_at is null`.execute(system);
    },
  };
}
