import { type RawBuilder, sql } from 'kysely';
import type { ChangeBatch, ChangeStore, Delivery, DeliveryFilter, ValueChange } from '#domains/enterprises';
import type { Database, Databases } from '../database.ts';

type ChangeRow = {
  readonly no: number;
  readonly enterprise_id: string;
  readonly name: string;
  readonly registered: boolean;
  readonly changes: readonly ValueChange[];
  readonly at: number;
};
const changeOf = ({ enterprise_id, ...row }: ChangeRow) => ({ ...row, enterprise: enterprise_id });

/** Changes that wait get the number of a batch first: pushed twice, a batch is the same batch. */
async function nextBatch(db: Database, tenant: string, most: number): Promise<ChangeBatch | undefined> {
  await sql`
    with first as (
      select source_no from record_changes where tenant_id = ${tenant} and pushed_at is null
      order by batch is null, no limit 1),
    due as (
      select c.no from record_changes c, first
      where c.tenant_id = ${tenant} and c.source_no = first.source_no and c.pushed_at is null and c.batch is null
      order by c.no limit ${most})
    update record_changes c set batch = (select min(no) from due)
    where c.tenant_id = ${tenant} and c.no in (select no from due) and not exists (
      select from record_changes b where b.tenant_id = ${tenant} and b.pushed_at is null and b.batch is not null)`.execute(
    db,
  );
  const { rows } = await sql<
    ChangeRow & { batch: number; source_no: number; title: string; department: string | null }
  >`
    select c.no, c.enterprise_id, coalesce(e.name, c.enterprise_id) as name, c.registered, c.changes, c.at, c.batch,
      c.source_no, s.title, s.department
    from record_changes c
    left join enterprises e on e.tenant_id = c.tenant_id and e.id = c.enterprise_id
    join fact_sources s on s.tenant_id = c.tenant_id and s.no = c.source_no
    where c.tenant_id = ${tenant} and c.pushed_at is null and c.batch = (
      select min(batch) from record_changes where tenant_id = ${tenant} and pushed_at is null)
    order by c.no`.execute(db);
  const [first] = rows;
  if (!first) return undefined;
  const { department, title, source_no: no } = first;
  return {
    no: first.batch,
    source: { no, title, ...(department !== null && { department }) },
    changes: rows.map(({ no: each, enterprise_id, name, registered, changes, at }) =>
      changeOf({ no: each, enterprise_id, name, registered, changes, at }),
    ),
  };
}

/** Acknowledged one by one, or all at once with the matter. A delivery is late as soon as its matter's clock has run out. */
const ACKED = sql`coalesce(d.acked_at, case when m.closed then m.closed_at end)`;
const late = (now: number) => sql`(m.breached or m.due_at <= ${new Date(now)})`;

function statesOf(state: DeliveryFilter['state'], now: number): RawBuilder<unknown> {
  if (state === undefined) return sql`true`;
  if (state === 'acknowledged') return sql`${ACKED} is not null`;
  if (state === 'overdue') return sql`${ACKED} is null and ${late(now)}`;
  return sql`${ACKED} is null and not coalesce(${late(now)}, false)`;
}

type DeliveryRow = ChangeRow & {
  readonly source: string;
  readonly department: string;
  readonly unit_id: string;
  readonly keys: readonly string[];
  readonly matter_id: string;
  readonly number: string;
  readonly sent_at: number;
  readonly due_at: number | null;
  readonly acked: number | null;
  readonly late: boolean | null;
  readonly note: string | null;
};

const deliveryOf = (row: DeliveryRow): Delivery => ({
  ...changeOf({
    no: row.no,
    enterprise_id: row.enterprise_id,
    name: row.name,
    registered: row.registered,
    changes: row.changes,
    at: row.at,
  }),
  source: row.source,
  department: row.department,
  unit: row.unit_id,
  keys: row.keys,
  matter: row.matter_id,
  number: row.number,
  sentAt: row.sent_at,
  state: row.acked !== null ? 'acknowledged' : row.late ? 'overdue' : 'waiting',
  ...(row.due_at !== null && row.acked === null && { dueAt: row.due_at }),
  ...(row.acked !== null && { acknowledgedAt: row.acked }),
  ...(row.note !== null && { note: row.note }),
});

/** `NO DEPARTMENT` of the last one shown. */
function beyond(after: string | undefined): RawBuilder<unknown> {
  const [no, department] = after?.split(' ') ?? [];
  const number = Number(no);
  if (department === undefined || !Number.isSafeInteger(number)) return sql`true`;
  return sql`(d.change_no, d.department) < (${number}, ${department})`;
}

