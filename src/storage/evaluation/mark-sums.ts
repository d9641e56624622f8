import { sql } from 'kysely';
import type {
  CompiledIndicator,
  CompiledSource,
  GroupBy,
  MarkFilter,
  MarkReader,
  Sums,
  Window,
} from '#domains/evaluation';
import { dayOf, hashOf, startOfDay, toInstant } from '#kernel';
import type { Database } from '../database.ts';
import { lockOf } from './mark-lock.ts';
import { at, bitOf, groupOf, type Sql, within } from './mark-where.ts';
import { BYS, type By, type Dim, MICRO, NO_DAY, talliedOf } from './tallies.ts';

type Asked = {
  readonly tenant: string;
  readonly source: CompiledSource;
  readonly window: Window;
  readonly groupBy: GroupBy;
  readonly filter: MarkFilter;
};

/**
 * What the marks sum to. As of now, and by days: read from the tallies. As of the end of a day that is over: worked out
 * once. Otherwise from the marks themselves; all three say the same.
 */
export async function markSums(
  db: Database,
  ...[tenant, source, window, groupBy, filter]: Parameters<MarkReader['sums']>
): Promise<readonly Sums[]> {
  const asked = { tenant, source, window, groupBy, filter };
  if (!isTalliedBy(groupBy, filter)) return summed(db, asked);
  const tallied = byDays(window) ? await fromTallies(db, asked) : undefined;
  if (tallied) return tallied;
  return isDayStart(window.asOf) ? keptSums(db, asked) : summed(db, asked);
}

/** Tallies know where and whose, or what about; whatever else is asked is read from the marks. */
function isTalliedBy(groupBy: GroupBy, filter: MarkFilter): boolean {
  const { plan, category, outside, record } = filter;
  if (groupBy === 'plan' || [plan, category, outside, record].some((each) => each !== undefined)) return false;
  return groupBy !== 'category' || !isNarrow(filter);
}
const isNarrow = ({ region, regions, unit }: MarkFilter): boolean => (region ?? regions ?? unit) !== undefined;

const isDayStart = (moment: number): boolean => startOfDay(dayOf(toInstant(moment))) === moment;
const byDays = ({ from, to }: Window): boolean => isDayStart(from) && isDayStart(to);

async function summed(db: Database, asked: Asked): Promise<readonly Sums[]> {
  const parts = await Promise.all(BYS.map((by) => summedBy(db, asked, by)));
  return parts.flat();
}

