import { sql } from 'kysely';
import type { Claim, Recognitions } from '#domains/policies';
import type { Day } from '#kernel';
import type { Databases } from '../database.ts';
import { CLAIM, type Nulls, said } from './claim-columns.ts';

/** Which grants have become facts, and until when they hold. */
export function createRecognitions(system: Databases['system']): Recognitions {
  return {
    unstated: async (tenant, clauses, limit) => {
      const { rows } = await sql<Nulls<Claim>>`select ${CLAIM} from policy_claims c where c.tenant_id = ${tenant}
        and c.status = 'approved' and c.stated_at is null and c.clause = any(${clauses})
        order by c.decided_at, c.id limit ${limit}`.execute(system);
      return rows.map((row) => said<Claim>(row));
    },
    noteStated: async (tenant, id, now, until) => {
      await sql`update policy_claims set stated_at = to_timestamp(${now} / 1000.0), lapses_on = ${until ?? null}::date + 1
        where tenant_id = ${tenant} and id = ${id}`.execute(system);
    },
    lapsed: async (tenant, today, limit) => {
      const { rows } = await sql<{ id: string; clause: string; enterprise: string; lapsesOn: Day }>`
        select id, clause, enterprise_id as enterprise, lapses_on::text as "lapsesOn" from policy_claims
        where tenant_id = ${tenant} and lapses_on <= ${today} and lapsed_at is null
        order by lapses_on, id limit ${limit}`.execute(system);
      return rows;
    },
    holds: async (tenant, enterprise, clauses, today) => {
      const { rows } =
        await sql`select 1 from policy_claims where tenant_id = ${tenant} and enterprise_id = ${enterprise}
        and clause = any(${clauses}) and status = 'approved' and (lapses_on is null or lapses_on > ${today}) limit 1`.execute(
          system,
        );
      return rows.length > 0;
    },
    noteLapsed: async (tenant, id, now) => {
      await sql`update policy_claims set lapsed_at = to_timestamp(${now} / 1000.0)
        where tenant_id = ${tenant} and id = ${id}`.execute(system);
    },
  };
}
