import { type RawBuilder, sql } from 'kysely';
import type { MoneyReader, MoneyStage } from '#domains/evaluation';
import type { Databases } from '../database.ts';

type Row = Readonly<Record<MoneyStage, number>> & Readonly<Record<`${MoneyStage}_items`, number>>;
const STAGES = ['committed', 'payable', 'sent', 'arrived', 'returned'] as const;

/** What an entry adds to a stage. What came back from the bank counts in the year, even when it was sent again. */
const ADDS: Readonly<Record<MoneyStage, RawBuilder<unknown>>> = {
  committed: balance(`'committed'`),
  payable: balance(`'payable'`),
  sent: balance(`'sent'`),
  arrived: balance(`'paid', 'advanced'`),
  returned: sql.raw(`case when e.act in ('bounce', 'return') then e.amount else 0 end`),
};

function balance(accounts: string): RawBuilder<unknown> {
  return sql.raw(`case when e."to" in (${accounts}) then e.amount else 0 end
    - case when e."from" in (${accounts}) then e.amount else 0 end`);
}

/** The money of a year from the entries of its books, as they stood at any moment. */
export function createMoneyReader({ system }: Pick<Databases, 'system'>): MoneyReader {
  return {
    flow: async (tenant, { year, asOf }) => {
      const at = sql`to_timestamp(${asOf} / 1000.0)`;
      const budget = await sql<{ budget: number; lines: number }>`
        select count(*) as lines, coalesce(sum(case when e."from" = 'granted' then e.amount
            when e."to" = 'granted' then -e.amount else 0 end), 0)::float8 as budget
          from fund_entries e join fund_lines l on l.tenant_id = e.tenant_id and l.id = e.line_id
          where e.tenant_id = ${tenant} and l.year = ${year} and e.at < ${at} and e.item_id is null`.execute(system);
      if ((budget.rows[0]?.lines ?? 0) === 0) return undefined;
      const [stages, days] = await Promise.all([
        sql<Row>`select ${sql.join(
          STAGES.flatMap((each) => [
            sql`coalesce(sum(${sql.ref(each)}), 0)::float8 as ${sql.ref(each)}`,
            sql`count(*) filter (where ${sql.ref(each)} > 0) as ${sql.ref(`${each}_items`)}`,
          ]),
        )} from (${perItem(tenant, year, at)}) i`.execute(system),
        sql<{ median: number | null; slowest: number | null; items: number }>`
          select percentile_cont(0.5) within group (order by days) as median, max(days) as slowest, count(*) as items
          from (${arrivals(tenant, year, at)}) a`.execute(system),
      ]);
      const [row] = stages.rows;
      const [took] = days.rows;
      return {
        budget: budget.rows[0]?.budget ?? 0,
        stages: STAGES.map((stage) => ({ stage, amount: row?.[stage] ?? 0, items: row?.[`${stage}_items`] ?? 0 })),
        days: took?.median == null ? null : { median: took.median, slowest: took.slowest ?? 0, items: took.items },
      };
    },
    items: async (tenant, { year, asOf, stage, after, limit }) => {
      const at = sql`to_timestamp(${asOf} / 1000.0)`;
      const { rows } = await sql<Awaited<ReturnType<MoneyReader['items']>>[number]>`
        select i.item_id as id, f.line_id as line, f.payee, f.purpose, i.${sql.ref(stage)}::float8 as amount, i.since
        from (${perItem(tenant, year, at)}) i
        join fund_items f on f.tenant_id = ${tenant} and f.id = i.item_id
        where i.${sql.ref(stage)} > 0 ${after ? sql`and (i.${sql.ref(stage)}, i.item_id) < (${after[0]}, ${after[1]})` : sql``}
        order by i.${sql.ref(stage)} desc, i.item_id desc limit ${limit}`.execute(system);
      return rows;
    },
  };
}

const perItem = (tenant: string, year: number, at: RawBuilder<unknown>) => sql`
  select e.item_id, max(e.at) as since, ${sql.join(STAGES.map((each) => sql`sum(${ADDS[each]}) as ${sql.ref(each)}`))}
  from fund_entries e join fund_lines l on l.tenant_id = e.tenant_id and l.id = e.line_id
  where e.tenant_id = ${tenant} and l.year = ${year} and e.at < ${at} and e.item_id is not null group by e.item_id`;

/** What has arrived and stayed, and the days from the claim that asked for it (else from the promise). */
const arrivals = (tenant: string, year: number, at: RawBuilder<unknown>) => sql`
  select extract(epoch from s.at - coalesce(c.filed_at, f.created_at))::float8 / 86400 as days
  from (select e.item_id, min(e.at) filter (where e.act = 'settle') as at, sum(${ADDS.arrived}) as kept
      from fund_entries e join fund_lines l on l.tenant_id = e.tenant_id and l.id = e.line_id
      where e.tenant_id = ${tenant} and l.year = ${year} and e.at < ${at} and e.item_id is not null group by e.item_id) s
  join fund_items f on f.tenant_id = ${tenant} and f.id = s.item_id
  left join policy_claims c on c.tenant_id = ${tenant} and c.clause = f.policy_version and c.enterprise_id = f.enterprise_id
    and c.period = f.period and c.status not in ('refused', 'withdrawn')
  where s.at is not null and s.kept > 0`;
