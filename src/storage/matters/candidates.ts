import { type RawBuilder, sql } from 'kysely';
import type { MatterFilter, MatterPage } from '#platform/matters';
import type { Database } from '../database.ts';
import type { Cursor } from './cursor.ts';

export type Candidate = { readonly id: string; readonly key: string | null };
export type Candidates = (db: Database, after: Cursor | undefined, wanted: number) => Promise<readonly Candidate[]>;

/** Filters that leave so much that a page is found soon while reading in the order of the list. */
const LIGHT: ReadonlySet<keyof MatterFilter> = new Set([
  'loop',
  'status',
  'closed',
  'category',
  'region',
  'grade',
  'channel',
  'tokens',
  'openedFrom',
  'openedTo',
]);

/** Where the matters of this page can be read in order, by an index that knows the reader or the unit; undefined: nowhere. */
export function candidatesFor({ filter, sort }: MatterPage): Candidates | undefined {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const newest = filter.openedTo ?? 'infinity';
  if (filter.waitingOn && !filter.tokens && !filter.ids) {
    const units = filter.waitingOn as string[];
    if (sort === 'opened')
      return from((before, id, n) => sql`clearway_waiting_opened(${units}, ${before}, ${id}, ${n})`, newest);
    if (sort === 'due')
      return from((after, id, n) => sql`clearway_waiting_due(${units}, ${after}, ${id}, ${n})`, '-infinity');
    return undefined;
  }
  const light = given.every(([name]) => LIGHT.has(name as keyof MatterFilter));
  if (sort !== 'opened' || !light) return undefined;
  return from((before, id, n) => sql`clearway_opened(${before}, ${id}, ${n})`, newest);
}

type Source = (at: RawBuilder<unknown>, id: string, wanted: number) => RawBuilder<unknown>;

const from =
  (source: Source, start: number | 'infinity' | '-infinity'): Candidates =>
  async (db, after, wanted) => {
    // A key of null is a matter without a limit, which waits at infinity.
    const from = after ? (after[0] ?? 'infinity') : start;
    const infinite = from === 'infinity' || from === '-infinity';
    const at = infinite ? sql`${from}::timestamptz` : sql`to_timestamp(${Number(from)} / 1000.0)`;
    const { rows } = await sql<Candidate>`
      select matter_id as id, case when isfinite(at) then (extract(epoch from at) * 1000)::bigint::text end as key
      from ${source(at, after?.[1] ?? '', wanted)}`.execute(db);
    return rows;
  };
