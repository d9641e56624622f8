import { sql } from 'kysely';
import type { EpisodeStore, Ringing } from '#domains/evaluation';
import type { Databases } from '../database.ts';

/** Times during which an indicator stood past its threshold. */
export function createEpisodeStore({ system }: Pick<Databases, 'system'>): EpisodeStore {
  return {
    ringing: async (tenant, when, limit) => {
      const { rows } = await sql<Ringing>`
        select extract(epoch from began_at) * 1000 as at, matter_id as matter from indicator_episodes
        where tenant_id = ${tenant} and matter_id is not null and began_at < to_timestamp(${when} / 1000.0)
          and (ended_at is null or ended_at >= to_timestamp(${when} / 1000.0))
        order by began_at desc, alert limit ${limit}`.execute(system);
      return rows.map((each) => ({ ...each, at: Number(each.at) }));
    },
    open: async (tenant) => {
      const { rows } = await sql<{ alert: string }>`
        select alert from indicator_episodes where tenant_id = ${tenant} and ended_at is null`.execute(system);
      return new Set(rows.map((each) => each.alert));
    },
    begin: async (tenant, alert, at, matter) => {
      const { numAffectedRows } = await sql`
        insert into indicator_episodes (tenant_id, alert, began_at, matter_id)
        values (${tenant}, ${alert}, to_timestamp(${at} / 1000.0), ${matter})
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    end: async (tenant, alert, at) => {
      await sql`update indicator_episodes set ended_at = to_timestamp(${at} / 1000.0)
        where tenant_id = ${tenant} and alert = ${alert} and ended_at is null`.execute(system);
    },
  };
}
