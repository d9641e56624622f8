import { type RawBuilder, sql } from 'kysely';
import type { MatterFilter, MatterPage } from '#platform/matters';
import type { Database } from '../database.ts';
import { parseCursor } from './cursor.ts';
import { queryOf } from './filter-sql.ts';

/** So many of the newest matches are narrowed by what else is asked; what lies beyond needs another word. */
const MOST = 10_000;

/** Whether a row of `m` has every word: looked up, for candidates that are known already. */
export const hasWords = ({ tokens }: MatterFilter): readonly RawBuilder<unknown>[] =>
  tokens
    ? [
        sql`exists (select from search_tokens s where s.tenant_id = m.tenant_id and s.matter_id = m.id
          and s.tokens @@ ${queryOf(tokens)}::tsquery offset 0)`,
      ]
    : [];

/** A word that more matters than these have is listed and not counted. */
const MOST_COUNTED = 5_000;

/** Ids of all matters that have every word and that the reader may see; null when no word is asked for, `too-many` beyond. */
export async function countedMatches(
  db: Database,
  { tokens }: MatterFilter,
): Promise<readonly string[] | null | 'too-many'> {
  if (!tokens) return null;
  if (tokens.length === 0) return [];
  const { rows } = await sql<{ matter_id: string | null }>`
    select matter_id from clearway_search(${queryOf(tokens)}::tsquery, ${MOST_COUNTED}, most => ${MOST_COUNTED})`.execute(
    db,
  );
  const ids = rows.flatMap(({ matter_id }) => (matter_id === null ? [] : [matter_id]));
  return ids.length < rows.length ? 'too-many' : ids;
}

/** Ids of the newest matters that have every word and that the reader may see; null when no word is asked for. */
export async function matchesOf(db: Database, page: MatterPage): Promise<readonly string[] | null> {
  const { filter, sort, after, limit } = page;
  if (!filter.tokens) return null;
  const [key, id] = sort === 'opened' && after ? parseCursor(after) : [null, ''];
  const before = key === null ? sql`'infinity'` : sql`to_timestamp(${Number(key)} / 1000.0)`;
  const wordsOnly = Object.entries(filter).every(([name, value]) => name === 'tokens' || value === undefined);
  const wanted = wordsOnly && sort === 'opened' ? limit + 1 : MOST;
  const { rows } = await sql<{ matter_id: string }>`
    select matter_id from clearway_search(${queryOf(filter.tokens)}::tsquery, ${wanted}, ${before}, ${id})`.execute(db);
  return rows.map((each) => each.matter_id);
}
