import { sql } from 'kysely';
import type { RatingStore } from '#domains/quality';
import type { MatterState } from '#engines/matters';
import type { Databases } from '../database.ts';

/** Bad ratings, found by an index over just them; the system role looks, because it acts for no one. */
export function createRatingStore({ system }: Pick<Databases, 'system'>): RatingStore {
  return {
    badlyRated: async (tenant, grade, limit) => {
      const { rows } = await sql<{ state: MatterState }>`
        select m.state from matters m
        where m.tenant_id = ${tenant} and m.loop = 'appeal' and m.status in ('answered', 'verified', 'explained')
          and (m.state #>> '{rating,grade}')::int <= 2 and (m.state #>> '{rating,grade}')::int <= ${grade}
          and not exists (select 1 from outcomes_told t where t.tenant_id = m.tenant_id
            and t.key = 'rating ' || m.id || ' ' || (m.state #>> '{rating,at}'))
        order by m.id limit ${limit}`.execute(system);
      return rows.map((each) => each.state);
    },
    markFollowed: async (tenant, keys, now) => {
      await sql`insert into outcomes_told (tenant_id, key, at)
        select ${tenant}, k, to_timestamp(${now} / 1000.0) from unnest(${keys as string[]}::text[]) k on conflict do nothing`.execute(
        system,
      );
    },
  };
}
