import { type RawBuilder, sql } from 'kysely';
import type { ActionStore, SpecialAction } from '#domains/programme';
import { answersOn } from '#engines/registry';
import type { Day } from '#kernel';
import type { Databases } from '../database.ts';
import { type HandOvers, handOversOf } from '../registry/named-duties.ts';

type Row = Omit<SpecialAction, 'plan'> & { readonly plan: string | null };

const at = (ms: number): RawBuilder<unknown> => sql`to_timestamp(${ms} / 1000.0)`;
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`;
const columns = sql`id, title, status, leader, lead_unit as "leadUnit", team, plan_id as plan, summary, nodes, version,
  created_at as "createdAt", updated_at as "updatedAt"`;

/** With who answers for it on a day, where somebody handed it over. */
function actionFrom({ plan, ...row }: Row, handed: HandOvers, on: Day): SpecialAction {
  const now = (person: string): string => answersOn(person, handed.get(row.id) ?? [], on);
  const team = row.team.map(({ person, ...each }) => ({ ...each, ...(person ? { person: now(person) } : {}) }));
  return { ...row, ...(plan ? { plan } : {}), leader: now(row.leader), team };
}

/** The register of special actions. */
export function createActionStore({ system }: Pick<Databases, 'system'>): ActionStore {
  const read = async (tenant: string, on: Day, condition: RawBuilder<unknown>): Promise<readonly SpecialAction[]> => {
    const { rows } = await sql<Row>`select ${columns} from special_actions where tenant_id = ${tenant} and ${condition}
      order by next_day nulls last, id`.execute(system);
    const handed = await handOversOf(system, tenant, 'special-action');
    return rows.map((each) => actionFrom(each, handed, on));
  };
  return {
    add: async (tenant, action, nextDay) => {
      await sql`insert into special_actions (tenant_id, id, title, status, leader, lead_unit, team, plan_id, summary, nodes,
          next_day, version, created_at, updated_at)
        values (${tenant}, ${action.id}, ${action.title}, ${action.status}, ${action.leader}, ${action.leadUnit},
          ${json(action.team)}, ${action.plan ?? null}, ${action.summary}, ${json(action.nodes)}, ${nextDay},
          ${action.version}, ${at(action.createdAt)}, ${at(action.updatedAt)}) on conflict do nothing`.execute(system);
    },
    get: async (tenant, id, on) => (await read(tenant, on, sql`id = ${id}`))[0],
    list: (tenant, on) => read(tenant, on, sql`true`),
    save: async (tenant, action, nextDay, seen) => {
      const { numAffectedRows } =
        await sql`update special_actions set title = ${action.title}, status = ${action.status},
          leader = ${action.leader}, lead_unit = ${action.leadUnit}, team = ${json(action.team)},
          plan_id = ${action.plan ?? null}, summary = ${action.summary}, nodes = ${json(action.nodes)},
          next_day = ${nextDay}, version = version + 1, updated_at = ${at(action.updatedAt)}
        where tenant_id = ${tenant} and id = ${action.id} and version = ${seen}`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    missedBefore: (tenant, day) => read(tenant, day, sql`status = 'running' and next_day < ${day}`),
  };
}
