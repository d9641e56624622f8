import { type RawBuilder, sql } from 'kysely';
import type { BoardFilter, BoardGroup, BoardReading, BoardStore, BoardTimes } from '#domains/programme';
import { type Database, type Databases, readAs } from '../database.ts';

const at = (ms: number): RawBuilder<unknown> => sql`to_timestamp(${ms} / 1000.0)`;

/** The supervision board, read under the caller's entitlements: work follows what is due, not what is open. */
export function createBoardStore(databases: Databases): BoardStore {
  return {
    read: (reading, filter, times, perUnit) =>
      readAs(databases, reading, (db) => read(db, reading, filter, times, perUnit)),
    lamps: (reading, times) => readAs(databases, reading, (db) => lamps(db, reading, times)),
  };
}

function dueMatters({ tenant }: BoardReading, filter: BoardFilter, { soon }: BoardTimes): RawBuilder<unknown> {
  const conditions = [
    sql`m.tenant_id = ${tenant}`,
    sql`not m.closed`,
    sql`not m.suspended`,
    sql`m.holder_unit is not null`,
    sql`m.due_at <= ${at(soon)}`,
    ...(filter.plan ? [sql`m.plan_id = ${filter.plan}`] : []),
    ...(filter.unit ? [sql`m.holder_unit = ${filter.unit}`] : []),
    ...(filter.stage ? [sql`m.status = ${filter.stage}`] : []),
    ...(filter.loop ? [sql`m.loop = ${filter.loop}`] : []),
  ];
  return sql`select m.id, m.holder_unit, m.plan_id, m.due_at from matters m where ${sql.join(conditions, sql` and `)}`;
}

type Found = {
  readonly kind: 'unit' | 'plan' | 'row';
  readonly id: string;
  readonly unit: string | null;
  readonly today: number;
  readonly overdue: number;
  readonly within3days: number;
  readonly earliest: number;
};

async function read(db: Database, reading: BoardReading, filter: BoardFilter, times: BoardTimes, perUnit: number) {
  const now = at(times.now);
  const counts = sql`count(*) filter (where due_at >= ${now} and due_at <= ${at(times.today)}) as today,
    count(*) filter (where due_at < ${now}) as overdue, count(*) filter (where due_at >= ${now}) as within3days,
    min(due_at) as earliest`;
  const { rows } = await sql<Found>`
    with due as materialized (${dueMatters(reading, filter, times)}),
    ranked as (select id, holder_unit, due_at, row_number() over (partition by holder_unit order by due_at, id) as place from due)
    select 'unit' as kind, holder_unit as id, null as unit, ${counts} from due group by holder_unit
    union all select 'plan', plan_id, null, ${counts} from due where plan_id is not null group by plan_id
    union all select 'row', id, holder_unit, 0, 0, 0, due_at from ranked where place <= ${perUnit}`.execute(db);
  return {
    units: groups(rows, 'unit'),
    plans: groups(rows, 'plan'),
    rows: rows
      .filter((each) => each.kind === 'row')
      .sort((a, b) => a.earliest - b.earliest || (a.id < b.id ? -1 : 1))
      .map(({ id, unit }) => ({ id, unit: unit ?? '' })),
  };
}

/** Most overdue first, then whose limit is nearest. */
const groups = (rows: readonly Found[], kind: Found['kind']): readonly BoardGroup[] =>
  rows
    .filter((each) => each.kind === kind)
    .map(({ id, today, overdue, within3days, earliest }) => ({ id, today, overdue, within3days, earliest }))
    .sort((a, b) => b.overdue - a.overdue || a.earliest - b.earliest);

async function lamps(db: Database, { tenant }: BoardReading, { now }: BoardTimes) {
  const { rows } = await sql<{ plan: string } & Record<string, number>>`
    select m.plan_id as plan,
      count(*) filter (where m.closed) as done,
      count(*) filter (where not m.closed and m.suspended) as suspended,
      count(*) filter (where not m.closed and not m.suspended and m.due_at < ${at(now)}) as overdue,
      count(*) filter (where not m.closed and not m.suspended and m.due_at >= ${at(now)} and m.near_at <= ${at(now)}) as near,
      count(*) filter (where not m.closed and not m.suspended and (m.due_at is null or (m.due_at >= ${at(now)} and m.near_at > ${at(now)}))) as normal
    from matters m where m.tenant_id = ${tenant} and m.plan_id is not null and m.loop = 'measure' group by m.plan_id`.execute(
    db,
  );
  return new Map(rows.map(({ plan, ...counts }) => [plan, counts as Record<string, number>]));
}
