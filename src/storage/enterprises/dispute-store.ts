import { sql } from 'kysely';
import type { Correction } from '#domains/enterprises';
import type { MatterState } from '#engines/matters';
import type { Databases } from '../database.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Disputes decided for the enterprise whose correction has not been stated yet. */
export const createDisputeStore = ({ system }: Pick<Databases, 'system'>) => ({
  corrections: async (tenant: string, limit: number): Promise<readonly Correction[]> => {
    const { rows } = await sql<{ state: MatterState }>`
      select m.state from matters m where m.tenant_id = ${tenant} and m.loop = 'fact-dispute' and m.closed
        and m.state ->> 'status' = 'corrected' and not exists (
          select from fact_sources s where s.tenant_id = m.tenant_id and s.import_id = m.id)
      order by m.closed_at limit ${limit}`.execute(system);
    return rows.flatMap(({ state }) =>
      state.enterprise === undefined
        ? []
        : [
            {
              matter: state.id,
              number: state.number,
              enterprise: state.enterprise,
              key: textOf(state.fields.fact),
              written: textOf(state.fields.settled),
              closedAt: state.closedAt ?? state.updatedAt,
              unit: state.hops.at(-1)?.unit,
            },
          ],
    );
  },
});
