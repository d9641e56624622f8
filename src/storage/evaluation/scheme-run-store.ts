import { sql } from 'kysely';
import type { SchemeRun, SchemeRunHead, SchemeRunStore } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const head = sql`id, scheme, period, to_char(on_day, 'YYYY-MM-DD') as "on", text_hash as "textHash", proposed_by as "proposedBy",
  proposed_at as "proposedAt", frozen_by as "frozenBy", frozen_at as "frozenAt"`;

/** Results of schemes: proposed by one, frozen by another; the database lets neither be changed. */
export function createSchemeRunStore({ system }: Pick<Databases, 'system'>): SchemeRunStore {
  return {
    propose: async (tenant, { id, scheme, period, on, textHash, lines, input, proposedBy, proposedAt }) => {
      await sql`
        insert into scheme_runs (tenant_id, id, scheme, period, on_day, text_hash, lines, input, proposed_by, proposed_at)
        values (${tenant}, ${id}, ${scheme}, ${period}, ${on}::date, ${textHash}, ${JSON.stringify(lines)}::jsonb,
          ${JSON.stringify(input)}::jsonb, ${proposedBy}, ${at(proposedAt)})
        on conflict (tenant_id, id) do nothing`.execute(system);
    },
    find: async (tenant, id) => {
      const { rows } = await sql<SchemeRun>`
        select ${head}, lines, input from scheme_runs where tenant_id = ${tenant} and id = ${id}`.execute(system);
      return rows[0];
    },
    list: async (tenant, scheme, { before, limit }) => {
      const older = before === undefined ? sql`` : sql`and proposed_at < ${at(before)}`;
      const { rows } = await sql<SchemeRunHead>`
        select ${head} from scheme_runs where tenant_id = ${tenant} and scheme = ${scheme} ${older}
        order by proposed_at desc, id desc limit ${limit}`.execute(system);
      return rows;
    },
    freeze: async (tenant, id, by, now) => {
      const { numAffectedRows } = await sql`update scheme_runs set frozen_by = ${by}, frozen_at = ${at(now)}
        where tenant_id = ${tenant} and id = ${id} and frozen_at is null`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
  };
}
