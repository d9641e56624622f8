import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Column, type Population, quotedName, type Relation } from '#engines/rules';
import type { FactDeclaration } from '#language';
import { columnReader, spareFloats } from './column-reader.ts';
import { copyReader, type TakeField } from './copy-rows.ts';

type Wanted = { readonly fact: FactDeclaration; readonly column: string };

/** Which rows are read, and as which they are counted. */
export type RowSource = Relation & {
  readonly size: number;
  /** A text that comes before the facts and says which row it is; rows come as they stand where there is none. */
  readonly key?: { readonly column: string; readonly rowOf: (data: Buffer, at: number, length: number) => number };
};

const wantedOf = (facts: readonly FactDeclaration[], { columns }: Relation): readonly Wanted[] =>
  facts.flatMap((fact) => {
    const column = columns.get(fact.name);
    return column === undefined ? [] : [{ fact, column: `p.${quotedName(column)}` }];
  });

/** The types of the columns, without reading a row. */
const typesOf = async (client: pg.ClientBase, from: string, wanted: readonly Wanted[]): Promise<readonly number[]> => {
  if (wanted.length === 0) return [];
  const { fields } = await client.query(
    `SELECT ${wanted.map((each) => each.column).join(', ')} FROM ${from} AS p LIMIT 0`,
  );
  return fields.map((each) => each.dataTypeID);
};

/** Fields that know their row: the one that was named before them, or one after the other. */
const placed = (takes: readonly TakeField[], key: RowSource['key']): readonly TakeField[] => {
  if (!key) return takes;
  let at = -1;
  const take: TakeField = (_, data, from, length) => {
    at = key.rowOf(data, from, length);
  };
  return [
    take,
    ...takes.map(
      (each): TakeField =>
        (_, data, from, length) =>
          at >= 0 && each(at, data, from, length),
    ),
  ];
};

/** The columns of these facts in one reading, in the binary format. */
export const readColumns = async (
  client: pg.ClientBase,
  source: RowSource,
  facts: readonly FactDeclaration[],
  spare = spareFloats(),
): Promise<ReadonlyMap<string, Column>> => {
  const { from, size, key } = source;
  const wanted = wantedOf(facts, source);
  const types = await typesOf(client, from, wanted);
  const readers = wanted.map(({ fact, column }, at) => columnReader(fact, column, types[at] ?? 0, size, spare));
  const list = [...(key ? [`p.${quotedName(key.column)}`] : []), ...readers.map((each) => each.select)];
  if (list.length > 0) {
    const reader = copyReader(
      placed(
        readers.map((each) => each.take),
        key,
      ),
    );
    const stream = client.query(copyTo(`COPY (SELECT ${list.join(', ')} FROM ${from} AS p) TO STDOUT (FORMAT binary)`));
    for await (const piece of stream) reader.push(piece as Buffer);
  }
  return new Map(wanted.map(({ fact }, at) => [fact.name, (readers[at] as (typeof readers)[number]).build()]));
};

/** Work on a connection of its own that sees one instant. */
export const atOneInstant = async <T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.end();
  }
};

/**
 * The columns of these facts as a population in shared memory, streamed out of PostgreSQL as of one instant. A fact
 * without a column stays unknown for everyone.
 */
export const loadPopulation = (
  url: string,
  relation: Relation,
  facts: readonly FactDeclaration[],
): Promise<Population> =>
  atOneInstant(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*) AS n FROM ${relation.from} AS p`);
    const size = Number(rows[0]?.n ?? 0);
    return { size, columns: await readColumns(client, { ...relation, size }, facts) };
  });