async function list(db: Database, tenant: string, filter: DeliveryFilter, now: number) {
  const { state, department, enterprise, matter, after, limit } = filter;
  const { rows } = await sql<DeliveryRow>`
    select d.change_no as no, d.enterprise_id, coalesce(e.name, d.enterprise_id) as name, c.registered, c.changes, c.at,
      s.title as source, d.department, d.unit_id, d.keys, d.matter_id, m.number, d.sent_at, m.due_at, d.note,
      ${ACKED} as acked, ${late(now)} as late
    from change_deliveries d
    join record_changes c on c.tenant_id = d.tenant_id and c.no = d.change_no
    join matters m on m.tenant_id = d.tenant_id and m.id = d.matter_id
    join fact_sources s on s.tenant_id = c.tenant_id and s.no = c.source_no
    left join enterprises e on e.tenant_id = d.tenant_id and e.id = d.enterprise_id
    where d.tenant_id = ${tenant} and ${statesOf(state, now)} and ${beyond(after)}
      ${department === undefined ? sql`` : sql`and d.department = ${department}`}
      ${enterprise === undefined ? sql`` : sql`and d.enterprise_id = ${enterprise}`}
      ${matter === undefined ? sql`` : sql`and d.matter_id = ${matter}`}
    order by d.change_no desc, d.department desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map(deliveryOf);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: `${last.no} ${last.department}` } : { items };
}

/** What changed, who was told, who has taken it in. */
export function createChangeStore({ system }: Pick<Databases, 'system'>): ChangeStore {
  return {
    nextBatch: (tenant, most) => nextBatch(system, tenant, most),
    deliver: async (tenant, deliveries, now) => {
      await sql`
        insert into change_deliveries (tenant_id, change_no, department, unit_id, enterprise_id, matter_id, keys, sent_at)
        select ${tenant}, r.change, r.department, r.unit, r.enterprise, r.matter, r.keys, ${new Date(now)}
        from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
          as r (change bigint, department text, unit text, enterprise text, matter text, keys jsonb)
        on conflict do nothing`.execute(system);
    },
    pushed: async (tenant, batch, now) => {
      await sql`update record_changes set pushed_at = ${new Date(now)}
        where tenant_id = ${tenant} and pushed_at is null and batch = ${batch}`.execute(system);
    },
    list: (tenant, filter, now) => list(system, tenant, filter, now),
    counts: async (tenant, since, now) => {
      const { rows } = await sql<{ department: string; waiting: number; overdue: number; acknowledged: number }>`
        select d.department, count(*) filter (where ${statesOf('waiting', now)}) as waiting,
          count(*) filter (where ${statesOf('overdue', now)}) as overdue,
          count(*) filter (where ${ACKED} >= ${new Date(since)}) as acknowledged
        from change_deliveries d join matters m on m.tenant_id = d.tenant_id and m.id = d.matter_id
        where d.tenant_id = ${tenant} and (not m.closed or m.closed_at >= ${new Date(since)})
        group by d.department`.execute(system);
      return rows;
    },
    acknowledge: (tenant, by, numbers) => acknowledge(system, tenant, by, numbers),
  };
}

const acknowledge = (
  system: Database,
  tenant: string,
  { unit, actor, note, now }: Parameters<ChangeStore['acknowledge']>[1],
  numbers: readonly number[],
): ReturnType<ChangeStore['acknowledge']> =>
  system.transaction().execute(async (db) => {
    const { rows } = await sql<{ matter_id: string }>`
      update change_deliveries d set acked_at = ${new Date(now)}, acked_by = ${actor}, note = ${note ?? null}
      from matters m where d.tenant_id = ${tenant} and d.unit_id = ${unit} and d.change_no = any(${numbers as number[]})
        and d.acked_at is null and m.tenant_id = d.tenant_id and m.id = d.matter_id and not m.closed
      returning d.matter_id`.execute(db);
    const matters = [...new Set(rows.map((each) => each.matter_id))];
    const { rows: open } = await sql<{ matter_id: string }>`select distinct matter_id from change_deliveries
      where tenant_id = ${tenant} and matter_id = any(${matters}) and acked_at is null`.execute(db);
    const left = new Set(open.map((each) => each.matter_id));
    return { count: rows.length, whole: matters.filter((each) => !left.has(each)) };
  });
