import { sql } from 'kysely';
import type { Scenario, ScenarioStore } from '#domains/simulation';
import type { Databases } from '../database.ts';

type Body = Pick<Scenario, 'note' | 'setVersion' | 'clauses' | 'variants'>;
type Row = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly set_id: string;
  readonly body: Body;
  readonly actor: string;
  readonly unit: string | null;
  readonly at: number;
};

const scenarioOf = ({ id, version, title, set_id, body, actor, unit, at }: Row): Scenario => ({
  ...body,
  ...{ id, version, title, set: set_id, actor, at },
  ...(unit ? { unit } : {}),
});

const COLUMNS = sql`id, version, title, set_id, body, actor, unit, at`;

/** Kept scenarios; every save is a row of its own. */
export function createScenarioStore({ system }: Pick<Databases, 'system'>): ScenarioStore {
  return {
    list: async (tenant, { q, set, by, after, limit }) => {
      const { rows } = await sql<Row>`
        select ${COLUMNS} from simulation_scenarios
        where tenant_id = ${tenant} and newest
          and (${q ?? null}::text is null or strpos(lower(title), lower(${q ?? ''})) > 0)
          and (${set ?? null}::text is null or set_id = ${set ?? null})
          and (${by ?? null}::text is null or actor = ${by ?? null})
          and (${after?.id ?? null}::text is null
            or (at, id) < (to_timestamp(${after?.at ?? 0}::double precision / 1000.0), ${after?.id ?? ''}))
        order by at desc, id desc limit ${limit}`.execute(system);
      return rows.map(scenarioOf);
    },
    find: async (tenant, id, version) => {
      const { rows } = await sql<Row>`
        select ${COLUMNS} from simulation_scenarios
        where tenant_id = ${tenant} and id = ${id} and (${version ?? null}::int is null or version = ${version ?? null}::int)
        order by version desc limit 1`.execute(system);
      return rows[0] && scenarioOf(rows[0]);
    },
    versions: async (tenant, id) => {
      const { rows } = await sql<Pick<Scenario, 'version' | 'title' | 'actor' | 'at'>>`
        select version, title, actor, at from simulation_scenarios
        where tenant_id = ${tenant} and id = ${id} order by version desc limit 200`.execute(system);
      return rows;
    },
    add: (tenant, { id, version, title, set, actor, unit, at, ...body }) =>
      system.transaction().execute(async (db) => {
        const { note, setVersion, clauses, variants } = body;
        const { rows } = await sql`
          insert into simulation_scenarios (tenant_id, id, version, title, set_id, body, actor, unit, at, newest)
          values (${tenant}, ${id}, ${version}, ${title}, ${set}, ${JSON.stringify({ note, setVersion, clauses, variants })}::jsonb,
            ${actor}, ${unit ?? null}, to_timestamp(${at}::double precision / 1000.0), true)
          on conflict do nothing returning version`.execute(db);
        if (rows.length === 0) return false;
        await sql`
          update simulation_scenarios set newest = false
          where tenant_id = ${tenant} and id = ${id} and version < ${version} and newest`.execute(db);
        return true;
      }),
  };
}
