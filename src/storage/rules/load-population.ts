import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Population, quotedName, type Relation } from '#engines/rules';
import type { FactDeclaration } from '#language';
import { columnReader } from './column-reader.ts';
import { copyReader } from './copy-rows.ts';

const isNumeric = (fact: FactDeclaration): boolean =>
  !fact.list && (fact.type === 'money' || fact.type === 'percent' || fact.type === 'number');

type Wanted = { readonly fact: FactDeclaration; readonly column: string };

const wantedOf = (facts: readonly FactDeclaration[], relation: Relation): readonly Wanted[] =>
  facts.flatMap((fact) => {
    const column = relation.columns.get(fact.name);
    return column === undefined ? [] : [{ fact, column: `p.${quotedName(column)}` }];
  });

type Measured = { readonly size: number; readonly scales: ReadonlyMap<string, number> };

/** How many rows there are, and how many decimals each column of numbers really has. */
const measure = async (client: pg.Client, from: string, wanted: readonly Wanted[]): Promise<Measured> => {
  const numeric = wanted.filter(({ fact }) => isNumeric(fact));
  const places = numeric.map(({ column }, i) => `coalesce(max(scale(trim_scale(${column}::numeric))), 0) AS s${i}`);
  const { rows } = await client.query<Record<string, number>>(
    `SELECT ${['count(*) AS n', ...places].join(', ')} FROM ${from} AS p`,
  );
  const scales = numeric.map(({ fact }, i) => [fact.name, 10 ** Number(rows[0]?.[`s${i}`] ?? 0)] as const);
  return { size: Number(rows[0]?.n ?? 0), scales: new Map(scales) };
};

/**
 * The columns of these facts as a population in shared memory, streamed out of PostgreSQL as of one instant. A fact
 * without a column stays unknown for everyone.
 */
export const loadPopulation = async (
  url: string,
  relation: Relation,
  facts: readonly FactDeclaration[],
): Promise<Population> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const wanted = wantedOf(facts, relation);
    const { size, scales } = await measure(client, relation.from, wanted);
    const readers = wanted.map(({ fact, column }) => columnReader(fact, column, scales.get(fact.name) ?? 1, size));
    const reader = copyReader(readers.map((each) => each.take));
    const list = readers.map((each) => each.select).join(', ');
    const stream = client.query(copyTo(`COPY (SELECT ${list} FROM ${relation.from} AS p) TO STDOUT (FORMAT binary)`));
    if (readers.length > 0) for await (const piece of stream) reader.push(piece as Buffer);
    else stream.resume();
    return {
      size,
      columns: new Map(wanted.map(({ fact }, i) => [fact.name, (readers[i] as (typeof readers)[number]).build()])),
    };
  } finally {
    await client.end();
  }
};
