import { sql } from 'kysely';
import type { CompiledIndicator, MarkedRecord, MarkReader } from '#domains/evaluation';
import type { Database } from '../database.ts';
import { at, bitOf, type Sql, within } from './mark-where.ts';

type Row = Omit<MarkedRecord, 'key'> & { readonly place: number };

/** The marks that an indicator counts, the newest first; a page begins after the key of the last row before. */
export async function markRecords(
  db: Database,
  ...[tenant, source, indicator, window, { part, limit, after, ...filter }]: Parameters<MarkReader['records']>
): ReturnType<MarkReader['records']> {
  const bit = bitOf(indicator);
  const has = (column: string): Sql => sql`${sql.ref(column)} & ${bit} <> 0`;
  const chosen = part === 'counted' ? sql`true` : part === 'meets' ? has('meets') : sql`not (${has('meets')})`;
  const where = sql`${within(tenant, source.id, indicator.by, window, filter)}
    and ${has(indicator.by === 'happened' ? 'gained' : 'counted')} and ${chosen}`;
  const moment = momentOf(indicator);
  const page = after ? sql`and (${moment}, record, place) < (${at(after.at)}, ${after.record}, ${after.place})` : sql``;
  const [counted, found] = await Promise.all([
    after
      ? undefined
      : sql<{ total: number }>`select count(*) as total from indicator_marks m where ${where}`.execute(db),
    sql<Row>`
      select record, at, place, opened_at as "openedAt", unit, region, subject, (${has('meets')}) as meets,
        vals[${indicator.bit + 1}::int] as value
      from indicator_marks m where ${where} ${page} order by ${moment} desc, record desc, place desc limit ${limit}`.execute(
      db,
    ),
  ]);
  const rows = found.rows.map(({ place, ...row }) => ({
    ...row,
    key: { at: indicator.by === 'happened' ? row.at : row.openedAt, record: row.record, place },
  }));
  return { total: counted ? (counted.rows[0]?.total ?? 0) : null, rows };
}

/** What happened is told by when it did; what stood so, by when it was opened. */
const momentOf = ({ by }: CompiledIndicator): Sql => (by === 'happened' ? sql`m.at` : sql`m.opened_at`);
