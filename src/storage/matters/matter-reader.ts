import { sql } from 'kysely';
import type { MatterEvent, MatterState } from '#engines/matters';
import { refuse } from '#kernel';
import type { CountedPage, FileRow, ListedMatter, MatterPage, MatterReader, Reading } from '#platform/matters';
import { type Database, type Databases, readAs } from '../database.ts';
import { allOf, conditionsOf, queryOf } from './filter-sql.ts';

type Row = { id: string; state: MatterState; title: Uint8Array | null; key: string | null };

/** Reads matters as the caller: row-level security sees his principals, whatever the query says. */
export function createMatterReader(databases: Databases): MatterReader {
  return {
    list: (reading, page) => readAs(databases, reading, (db) => list(db, reading, page)),
    count: (reading, page) => readAs(databases, reading, (db) => count(db, reading, page)),
    get: (reading, id) => readAs(databases, reading, (db) => get(db, reading, id)),
    events: (reading, id) => readAs(databases, reading, (db) => events(db, reading, id)),
    contents: (reading, matter) => readAs(databases, reading, (db) => contents(db, reading, matter)),
    files: (reading, matter) => readAs(databases, reading, (db) => files(db, reading, matter)),
  };
}

const SORTS = {
  due: { column: 'm.due_at', direction: sql`asc nulls last`, compare: sql`>` },
  opened: { column: 'm.opened_at', direction: sql`desc`, compare: sql`<` },
  updated: { column: 'm.updated_at', direction: sql`desc`, compare: sql`<` },
} as const;

const titleOf = sql`(select c.cipher from contents c where c.tenant_id = m.tenant_id and c.id = m.state #>> '{contents,title,ref}')`;

async function list(db: Database, { tenant }: Reading, page: MatterPage) {
  const sort = SORTS[page.sort];
  const found = await idsFor(db, page);
  const conditions = [
    sql`m.tenant_id = ${tenant}`,
    ...conditionsOf(page),
    ...(found ? [sql`m.id = any(${found as string[]})`] : []),
    ...(page.after ? [afterCursor(page)] : []),
  ];
  const direction = page.sort === 'due' ? sql`asc` : sql`desc`;
  const { rows } = await sql<Row>`
    select m.id, m.state, ${titleOf} as title, (extract(epoch from ${sql.ref(sort.column)}) * 1000)::bigint::text as key
    from matters m where ${allOf(conditions)}
    order by ${sql.ref(sort.column)} ${sort.direction}, m.id ${direction} limit ${page.limit + 1}`.execute(db);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { rows: shown, ...(rows.length > page.limit && last ? { next: cursorOf(last) } : {}) };
}

const cursorOf = ({ key, id }: Row): string => Buffer.from(JSON.stringify([key, id])).toString('base64url');

function afterCursor({ after = '', sort }: MatterPage) {
  const { column, compare } = SORTS[sort];
  const [key, id] = parseCursor(after);
  const ref = sql.ref(column);
  // Matters without a limit come last, in order of id.
  if (key === null) return sql`${ref} is null and m.id > ${id}`;
  const at = sql`to_timestamp(${Number(key)} / 1000.0)`;
  const beyond = sql`(${ref}, m.id) ${compare} (${at}, ${id})`;
  return sort === 'due' ? sql`(${beyond} or ${ref} is null)` : beyond;
}

function parseCursor(text: string): readonly [string | null, string] {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if ((key === null || /^\d+$/.test(key)) && typeof id === 'string') return [key, id];
  } catch {}
  throw refuse({ code: 'page.cursor', kind: 'invalid', what: '翻页标记无效', todo: '请从第一页重新打开列表' });
}

/** Matters whose text has every token, found by the index and then narrowed; null when there is nothing to search. */
async function idsFor(db: Database, { filter }: Pick<MatterPage, 'filter'>): Promise<readonly string[] | null> {
  if (!filter.tokens) return null;
  if (filter.tokens.length === 0) return [];
  const { rows } = await sql<{ matter_id: string }>`
    select matter_id from clearway_search(${queryOf(filter.tokens)}::tsquery, 1000)`.execute(db);
  return rows.map((each) => each.matter_id);
}

async function count(db: Database, { tenant }: Reading, page: CountedPage) {
  const found = await idsFor(db, page);
  const conditions = allOf([
    sql`m.tenant_id = ${tenant}`,
    ...conditionsOf(page),
    ...(found ? [sql`m.id = any(${found as string[]})`] : []),
  ]);
  const now = sql`to_timestamp(${page.now} / 1000.0)`;
  const near = sql`to_timestamp(${page.nearUntil} / 1000.0)`;
  const { rows } = await sql<Record<string, number>>`
    select count(*) as total,
      count(*) filter (where m.closed) as done,
      count(*) filter (where not m.closed and m.suspended) as suspended,
      count(*) filter (where not m.closed and m.due_at < ${now}) as overdue,
      count(*) filter (where not m.closed and m.due_at >= ${now} and m.due_at <= ${near}) as near,
      count(*) filter (where not m.closed and not m.suspended and (m.due_at is null or m.due_at > ${near})) as normal,
      count(*) filter (where not m.closed and m.due_at >= ${now} and m.due_at <= to_timestamp(${page.todayUntil} / 1000.0)) as "dueToday",
      count(*) filter (where not m.closed and m.due_at >= ${now} and m.due_at <= to_timestamp(${page.soonUntil} / 1000.0)) as "dueIn3Days"
    from matters m where ${conditions}`.execute(db);
  return rows[0] ?? {};
}

async function get(db: Database, { tenant }: Reading, id: string): Promise<ListedMatter | undefined> {
  const { rows } = await sql<Row>`
    select m.id, m.state, ${titleOf} as title, null as key from matters m
    where m.tenant_id = ${tenant} and m.id = ${id}`.execute(db);
  return rows[0];
}

async function events(db: Database, { tenant }: Reading, id: string): Promise<readonly MatterEvent[]> {
  const { rows } = await sql<MatterEvent & { unit: string | null }>`
    select seq, at, type, actor, unit, data from events where tenant_id = ${tenant} and matter_id = ${id} order by seq`.execute(
    db,
  );
  return rows.map(({ unit, ...each }) => ({ ...each, ...(unit ? { unit } : {}) }) as MatterEvent);
}

async function contents(
  db: Database,
  { tenant }: Reading,
  matter: string,
): Promise<ReadonlyMap<string, Uint8Array | null>> {
  const { rows } = await sql<{ id: string; cipher: Uint8Array | null }>`
    select id, cipher from contents where tenant_id = ${tenant} and matter_id = ${matter}`.execute(db);
  return new Map(rows.map((each) => [each.id, each.cipher]));
}

async function files(db: Database, { tenant }: Reading, matter: string): Promise<readonly FileRow[]> {
  const { rows } = await sql<FileRow>`
    select id, name_cipher as name, size, type, uploaded_by as by, uploaded_at as at
    from files where tenant_id = ${tenant} and matter_id = ${matter} order by uploaded_at`.execute(db);
  return rows;
}
