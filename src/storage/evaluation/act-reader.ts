import { sql } from 'kysely';
import type { ActReader } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Who did something last to a matter, within a span of time. */
export const createActReader =
  ({ system }: Pick<Databases, 'system'>): ActReader =>
  async (tenant, matters, { from, to }) => {
    if (matters.length === 0) return new Map();
    const { rows } = await sql<{ matter: string; actor: string; unit: string | null; at: number }>`
      select distinct on (matter_id) matter_id as matter, actor, unit, extract(epoch from at)::float8 * 1000 as at
      from events where tenant_id = ${tenant} and matter_id = any(${matters as string[]})
        and at >= ${at(from)} and at < ${at(to)}
      order by matter_id, seq desc`.execute(system);
    return new Map(rows.map(({ matter, ...act }) => [matter, { ...act, at: Number(act.at) }]));
  };
