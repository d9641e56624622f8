import { sql } from 'kysely';
import type { Correction } from '#domains/enterprises';
import type { MatterState } from '#engines/matters';
import type { Databases } from '../database.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

type Decided = { readonly state: MatterState; readonly settled: Uint8Array | null };

/** Disputes decided for the enterprise whose correction has not been stated yet. The value lies sealed apart. */
export const createDisputeStore = ({ system }: Pick<Databases, 'system'>, open: (sealed: Uint8Array) => string) => ({
  corrections: async (tenant: string, limit: number): Promise<readonly Correction[]> => {
    const { rows } = await sql<Decided>`
      select m.state, (select c.cipher from contents c where c.tenant_id = m.tenant_id and c.matter_id = m.id
        and c.id = m.state #>> '{contents,settled,ref}' and c.erased_at is null) as settled
      from matters m where m.tenant_id = ${tenant} and m.loop = 'fact-dispute' and m.closed
        and m.state ->> 'status' = 'corrected' and not exists (
          select from fact_sources s where s.tenant_id = m.tenant_id and s.import_id = m.id)
      order by m.closed_at limit ${limit}`.execute(system);
    return rows.flatMap(({ state, settled }) =>
      state.enterprise === undefined
        ? []
        : [
            {
              matter: state.id,
              number: state.number,
              enterprise: state.enterprise,
              key: textOf(state.fields.fact),
              written: settled ? open(settled) : textOf(state.fields.settled),
              closedAt: state.closedAt ?? state.updatedAt,
              unit: state.hops.at(-1)?.unit,
            },
          ],
    );
  },
  underWay: async (tenant: string, enterprise: string, key: string) => {
    const { rows } = await sql<{ id: string; number: string }>`
      select id, number from matters where tenant_id = ${tenant} and loop = 'fact-dispute' and enterprise_id = ${enterprise}
        and not closed and state #>> '{fields,fact}' = ${key} limit 1`.execute(system);
    return rows[0];
  },
});
