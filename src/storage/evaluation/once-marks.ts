import { sql } from 'kysely';
import { type CompiledSource, type HeldShare, type Mark, markOnce } from '#domains/evaluation';
import type { Database } from '../database.ts';

export type Marked = {
  readonly marks: readonly Mark[];
  readonly shares?: readonly HeldShare[];
  readonly seq: number;
  readonly record: string;
};

const BATCH = 400;

/** A rating is written when it is given, or the same day. */
const RATING_OVERLAP_MS = 86_400_000;
/** A bank's statement is read in days after the money arrived. */
const ARRIVAL_OVERLAP_MS = 60 * 86_400_000;

/** Records that happen once (visits, meetings, ratings) whose marks are missing or older than they are. */
export async function* staleOnce(db: Database, tenant: string, source: CompiledSource, cursor: number | undefined) {
  for (;;) {
    const { rows } = await staleIds(db, tenant, source, cursor);
    if (rows.length === 0) return;
    yield rows.map((each) => each.id);
  }
}

function staleIds(db: Database, tenant: string, { id, kind }: CompiledSource, cursor: number | undefined) {
  const head = sql`left join indicator_heads h on h.tenant_id = v.tenant_id and h.source = ${id} and h.record = v.id`;
  if (kind === 'visit')
    return sql<{ id: string }>`select v.id from visits v ${head}
      where v.tenant_id = ${tenant} and h.seq is distinct from (case when v.matter_id is null then 1 else 2 end)
      limit ${BATCH}`.execute(db);
  const recent = cursor === undefined ? sql`` : sql`and v.at >= to_timestamp(${cursor - RATING_OVERLAP_MS} / 1000.0)`;
  if (kind === 'claim') {
    const known =
      cursor === undefined ? sql`` : sql`and v.arrived_at >= to_timestamp(${cursor - ARRIVAL_OVERLAP_MS} / 1000.0)`;
    return sql<{ id: string }>`select v.id from policy_claims v ${head}
      where v.tenant_id = ${tenant} and v.arrived_at is not null and h.seq is null ${known} limit ${BATCH}`.execute(db);
  }
  if (kind === 'rating')
    return sql<{ id: string }>`select v.id from service_ratings v ${head}
      where v.tenant_id = ${tenant} and h.seq is null ${recent} limit ${BATCH}`.execute(db);
  return sql<{ id: string }>`select v.id from meetings v ${head}
    where v.tenant_id = ${tenant} and v.status in ('held', 'closed')
      and h.seq is distinct from (case when v.status = 'held' then 1 else 2 end) limit ${BATCH}`.execute(db);
}

type Other = {
  id: string;
  at: number;
  unit: string | null;
  region: string | null;
  subject: string | null;
  kind: string;
  mood: string | null;
  grid: string | null;
  matter: string | null;
  status: string | null;
  grade: number | null;
  active: boolean | null;
  amount?: number | null;
  arrived?: number | null;
  decided?: number | null;
};

export async function markOnces(
  db: Database,
  tenant: string,
  source: CompiledSource,
  ids: readonly string[],
): Promise<readonly Marked[]> {
  const { rows } = await readOnce(db, tenant, source, ids as string[]);
  return rows.map((row) => ({
    record: row.id,
    seq:
      (source.kind === 'visit' || source.kind === 'meeting') && (row.matter !== null || row.status === 'closed')
        ? 2
        : 1,
    marks: [
      markOnce(
        source,
        { record: row.id, at: row.at, unit: row.unit, region: row.region, subject: row.subject },
        factsOf(source, row),
      ),
    ],
  }));
}

function readOnce(db: Database, tenant: string, { kind }: CompiledSource, wanted: string[]) {
  if (kind === 'visit')
    return sql<Other>`select v.id, v.at, v.unit_id as unit, e.region, v.enterprise_id as subject, v.kind, v.mood,
        v.grid_id as grid, v.matter_id as matter, null as status, null as grade, null as active
      from visits v left join enterprises e on e.tenant_id = v.tenant_id and e.id = v.enterprise_id
      where v.tenant_id = ${tenant} and v.id = any(${wanted})`.execute(db);
  if (kind === 'claim')
    return sql<Other>`select v.id, v.arrived_at as at, l.owner_unit as unit, e.region, v.enterprise_id as subject,
        case when v.batch_id is null then 'asked' else 'batch' end as kind, null as mood, null as grid, null as matter, null as status, null as grade, null as active,
        v.amount, v.arrived_days as arrived, v.decided_days as decided
      from policy_claims v left join enterprises e on e.tenant_id = v.tenant_id and e.id = v.enterprise_id
      left join fund_items i on i.tenant_id = v.tenant_id and i.id = v.fund_item
      left join fund_lines l on l.tenant_id = i.tenant_id and l.id = i.line_id
      where v.tenant_id = ${tenant} and v.id = any(${wanted})`.execute(db);
  if (kind === 'rating')
    return sql<Other>`select v.id, v.at, v.unit, v.region, v.enterprise_id as subject, v.channel as kind, null as mood,
        null as grid, v.matter_id as matter, null as status, v.grade, v.active
      from service_ratings v where v.tenant_id = ${tenant} and v.id = any(${wanted})`.execute(db);
  return sql<Other>`select v.id, v.ends_at as at, v.convener as unit, u.region, null as subject, v.kind, null as mood,
      null as grid, null as matter, v.status, null as grade, null as active
    from meetings v left join units u on u.tenant_id = v.tenant_id and u.id = v.convener
    where v.tenant_id = ${tenant} and v.id = any(${wanted})`.execute(db);
}

function factsOf({ kind }: CompiledSource, row: Other) {
  if (kind === 'visit')
    return {
      动作: 'visited',
      方式: row.kind,
      情况: row.mood,
      转为诉求: row.matter !== null,
      有网格: row.grid !== null,
    };
  if (kind === 'claim')
    return {
      动作: 'arrived',
      免申即享: row.kind === 'batch',
      兑现用时: row.arrived ?? null,
      审定用时: row.decided ?? null,
      金额: row.amount == null ? null : row.amount / 1_000_000,
    };
  if (kind === 'rating') {
    const grade = row.grade ?? 0;
    return {
      动作: 'rated',
      渠道: row.kind,
      评价等级: grade,
      好评: grade >= 3,
      差评: grade <= 2,
      主动: row.active === true,
    };
  }
  return { 动作: 'held', 类型: row.kind, 状态: row.status, 已召开: true, 已闭会: row.status === 'closed' };
}
