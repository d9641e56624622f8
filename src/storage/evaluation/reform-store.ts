import { type RawBuilder, sql } from 'kysely';
import type { CallNotice, ReformCase, ReformStore, Vote } from '#domains/evaluation';
import type { Databases } from '../database.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const field = (name: string): RawBuilder<unknown> => sql`m.state #>> ${sql.lit(`{fields,${name}}`)}`;

/** Cases with what their judges gave; a score is written once. */
export function createReformStore({ system }: Pick<Databases, 'system'>): ReformStore {
  const read = (tenant: string, judge: string, which: RawBuilder<unknown>) =>
    sql<ReformCase>`
      select m.id, m.number, ${field('title')} as title, ${field('unit')} as unit, ${field('quarter')} as quarter,
        ${field('problem')} as problem, ${field('practice')} as practice, ${field('effect')} as effect, m.status,
        (select count(*) from reform_scores s where s.tenant_id = m.tenant_id and s.matter_id = m.id) as scores,
        (select avg(s.score) from reform_scores s where s.tenant_id = m.tenant_id and s.matter_id = m.id) as mean,
        (select s.score from reform_scores s where s.tenant_id = m.tenant_id and s.matter_id = m.id and s.judge = ${judge}) as own,
        exists (select from reform_recusals r where r.tenant_id = m.tenant_id and r.matter_id = m.id and r.judge = ${judge}) as recused
      from matters m where m.tenant_id = ${tenant} and m.loop = 'micro-reform' ${which}
      order by m.number limit 1000`.execute(system);
  return {
    called: async (tenant, quarter) => {
      const { rows } = await sql<CallNotice>`
        select opens::text as opens, closes::text as closes, notice from reform_calls
        where tenant_id = ${tenant} and quarter = ${quarter} order by turn desc limit 1`.execute(system);
      return rows[0];
    },
    addCall: async (tenant, quarter, { opens, closes, notice, by, at: when }) => {
      await sql`insert into reform_calls (tenant_id, quarter, opens, closes, notice, by_person, at)
        values (${tenant}, ${quarter}, ${opens}, ${closes}, ${notice}, ${by}, ${at(when)})`.execute(system);
    },
    list: async (tenant, period, judge) =>
      (await read(tenant, judge, sql`and ${field('quarter')} >= ${period} and ${field('quarter')} <= ${`${period}~`}`))
        .rows,
    find: async (tenant, id, judge) => (await read(tenant, judge, sql`and m.id = ${id}`)).rows[0],
    score: async (tenant, id, { judge, unit, score, note, at: when }) => {
      const { numAffectedRows } = await sql`
        insert into reform_scores (tenant_id, matter_id, judge, judge_unit, score, note, at)
        select ${tenant}, ${id}, ${judge}, ${unit}, ${score}, ${note}, ${at(when)}
        where not exists (select from reform_recusals where tenant_id = ${tenant} and matter_id = ${id} and judge = ${judge})
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    recuse: async (tenant, id, judge, reason, when) => {
      const { numAffectedRows } = await sql`
        insert into reform_recusals (tenant_id, matter_id, judge, reason, at)
        values (${tenant}, ${id}, ${judge}, ${reason}, ${at(when)}) on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    votes: async (tenant, ids) => {
      if (ids.length === 0) return [];
      const { rows } = await sql<Vote>`
        select matter_id as case, judge, judge_unit as unit, score, note, at from reform_scores
        where tenant_id = ${tenant} and matter_id = any(${ids as string[]})
        union all
        select matter_id, judge, null, null, reason, at from reform_recusals
        where tenant_id = ${tenant} and matter_id = any(${ids as string[]})
        order by at, judge limit 20000`.execute(system);
      return rows;
    },
    scored: async (tenant, id) => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from reform_scores where tenant_id = ${tenant} and matter_id = ${id}`.execute(system);
      return Number(rows[0]?.count ?? 0);
    },
  };
}
