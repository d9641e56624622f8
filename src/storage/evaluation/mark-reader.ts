import { sql } from 'kysely';
import type { CompiledIndicator, GroupBy, MarkReader, StoodAsked, StoodRow, Sums } from '#domains/evaluation';
import type { Databases } from '../database.ts';
import { markRecords } from './mark-records.ts';
import { at, bitOf, filtered, type Sql, within } from './mark-where.ts';

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
    records: (...asked) => markRecords(system, ...asked),
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