async function summedBy(db: Database, { tenant, source, window, groupBy, filter }: Asked, by: By) {
  const own = source.indicators.filter((each) => each.by === by);
  if (own.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${groupOf(groupBy)} as "group", ${sql.join(own.flatMap(aggregates))}
    from indicator_marks m where ${within(tenant, source.id, by, window, filter)} group by 1`.execute(db);
  return rows.flatMap((row) => own.map((each) => sumsOf(row, each)));
}

/** Undefined where the tallies do not say it: as of a moment before the newest mark. */
async function fromTallies(db: Database, asked: Asked): Promise<readonly Sums[] | undefined> {
  const { source } = asked;
  const parts = await Promise.all(BYS.map((by) => talliedBy(db, asked, by)));
  if (parts.some((each) => each === undefined)) return undefined;
  // Different people of one day and the next may be the same.
  const distinct = source.indicators.filter((each) => each.kind === 'distinct');
  const counted =
    distinct.length === 0 ? [] : await summed(db, { ...asked, source: { ...source, indicators: distinct } });
  return [...parts.flatMap((each) => each ?? []), ...counted];
}

async function talliedBy(
  db: Database,
  { tenant, source, window, groupBy, filter }: Asked,
  by: By,
): Promise<readonly Sums[] | undefined> {
  const own = talliedOf(source, by);
  if (own.counted.length === 0) return [];
  const { from, to, asOf } = window;
  const days =
    by === 'standing'
      ? sql`t.day = ${NO_DAY}`
      : sql`t.day >= ${dayOf(toInstant(from))} and t.day < ${dayOf(toInstant(to))}`;
  const dim = dimOf(groupBy, filter);
  const { rows } = await sql<Row & { readonly live: boolean }>`
    select s.live, g.* from (select tallied and newest_at < ${at(asOf)} as live from indicator_sources
      where tenant_id = ${tenant} and source = ${source.id}) s
    left join lateral (select ${groupBy === 'none' ? sql`'all'` : partOf(dim, groupBy)} as "group", ${sql.join(own.counted.flatMap((each) => picked(own, each)))}
      from indicator_tallies t where s.live and t.tenant_id = ${tenant} and t.source = ${source.id} and t.by = ${by}
        and t.dim = ${dim} and ${days} ${narrowed(filter)} group by 1) g on true`.execute(db);
  if (rows[0]?.live !== true) return undefined;
  return rows.flatMap((row) => (row.group === null ? [] : own.counted.map((each) => sumsOf(row, each))));
}

const dimOf = (groupBy: GroupBy, filter: MarkFilter): Dim =>
  groupBy === 'category' ? 'category' : groupBy === 'unit' || isNarrow(filter) ? 'holder' : 'region';

const REGION = sql`split_part(t.grp, ' ', 1)`;
const UNIT = sql`substr(t.grp, strpos(t.grp, ' ') + 1)`;
const partOf = (dim: Dim, groupBy: GroupBy): Sql =>
  dim !== 'holder' ? sql`t.grp` : groupBy === 'unit' ? UNIT : REGION;

const narrowed = ({ region, regions, unit }: MarkFilter): Sql =>
  sql`${region === undefined ? sql`` : sql`and ${REGION} = ${region}`}
    ${regions === undefined ? sql`` : sql`and ${REGION} = any(${regions as string[]})`}
    ${unit === undefined ? sql`` : sql`and ${UNIT} = ${unit}`}`;

function picked({ meets, sums }: ReturnType<typeof talliedOf>, indicator: CompiledIndicator): readonly Sql[] {
  const total = (list: string, name: string, part = ''): Sql =>
    sql`sum(${sql.raw(`t.${list}[${indicator.bit + 1}]`)})${sql.raw(part)} as ${sql.ref(`${name}${indicator.bit}`)}`;
  return [
    total('counted', 'c'),
    ...(meets.includes(indicator) ? [total('meets', 'm')] : []),
    ...(sums.includes(indicator) ? [total('sums', 's', ` / ${MICRO}`), total('squares', 'q', ` / ${MICRO}`)] : []),
  ];
}

/** As of a moment that is over it stays as it is, until late events reach behind it. */
async function keptSums(db: Database, asked: Asked): Promise<readonly Sums[]> {
  const { tenant, source, window, groupBy, filter } = asked;
  const definitions = source.indicators.map(({ id, bit, by, kind }) => [id, bit, by, kind]);
  const key = hashOf([definitions, window, groupBy, filter]);
  const { rows } = await sql<{ body: readonly Sums[] }>`select body from indicator_past_sums
    where tenant_id = ${tenant} and source = ${source.id} and key = ${key}`.execute(db);
  if (rows[0]) return rows[0].body;
  return db.transaction().execute(async (one) => {
    await sql`select pg_advisory_xact_lock_shared(${lockOf(tenant, source.id)})`.execute(one);
    const found = (await summed(one, asked)).filter((each) => each.counted > 0);
    await sql`insert into indicator_past_sums (tenant_id, source, key, as_of, body)
      select ${tenant}, ${source.id}, ${key}, ${at(window.asOf)}, ${JSON.stringify(found)}::jsonb
      from indicator_sources where tenant_id = ${tenant} and source = ${source.id} and newest_at >= ${at(window.asOf)}
      on conflict do nothing`.execute(one);
    return found;
  });
}

type Row = Record<string, number | string | null>;

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

function sumsOf(row: Row, { id, bit }: CompiledIndicator): Sums {
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
