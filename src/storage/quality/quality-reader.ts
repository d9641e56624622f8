import { sql } from 'kysely';
import type { QualityPorts } from '#domains/quality';
import type { MatterState } from '#engines/matters';
import type { Databases } from '../database.ts';

/** What the system itself looks at, acting for no one. */
export function createQualityReader({
  system,
}: Pick<Databases, 'system'>): Pick<QualityPorts, 'stateOf' | 'allOpenedDuring' | 'classMatters'> {
  const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
  return {
    stateOf: async (tenant, id) => {
      const { rows } = await sql<{ state: MatterState }>`
        select m.state from matters m where m.tenant_id = ${tenant} and m.id = ${id}`.execute(system);
      return rows[0]?.state;
    },
    allOpenedDuring: async (tenant, from, to) => {
      const { rows } = await sql<{ state: MatterState }>`
        select m.state from matters m where m.tenant_id = ${tenant} and m.loop = 'appeal'
          and m.opened_at >= ${at(from)} and m.opened_at < ${at(to)} order by m.id`.execute(system);
      return rows.map((each) => each.state);
    },
    classMatters: async (tenant, closedSince) => {
      const { rows } = await sql<{ state: MatterState }>`
        select m.state from matters m where m.tenant_id = ${tenant} and m.loop = 'class-matter'
          and (not m.closed or m.closed_at >= ${at(closedSince)}) order by m.opened_at, m.id`.execute(system);
      return rows.map((each) => each.state);
    },
  };
}
