import { type RawBuilder, sql } from 'kysely';
import type {
  CompiledIndicator,
  GroupBy,
  MarkFilter,
  MarkReader,
  StoodAsked,
  StoodRow,
  Sums,
  Window,
} from '#domains/evaluation';
import type { Databases } from '../database.ts';

type Sql = RawBuilder<unknown>;
const at = (ms: number): Sql => sql`to_timestamp(${ms} / 1000.0)`;
const bitOf = ({ bit }: CompiledIndicator): Sql => sql.raw((1n << BigInt(bit)).toString());
const COLUMN = { none: `'all'`, unit: 'unit', region: 'region', category: 'category', plan: 'plan' } as const;
const groupOf = (groupBy: GroupBy): Sql => sql.raw(`coalesce(${COLUMN[groupBy]}, '')`);

/** Sums over marks; the operations that ask have checked that the caller may see aggregates. */
export function createMarkReader({ system }: Pick<Databases, 'system'>): MarkReader {
  return {
    sums: async (tenant, source, window, groupBy, filter) => {
      const parts = await Promise.all(
        (['opened', 'happened', 'standing'] as const).map(async (by): Promise<readonly Sums[]> => {
          const own = source.indicators.filter((each) => each.by === by);
          if (own.length === 0) return [];
          const { rows } = await sql<Record<string, number | string>>`
            select ${groupOf(groupBy)} as "group", ${sql.join(own.flatMap(aggregates))}
            from indicator_marks m where ${within(tenant, source.id, by, window, filter)} group by 1`.execute(system);
          return rows.flatMap((row) => own.map((each) => sumsOf(row, each)));
        }),
      );
      return parts.flat();
    },
    records: async (tenant, source, indicator, window, { part, limit, ...filter }) => {
      const bit = bitOf(indicator);
      const has = (column: string): Sql => sql`${sql.ref(column)} & ${bit} <> 0`;
      const chosen = part === 'counted' ? sql`true` : part === 'meets' ? has('meets') : sql`not (${has('meets')})`;
      const where = sql`${within(tenant, source.id, indicator.by, window, filter)}
        and ${has(indicator.by === 'happened' ? 'gained' : 'counted')} and ${chosen}`;
      const { rows } = await sql<Row>`
        select record, at, opened_at as "openedAt", unit, region, subject, (${has('meets')}) as meets,
          vals[${indicator.bit + 1}::int] as value, count(*) over () as total
        from indicator_marks m where ${where} order by at desc, record desc limit ${limit}`.execute(system);
      return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
    },
    standing: async (tenant, source, asOf, groupBy) => {
      const now = at(asOf);
      const { rows } = await sql<Awaited<ReturnType<MarkReader['standing']>>[number]>`
        select ${groupOf(groupBy)} as "group", count(*) filter (where open) as open,
          count(*) filter (where open and not suspended and due_at < ${now}) as overdue,
          count(*) filter (where open and suspended) as suspended,
          count(*) filter (where open and not suspended and due_at >= ${now} and near_at <= ${now}) as near,
          count(*) filter (where not open) as done
        from indicator_marks m where m.tenant_id = ${tenant} and m.source = ${source} and m.at < ${now} and m.until >= ${now}
          ${groupBy === 'plan' ? sql`and plan is not null` : sql`and open`} group by 1`.execute(system);
      return rows;
    },
    stood: async (tenant, sources, { asOf, what, from, to, filter, after, limit }) => {
      const now = at(asOf);
      const page = after
        ? sql`where (coalesce(due_at, 'infinity'), record) > (${after.dueAt === null ? sql`'infinity'` : at(after.dueAt)}, ${after.record})`
        : sql``;
      const { rows } = await sql<StoodRow & { readonly total: number }>`
        with stood as (select record, unit, due_at, ${shining(now)} as lamp, count(*) over () as total from indicator_marks m
          where m.tenant_id = ${tenant} and m.source = any(${sources as string[]}) and m.at < ${now} and m.until >= ${now}
            and ${lampAt(what, now, from, to)} ${filtered(filter)})
        select record, unit, due_at as "dueAt", lamp, total from stood ${page}
        order by coalesce(due_at, 'infinity'), record limit ${limit}`.execute(system);
      return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
    },
  };
}

