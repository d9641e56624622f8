import { sql } from 'kysely';
import type { ArrivedClaims, ClaimStore, RunningClaims } from '#domains/policies';
import type { Database } from '../database-type.ts';
import { arrivedOf } from './claim-columns.ts';
import { RUNNING, spanOf, WAIT } from './claim-filter.ts';

/** How long claims take: counted in the database, by clause and day, so that their number does not matter. */
export function createClaimPace(system: Database): Pick<ClaimStore, 'arrived' | 'running'> {
  return {
    arrived: async (tenant, span) => {
      const { rows } = await sql<ArrivedClaims>`
        select c.clause, c.arrived_days as days, count(*)::int as count,
          coalesce(sum(${arrivedOf('c')}), 0)::bigint as sum,
          coalesce(sum(c.decided_days), 0)::int as decided, coalesce(sum(c.sent_days), 0)::int as sent
        from policy_claims c where c.tenant_id = ${tenant} and c.arrived_days is not null ${spanOf(span)}
        group by 1, 2 order by 1, 2`.execute(system);
      return rows;
    },
    running: async (tenant, span) => {
      const { rows } = await sql<RunningClaims>`
        select c.clause, ${WAIT} as wait, c.filed_at::date::text as "filedOn",
          case when c.status = 'with-clerk' then coalesce((select jsonb_agg(jsonb_build_object('from', h -> 'from',
            'to', h -> 'to')) from matters m, jsonb_array_elements(m.state -> 'custody') h where m.tenant_id = c.tenant_id
            and m.id = c.matter_id and h ->> 'unit' = '' and h -> 'to' is not null), '[]') else '[]' end as pauses,
          count(*)::int as count, coalesce(sum(c.amount), 0)::bigint as sum
        from policy_claims c where c.tenant_id = ${tenant} and ${RUNNING} ${spanOf(span)}
        group by 1, 2, 3, 4 order by 1, 3`.execute(system);
      return rows;
    },
  };
}
