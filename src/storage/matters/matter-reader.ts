import { type RawBuilder, sql } from 'kysely';
import type { MatterEvent, MatterState } from '#engines/matters';
import type { CountedPage, FileRow, ListedMatter, MatterPage, MatterReader, Reading } from '#platform/matters';
import { type Database, type Databases, readAllAs, readAs } from '../database.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { afterCursor, cursorOf, parseCursor, SORTS } from './cursor.ts';
import { allOf, conditionsOf } from './filter-sql.ts';
import { countedMatches, hasWords, matchesOf } from './search.ts';

const MOST_LOOKED_AT = 7_000;
/** A word that fewer than one in so many of the newest matters have is looked up by its own index. */
const RARE = 50;

type Row = { id: string; state: MatterState; title: Uint8Array | null; key: string | null };

/** Reads matters as the caller: row-level security sees his principals, whatever the query says. */
export function createMatterReader(databases: Databases): MatterReader {
  return {
    list: (reading, page) => readAs(databases, reading, (db) => list(db, reading, page)),
    count: (reading, page) =>
      (isNarrow(page) || isInHand(page) ? readAs : readAllAs)(databases, reading, (db) => count(db, reading, page)),
    get: (reading, id) => readAs(databases, reading, (db) => get(db, reading, id)),
    events: (reading, id) => readAs(databases, reading, (db) => events(db, reading, id)),
    contents: (reading, matter) => readAs(databases, reading, (db) => contents(db, reading, matter)),
    files: (reading, matter) => readAs(databases, reading, (db) => files(db, reading, matter)),
  };
}

/** Work in hand, which does not grow with the archive. */
const isInHand = ({ filter }: CountedPage): boolean =>
  filter.closed === false ||
  [filter.dueTo, filter.holderUnits, filter.holderPerson].some((each) => each !== undefined) ||
  (filter.lamp !== undefined && filter.lamp !== 'done');

/** What these leave is found by an index of their own, and is little. */
const isNarrow = ({ filter }: Pick<MatterPage, 'filter'>): boolean =>
  [filter.tokens, filter.ids, filter.plan, filter.parent, filter.enterprise].some((each) => each !== undefined);

const titleOf = sql`(select c.cipher from contents c where c.tenant_id = m.tenant_id and c.id = m.state #>> '{contents,title,ref}')`;

/** A page: candidates in order from the index that has them, and what of them fits, until the page is full. */
async function list(db: Database, reading: Reading, page: MatterPage) {
  if (page.filter.tokens?.length === 0) return { rows: [] };
  const candidates = candidatesFor(page);
  if (!candidates) return plainList(db, reading, page);
  const found: Row[] = [];
  let cursor = page.after ? parseCursor(page.after) : undefined;
  let looked = 0;
  for (let wanted = page.limit + 1; looked < MOST_LOOKED_AT; wanted = Math.min(wanted * 4, 2_000)) {
    const next = await candidates(db, cursor, wanted);
    const fits = [idIn(next.map((each) => each.id)), ...hasWords(page.filter)];
    if (next.length > 0) found.push(...(await rowsFor(db, reading, page, fits)));
    const last = next.at(-1);
    if (found.length > page.limit || next.length < wanted || isBefore(last, page)) return pageOf(found, page);
    cursor = last && [last.key, last.id];
    looked += next.length;
    // A rare word: the index of words has fewer matters than are left to look at.
    if (page.filter.tokens && looked > (found.length + 2) * RARE) break;
  }
  // So few of the candidates fit that the filter itself finds them sooner.
  return plainList(db, reading, page);
}

/** Whether a list by opening has come to what was opened too early. */
const isBefore = (last: Candidate | undefined, { filter, sort }: MatterPage): boolean =>
  sort === 'opened' && filter.openedFrom !== undefined && Number(last?.key) < filter.openedFrom;

async function plainList(db: Database, reading: Reading, page: MatterPage) {
  const ids = (await matchesOf(db, page)) ?? (isNarrow(page) ? null : await allOfFew(db, reading));
  const conditions = [...(ids ? [idIn(ids)] : []), ...(page.after ? [afterCursor(page)] : [])];
  if (page.sort !== 'due') return pageOf(await rowsFor(db, reading, page, conditions), page);
  // What has a limit stands in an index of its own; the rest follows in the order of ids.
  const running = await rowsFor(db, reading, page, [...conditions, sql`m.due_at is not null and not m.closed`]);
  if (running.length > page.limit) return pageOf(running, page);
  const rest = await rowsFor(db, reading, page, [...conditions, sql`m.due_at is null`], sql`m.id`);
  return pageOf([...running, ...rest], page);
}

const FEW = 1000;

/** All matters of a reader who may see few: then any order and any filter is quick. Null for who sees many. */
async function allOfFew(db: Database, { tenant, principals }: Reading): Promise<readonly string[] | null> {
  const { rows } = await sql<{ id: string }>`select matter_id as id from access
    where tenant_id = ${tenant} and principal = any(${principals as string[]}) limit ${FEW + 1}`.execute(db);
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}

const idIn = (ids: readonly string[]) => sql`m.id = any(${ids as string[]})`;

async function rowsFor(
  db: Database,
  { tenant }: Reading,
  page: MatterPage,
  more: readonly RawBuilder<unknown>[],
  order = orderOf(page),
) {
  const conditions = allOf([sql`m.tenant_id = ${tenant}`, ...conditionsOf(page), ...more]);
  const { rows } = await sql<Row>`
    select m.id, m.state, ${titleOf} as title, (extract(epoch from ${sql.ref(SORTS[page.sort].column)}) * 1000)::bigint::text as key
    from matters m where ${conditions} order by ${order} limit ${page.limit + 1}`.execute(db);
  return rows;
}

function orderOf({ sort }: MatterPage): RawBuilder<unknown> {
  const { column, direction, ids } = SORTS[sort];
  return sql`${sql.ref(column)} ${direction}, m.id ${ids}`;
}

function pageOf(rows: readonly Row[], { limit }: MatterPage) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, ...(rows.length > limit && last ? { next: cursorOf(last) } : {}) };
}

/** Numbers by lamp; none at all for a word so common that only looking at each match would tell. */
async function count(db: Database, { tenant }: Reading, page: CountedPage) {
  const found = await countedMatches(db, page.filter);
  if (found === 'too-many') return {};
  const conditions = allOf([sql`m.tenant_id = ${tenant}`, ...conditionsOf(page), ...(found ? [idIn(found)] : [])]);
  const now = sql`to_timestamp(${page.now} / 1000.0)`;
  const { rows } = await sql<Record<string, number>>`
    select count(*) as total,
      count(*) filter (where m.closed) as done,
      count(*) filter (where not m.closed and m.suspended) as suspended,
      count(*) filter (where not m.closed and m.due_at < ${now}) as overdue,
      count(*) filter (where not m.closed and m.due_at >= ${now} and m.near_at <= ${now}) as near,
      count(*) filter (where not m.closed and not m.suspended and (m.due_at is null or (m.due_at >= ${now} and m.near_at > ${now}))) as normal,
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