/** The same lamps as everywhere: overdue past the nearest limit, near from its first reminder on. */
function lampAt(what: StoodAsked['what'], now: Sql, from = 0, to = 0): Sql {
  switch (what) {
    case 'done':
      return sql`not open`;
    case 'open':
      return sql`open`;
    case 'suspended':
      return sql`open and suspended`;
    case 'overdue':
      return sql`open and not suspended and due_at < ${now}`;
    case 'near':
      return sql`open and not suspended and due_at >= ${now} and near_at <= ${now}`;
    case 'normal':
      return sql`open and not suspended and (due_at is null or (due_at >= ${now} and (near_at is null or near_at > ${now})))`;
    case 'due':
      return sql`open and not suspended and due_at >= ${at(from)} and due_at < ${at(to)}`;
  }
}

const shining = (now: Sql): Sql => sql`case when not open then 'done' when suspended then 'suspended'
  when due_at < ${now} then 'overdue' when near_at <= ${now} then 'near' else 'normal' end`;

function filtered(filter: MarkFilter): Sql {
  const filters = (['unit', 'region', 'plan', 'category'] as const).flatMap((name) =>
    filter[name] === undefined ? [] : [sql`and ${sql.ref(`m.${name}`)} = ${filter[name]}`],
  );
  const regions = filter.regions ? [sql`and m.region = any(${filter.regions as string[]})`] : [];
  const outside = filter.outside ? [sql`and (m.region is null or m.region <> all(${filter.outside as string[]}))`] : [];
  const record = filter.record === undefined ? [] : [sql`and m.record = ${filter.record}`];
  const all = [...filters, ...regions, ...outside, ...record];
  return all.length === 0 ? sql`` : sql.join(all, sql` `);
}

type Row = {
  record: string;
  at: number;
  openedAt: number;
  unit: string | null;
  region: string | null;
  subject: string | null;
  meets: boolean;
  value: number | null;
  total: number;
};

/** Cohorts by opening and stocks are read as they stood at `asOf`; happenings are found where they happened. */
function within(tenant: string, source: string, by: CompiledIndicator['by'], window: Window, filter: MarkFilter): Sql {
  const { from, to, asOf } = window;
  const stood = sql`m.at < ${at(asOf)} and m.until >= ${at(asOf)}`;
  const time = {
    opened: sql`m.opened_at >= ${at(from)} and m.opened_at < ${at(Math.min(to, asOf))} and ${stood}`,
    happened: sql`m.gained <> 0 and m.at >= ${at(from)} and m.at < ${at(Math.min(to, asOf))}`,
    standing: sql`m.open and ${stood}`,
  }[by];
  return sql`m.tenant_id = ${tenant} and m.source = ${source} and ${time} ${filtered(filter)}`;
}

function aggregates(indicator: CompiledIndicator): readonly Sql[] {
  const bit = bitOf(indicator);
  const name = (what: string): Sql => sql.ref(`${what}${indicator.bit}`);
  const counted = sql`${sql.ref(indicator.by === 'happened' ? 'gained' : 'counted')} & ${bit} <> 0`;
  const value = sql`vals[${sql.raw(String(indicator.bit + 1))}]`;
  return [
    sql`count(*) filter (where ${counted}) as ${name('c')}`,
    ...(indicator.kind === 'rate'
      ? [sql`count(*) filter (where ${counted} and meets & ${bit} <> 0) as ${name('m')}`]
      : []),
    ...(indicator.kind === 'mean' || indicator.kind === 'sum'
      ? [
          sql`sum(${value}) filter (where ${counted}) as ${name('s')}`,
          sql`sum(${value} * ${value}) filter (where ${counted}) as ${name('q')}`,
        ]
      : []),
    ...(indicator.kind === 'distinct' ? [sql`count(distinct subject) filter (where ${counted}) as ${name('d')}`] : []),
  ];
}

function sumsOf(row: Record<string, number | string>, { id, bit }: CompiledIndicator): Sums {
  const read = (what: string): number => Number(row[`${what}${bit}`] ?? 0);
  return {
    indicator: id,
    group: String(row.group),
    counted: read('c'),
    meets: read('m'),
    sum: read('s'),
    squares: read('q'),
    distinct: read('d'),
  };
}
