import { sql } from 'kysely';
import type { Pair, Reached, Review, ReviewPorts, Sides } from '#domains/review';
import { factColumn } from '#engines/registry';
import { quotedName } from '#engines/rules';
import type { Day } from '#kernel';
import type { Databases } from '../database.ts';
import { arrivedOf } from '../policies/index.ts';

type Maybe = 'unit' | 'matter' | 'draft';
type ReviewRow = Omit<Review, Maybe> & { readonly [K in Maybe]: string | null };
const reviewOf = ({ unit, matter, draft, ...row }: ReviewRow): Review => ({
  ...row,
  ...(unit ? { unit } : {}),
  ...(matter ? { matter } : {}),
  ...(draft ? { draft } : {}),
});

/** 各地方案：平均兑现时间不超过 15 个工作日。 */
const WITHIN = 15;

/** What came of clauses; how many could have them is counted over the facts. */
export type Became = Omit<Reached, 'eligible' | 'possible' | 'near'>;

/** So many recipients tell which facts came in again. */
const LOOKED_AT = 500;

type ReviewStore = Pick<ReviewPorts, 'budgets' | 'reviews' | 'withBoth'> & {
  readonly reached: (tenant: string) => Promise<readonly Became[]>;
  /** Recipients beside those named, who just missed. */
  readonly sides: (
    tenant: string,
    of: { readonly clause: string; readonly fact: string; readonly from: Day },
    near: readonly string[],
  ) => Promise<Sides>;
};

/** What clauses came to, and what was concluded of them. */
export function createReviewStore({ system }: Pick<Databases, 'system'>): ReviewStore {
  return {
    reached: async (tenant) => {
      const { rows } = await sql<Became>`
        with m as (
          select clause, count(*)::int as told from policy_matches
          where tenant_id = ${tenant} and told_at is not null group by clause),
        c as (
          select clause, count(*) filter (where status <> 'withdrawn')::int as claimed,
            count(*) filter (where status = 'approved')::int as approved,
            count(*) filter (where status = 'refused')::int as refused, count(arrived_days)::int as arrived,
            coalesce(sum(amount) filter (where status = 'approved'), 0)::bigint as "approvedSum",
            coalesce(sum(${arrivedOf('policy_claims')}) filter (where arrived_days is not null), 0)::bigint as "arrivedSum",
            round(avg(arrived_days), 1)::float8 as "meanDays",
            count(*) filter (where arrived_days > ${WITHIN})::int as late
          from policy_claims where tenant_id = ${tenant} group by clause),
        s as (
          select policy_version as clause, sum(advanced + paid)::bigint as spent
          from fund_items where tenant_id = ${tenant} group by 1)
        select clause, coalesce(told, 0) as told, coalesce(claimed, 0) as claimed, coalesce(approved, 0) as approved,
          coalesce(refused, 0) as refused, coalesce(arrived, 0) as arrived,
          coalesce("approvedSum", 0)::bigint as "approvedSum", coalesce("arrivedSum", 0)::bigint as "arrivedSum",
          coalesce(spent, 0)::bigint as spent, "meanDays", coalesce(late, 0) as late
        from m full join c using (clause) full join s using (clause)`.execute(system);
      return rows;
    },
    budgets: async (tenant) => {
      const { rows } = await sql<{ policy: string; granted: number; spent: number }>`
        select policy, sum(-granted)::bigint as granted, sum(advanced + paid)::bigint as spent
        from fund_lines where tenant_id = ${tenant} group by policy`.execute(system);
      return rows;
    },
    withBoth: async (tenant, { clause, from }) => {
      const { rows } = await sql<{ key: string }>`
        with t as (
          select distinct enterprise_id as id from policy_claims
          where tenant_id = ${tenant} and clause = ${clause} and status = 'approved' limit ${LOOKED_AT})
        select h.key from t
        join fact_history h on h.tenant_id = ${tenant} and h.enterprise_id = t.id and h.valid_from < ${from}::date
        join fact_columns k on k.key = h.key
        join enterprise_facts f on f.tenant_id = ${tenant} and f.id = t.id
        join fact_sources s on s.tenant_id = ${tenant} and s.no = f.origins[k.ordinal] and s.as_of >= ${from}::date
        group by h.key order by count(distinct t.id) desc, h.key`.execute(system);
      return rows.map((each) => each.key);
    },
    sides: async (tenant, { clause, fact, from }, near) => {
      const column = sql.raw(`f.${quotedName(factColumn(fact))}`);
      const { rows } = await sql<{ treated: boolean; count: number; after: number; pairs: readonly Pair[] }>`
        with t as (
          select distinct enterprise_id as id, true as treated from policy_claims
          where tenant_id = ${tenant} and clause = ${clause} and status = 'approved'),
        w as (
          select * from t union all
          select id, false from unnest(${[...near]}::text[]) n(id) where id not in (select id from t)),
        v as (
          select w.treated, case when s.as_of >= ${from}::date then ${column}::float8 end as after, (
            select h.value::float8 from fact_history h where h.tenant_id = ${tenant} and h.enterprise_id = w.id
              and h.key = ${fact} and h.valid_from < ${from}::date order by h.valid_from desc limit 1) as before
          from w join enterprise_facts f on f.tenant_id = ${tenant} and f.id = w.id
          join fact_columns k on k.key = ${fact}
          left join fact_sources s on s.tenant_id = ${tenant} and s.no = f.origins[k.ordinal])
        select treated, count(*)::int as count, count(after)::int as after,
          coalesce(jsonb_agg(jsonb_build_object('before', before, 'after', after))
            filter (where before is not null and after is not null), '[]') as pairs
        from v group by treated`.execute(system);
      const side = (treated: boolean) =>
        rows.find((each) => each.treated === treated) ?? { count: 0, after: 0, pairs: [] };
      return { treated: side(true), comparison: side(false) };
    },
    reviews: {
      latest: async (tenant) => {
        const { rows } = await sql<ReviewRow>`
          select distinct on (clause) clause, seq, verdict, reason, figures, actor, unit, at,
            matter_id as matter, draft_id as draft from policy_reviews
          where tenant_id = ${tenant} order by clause, seq desc`.execute(system);
        return rows.map(reviewOf);
      },
      of: async (tenant, clause) => {
        const { rows } = await sql<ReviewRow>`
          select clause, seq, verdict, reason, figures, actor, unit, at,
            matter_id as matter, draft_id as draft from policy_reviews
          where tenant_id = ${tenant} and clause = ${clause} order by seq desc limit 100`.execute(system);
        return rows.map(reviewOf);
      },
      add: async (tenant, { clause, seq, verdict, reason, figures, actor, unit, at, matter, draft }) => {
        const { rows } = await sql`
          insert into policy_reviews (tenant_id, clause, seq, verdict, reason, figures, actor, unit, at, matter_id, draft_id)
          values (${tenant}, ${clause}, ${seq}, ${verdict}, ${reason}, ${JSON.stringify(figures)}::jsonb, ${actor},
            ${unit ?? null}, to_timestamp(${at}::double precision / 1000.0), ${matter ?? null}, ${draft ?? null})
          on conflict do nothing returning seq`.execute(system);
        return rows.length > 0;
      },
    },
  };
}
