import { sql } from 'kysely';
import type { Frequencies, ReadMatter, Term } from '#domains/appeals';
import type { MatterState } from '#engines/matters';
import { type Database, type Databases, type Reader, readAs } from '../database.ts';

type Row = { id: string; state: MatterState; title: Uint8Array | null; body: Uint8Array | null };

export type SimilarReader = {
  readonly frequencies: (tenant: string, words: readonly string[]) => Promise<Frequencies>;
  readonly candidates: (
    reader: Reader,
    terms: readonly Term[],
    limit: number,
    loops?: readonly string[],
  ) => Promise<readonly ReadMatter[]>;
  /** One matter with its title and body, or undefined when the reader may not see it. */
  readonly find: (reader: Reader, id: string) => Promise<ReadMatter | undefined>;
};

/** Finds matters by the words they share with a text. `open` opens what is sealed. */
export function createSimilarReader(databases: Databases, open: (cipher: Uint8Array) => string): SimilarReader {
  const readMatter = ({ state, title, body }: Row): ReadMatter => ({
    state,
    title: clear(title, state.fields.title),
    body: clear(body, state.fields.body),
  });
  const clear = (cipher: Uint8Array | null, plain: unknown): string =>
    cipher ? open(cipher) : typeof plain === 'string' ? plain : '';
  return {
    frequencies: async (tenant, words) => {
      const { rows } = await sql<{ token: string; matters: number; total: number }>`
        select token, matters, total from clearway_token_frequencies(${tenant}, ${words as string[]})`.execute(
        databases.system,
      );
      return { total: rows[0]?.total ?? 0, of: new Map(rows.map((each) => [each.token, each.matters])) };
    },
    candidates: (reader, terms, limit, loops = ['appeal']) =>
      readAs(databases, reader, async (db) => {
        if (terms.length === 0) return [];
        const words = terms.map((each) => each.word);
        const weights = terms.map((each) => each.weight);
        const { rows } = await sql<{ matter_id: string }>`
          select matter_id from clearway_similar(${words}, ${weights}, ${loops as string[]}, ${limit})`.execute(db);
        const ids = rows.map((each) => each.matter_id);
        const found = new Map((await readRows(db, reader.tenant, ids)).map((row) => [row.id, row]));
        return ids.flatMap((id) => {
          const row = found.get(id);
          return row ? [readMatter(row)] : [];
        });
      }),
    find: (reader, id) =>
      readAs(databases, reader, async (db) => {
        const [row] = await readRows(db, reader.tenant, [id]);
        return row && readMatter(row);
      }),
  };
}

async function readRows(db: Database, tenant: string, ids: readonly string[]): Promise<readonly Row[]> {
  if (ids.length === 0) return [];
  const content = (name: string) =>
    sql`(select c.cipher from contents c where c.tenant_id = m.tenant_id and c.id = m.state #>> ${sql.lit(`{contents,${name},ref}`)})`;
  const { rows } = await sql<Row>`
    select m.id, m.state, ${content('title')} as title, ${content('body')} as body
    from matters m where m.tenant_id = ${tenant} and m.id = any(${ids as string[]})`.execute(db);
  return rows;
}
