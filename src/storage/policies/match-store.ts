import { sql } from 'kysely';
import type { Match, MatchMark, MatchStore, Reach, Untold, Wish } from '#domains/policies';
import type { Databases } from '../database.ts';
import type { Database } from '../database-type.ts';
import { arrivedOf, type Nulls, said } from './claim-columns.ts';
import { inRegions } from './claim-filter.ts';
import { putMarks, replaceAll } from './replace-all.ts';

const list = (values: readonly string[]) => sql`${values as string[]}::text[]`;
const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Who matches what, who was told, who read it. */
export function createMatchStore({ system, copying }: Pick<Databases, 'system' | 'copying'>): MatchStore {
  return {
    replaceAll: (tenant, mark, matches, now) => copying((client) => replaceAll(client, tenant, mark, matches, now)),
    replace: (tenant, scope, matches, now) =>
      system.transaction().execute((db) => replace(db, tenant, scope, matches, now)),
    forget: async (tenant, clauses) => {
      await sql`delete from policy_matches where tenant_id = ${tenant} and clause = any(${list(clauses)})`.execute(
        system,
      );
      await sql`delete from policy_match_marks where tenant_id = ${tenant} and clause = any(${list(clauses)})`.execute(
        system,
      );
    },
    marks: (tenant) => readMarks(system, tenant),
    putMarks: (tenant, marks) => copying((client) => putMarks(client, tenant, marks)),
    untold: (tenant, now, limit, after) => untold(system, tenant, now, limit, after),
    markTold: async (tenant, told, now) => {
      await sql`update policy_matches m set told_at = ${at(now)}, told_key = t.key
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) t (enterprise text, key text, clauses jsonb)
        where m.tenant_id = ${tenant} and m.enterprise_id = t.enterprise and t.clauses ? m.clause and m.told_at is null`.execute(
        system,
      );
    },
    reach: (tenant, clauses, regions) => reach(system, tenant, clauses, regions),
    reached: async (tenant, { clause, step, regions, after, limit }) => {
      const { rows } = await sql<{ id: string; name: string }>`
        select e.id, e.name ${TOLD} join enterprises e on e.tenant_id = m.tenant_id and e.id = m.enterprise_id
        where m.tenant_id = ${tenant} and m.clause = ${clause} and ${STEP[step]} is not null and e.id > ${after}
          ${inRegions('m', regions)} order by e.id limit ${limit}`.execute(system);
      return rows;
    },
    eligible: async (tenant, clause, limit, regions) => {
      const { rows } = await sql<{
        enterprise: string;
        name: string;
        amount: number | null;
      }>`
        select m.enterprise_id as enterprise, e.name, m.amount from policy_matches m
        join enterprises e on e.tenant_id = m.tenant_id and e.id = m.enterprise_id
        where m.tenant_id = ${tenant} and m.clause = ${clause} ${inRegions('m', regions)}
        order by m.amount desc nulls last, m.enterprise_id limit ${limit}`.execute(system);
      return rows.map(({ amount, ...row }) => ({
        ...row,
        ...(amount === null ? {} : { amount: amount as Reach['sum'] }),
      }));
    },
    wish: async (tenant, enterprise) => {
      const { rows } = await sql<Nulls<Wish>>`
        select w.often, w.email, w.pending_email as pending, l.undelivered from policy_wishes w
        left join lateral (select case when l.sent_at is null and l.answer is not null
            then case when l.next_at is null then 'over' else 'again' end end as undelivered
          from policy_mails l where l.tenant_id = w.tenant_id and l.enterprise_id = w.enterprise_id
            and l.email = coalesce(w.pending_email, w.email) order by l.created_at desc, l.sent_at nulls first limit 1) l on true
        where w.tenant_id = ${tenant} and w.enterprise_id = ${enterprise}`.execute(system);
      return rows[0] ? said<Wish>(rows[0]) : { often: 'each' };
    },
    setWish: async (tenant, enterprise, { often, email, pending }) => {
      await sql`insert into policy_wishes (tenant_id, enterprise_id, often, email, pending_email)
        values (${tenant}, ${enterprise}, ${often}, ${email ?? null}, ${pending ?? null})
        on conflict (tenant_id, enterprise_id) do update set often = excluded.often, email = excluded.email,
          pending_email = excluded.pending_email`.execute(system);
    },
    askEmail: async (tenant, enterprise, { email, hash, at: asked }, notSince) => {
      const { numAffectedRows } = await sql`
        insert into policy_wishes (tenant_id, enterprise_id, often, pending_email, code_hash, code_asked_at)
        values (${tenant}, ${enterprise}, 'each', ${email}, ${hash}, ${at(asked)})
        on conflict (tenant_id, enterprise_id) do update set pending_email = excluded.pending_email,
          code_hash = excluded.code_hash, code_asked_at = excluded.code_asked_at, code_tries = 0
          where coalesce(policy_wishes.code_asked_at <= ${at(notSince)}, true)`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    confirmEmail: async (tenant, enterprise, hash, since, tries) => {
      // Counted before it is compared: of many guesses at once none is free.
      const { rows } = await sql<{ right: boolean }>`
        update policy_wishes set code_tries = code_tries + 1
        where tenant_id = ${tenant} and enterprise_id = ${enterprise} and pending_email is not null
          and code_asked_at > ${at(since)} and code_tries < ${tries}
        returning code_hash = ${hash} as right`.execute(system);
      if (!rows[0]?.right) return false;
      await sql`update policy_wishes set email = pending_email, pending_email = null, code_hash = null
        where tenant_id = ${tenant} and enterprise_id = ${enterprise} and code_hash = ${hash}`.execute(system);
      return true;
    },
  };
}

async function replace(
  db: Database,
  tenant: string,
  { clauses, enterprises }: Parameters<MatchStore['replace']>[1],
  matches: readonly Match[],
  now: number,
): Promise<void> {
  const rows = JSON.stringify(matches);
  await sql`delete from policy_matches m where tenant_id = ${tenant} and clause = any(${list(clauses)})
    and enterprise_id = any(${list(enterprises)})
    and not exists (select from jsonb_array_elements(${rows}::jsonb) r
      where r ->> 'clause' = m.clause and r ->> 'enterprise' = m.enterprise_id)`.execute(db);
  // Whoever was told of it stays told; a match that went away and came back is told anew.
  await sql`insert into policy_matches (tenant_id, clause, enterprise_id, amount, decided_at)
    select ${tenant}, r ->> 'clause', r ->> 'enterprise', (r ->> 'amount')::bigint, ${at(now)}
    from jsonb_array_elements(${rows}::jsonb) r
    on conflict (tenant_id, clause, enterprise_id) do update set amount = excluded.amount, decided_at = excluded.decided_at
      where policy_matches.amount is distinct from excluded.amount`.execute(db);
}

async function readMarks(db: Database, tenant: string): Promise<readonly MatchMark[]> {
  const { rows } = await sql<Omit<MatchMark, 'factsMark'> & { factsMark: number | null }>`
    select clause, version, standing, day::text as day, facts_mark as "factsMark" from policy_match_marks
    where tenant_id = ${tenant}`.execute(db);
  return rows.map(({ factsMark, ...row }) => ({ ...row, ...(factsMark === null ? {} : { factsMark }) }));
}

const WEEK = 7 * 86_400_000;

async function untold(
  db: Database,
  tenant: string,
  now: number,
  limit: number,
  after: string,
): Promise<readonly Untold[]> {
  const { rows } = await sql<Untold>`
    select m.enterprise_id as enterprise, array_agg(m.clause order by m.amount desc nulls last, m.clause) as clauses,
      max(w.email) as email
    from policy_matches m left join policy_wishes w on w.tenant_id = m.tenant_id and w.enterprise_id = m.enterprise_id
    where m.tenant_id = ${tenant} and m.enterprise_id > ${after} and m.told_at is null and coalesce(w.often, 'each') <> 'never'
      and (coalesce(w.often, 'each') = 'each' or not exists (select from policy_matches o where o.tenant_id = m.tenant_id
        and o.enterprise_id = m.enterprise_id and o.told_at > ${at(now - WEEK)}))
    group by 1 order by 1 limit ${limit}`.execute(db);
  return rows;
}

const TOLD = sql.raw(`from policy_matches m left join inbox i on i.tenant_id = m.tenant_id and i.id = m.told_key || '-0'
  left join policy_mails l on l.tenant_id = m.tenant_id and l.key = m.told_key`);
const STEP = {
  told: sql.raw('m.told_at'),
  mailed: sql.raw('l.sent_at'),
  unmailed: sql.raw('case when l.sent_at is null then l.answer end'),
  read: sql.raw('i.read_at'),
};

async function reach(
  db: Database,
  tenant: string,
  clauses: readonly string[],
  regions: readonly string[] | undefined,
): Promise<readonly Reach[]> {
  const { rows } = await sql<Omit<Reach, 'sum' | 'paidSum'> & { sum: number; paidSum: number }>`
    select c.clause, m.told, m.mailed, m.unmailed, m.read, k.claimed, k.approved, k.sum, k.paid, k."paidSum" from unnest(${list(clauses)}) c(clause)
    cross join lateral (select count(m.told_at) as told,
        count(l.sent_at) as mailed, count(${STEP.unmailed}) as unmailed, count(i.read_at) as read
      ${TOLD} where m.tenant_id = ${tenant} and m.clause = c.clause ${inRegions('m', regions)}) m
    cross join lateral (select count(*) filter (where k.status <> 'withdrawn') as claimed,
        count(*) filter (where k.status = 'approved') as approved,
        coalesce(sum(k.amount) filter (where k.status = 'approved'), 0)::bigint as sum,
        count(*) filter (where k.arrived_at is not null) as paid,
        coalesce(sum(${arrivedOf('k')}) filter (where k.arrived_at is not null), 0)::bigint as "paidSum"
      from policy_claims k where k.tenant_id = ${tenant} and k.clause = c.clause ${inRegions('k', regions)}) k`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, sum: row.sum as Reach['sum'], paidSum: row.paidSum as Reach['sum'] }));
}
