import type { Population } from '#engines/rules';
import { loadPeer } from '../peers/load.ts';
import { type BenchClause, sqlAmount, sqlCondition } from './clauses.ts';

type Connection = {
  readonly run: (sql: string) => Promise<{ readonly getRowsJS: () => Promise<readonly (readonly unknown[])[]> }>;
  readonly createAppender: (table: string) => Promise<Appender>;
};
type Appender = { readonly appendDataChunk: (chunk: unknown) => void; readonly closeSync: () => void };
type Module = {
  readonly DuckDBInstance: {
    readonly create: (path: string) => Promise<{ readonly connect: () => Promise<Connection> }>;
  };
  readonly DuckDBDataChunk: {
    readonly create: (
      types: readonly unknown[],
      rows: number,
    ) => { readonly setColumns: (columns: readonly (readonly unknown[])[]) => void };
  };
  readonly DOUBLE: unknown;
  readonly VARCHAR: unknown;
  readonly BOOLEAN: unknown;
};

const quoted = (name: string): string => `"${name}"`;
const isFlag = (dictionary: readonly unknown[]): boolean => typeof dictionary[1] === 'boolean';

/** The same rows in DuckDB's memory: numbers as BIGINT, days as INTEGER, texts, booleans. */
export const openDuckDb = async (population: Population): Promise<Connection> => {
  const { DuckDBInstance, DuckDBDataChunk, DOUBLE, VARCHAR, BOOLEAN } = await loadPeer<Module>('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('SET threads = 2');
  const columns = [...population.columns];
  const kinds = columns.map(([, column]) =>
    column.kind === 'code' ? (isFlag(column.dictionary) ? 'BOOLEAN' : 'VARCHAR') : 'DOUBLE',
  );
  await connection.run(
    `CREATE TABLE raw (${columns.map(([column], i) => `${quoted(column)} ${kinds[i]}`).join(', ')})`,
  );
  const appender = await connection.createAppender('raw');
  const types = kinds.map((kind) => ({ BOOLEAN, VARCHAR, DOUBLE })[kind]);
  for (let from = 0; from < population.size; from += 2048) {
    const rows = Math.min(2048, population.size - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    chunk.setColumns(
      columns.map(([, column]) =>
        Array.from({ length: rows }, (_, i) => {
          const value = column.values[from + i] as number;
          if (column.kind === 'code') return column.dictionary[value];
          return Number.isNaN(value) || value === -2_147_483_648 ? null : value;
        }),
      ),
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const cast = columns.map(([column], i) =>
    kinds[i] === 'DOUBLE' ? `${quoted(column)}::BIGINT AS ${quoted(column)}` : quoted(column),
  );
  await connection.run(`CREATE TABLE firms AS SELECT ${cast.join(', ')} FROM raw`);
  await connection.run('DROP TABLE raw');
  return connection;
};

export type DuckFigures = { readonly yes: number; readonly unknown: number; readonly amount: bigint };

/** True and unknown counts of these clauses, all in one statement: one scan for all of them. */
export const countInDuckDb = async (
  connection: Connection,
  clauses: readonly BenchClause[],
): Promise<readonly DuckFigures[]> => {
  const inner = clauses.map((clause, i) => `${sqlCondition(clause)} AS r${i}`).join(', ');
  const outer = clauses
    .map((_, i) => `count(*) FILTER (WHERE r${i}), count(*) FILTER (WHERE r${i} IS NULL)`)
    .join(', ');
  const [row = []] = await (await connection.run(`SELECT ${outer} FROM (SELECT ${inner} FROM firms)`)).getRowsJS();
  return clauses.map((_, i) => ({ yes: Number(row[2 * i]), unknown: Number(row[2 * i + 1]), amount: 0n }));
};

/** Counts and exact sums by county and size, all clauses in one statement. */
export const sumInDuckDb = async (
  connection: Connection,
  clauses: readonly BenchClause[],
): Promise<readonly DuckFigures[]> => {
  const inner = clauses
    .map((clause, i) => `${sqlCondition(clause)} AS r${i}, ${sqlAmount(clause)} AS a${i}`)
    .join(', ');
  const outer = clauses
    .map(
      (_, i) =>
        `count(*) FILTER (WHERE r${i}), count(*) FILTER (WHERE r${i} IS NULL), coalesce(sum(a${i}) FILTER (WHERE r${i}), 0)`,
    )
    .join(', ');
  const sql = `SELECT ${outer}, "所在地", "企业规模" FROM (SELECT "所在地", "企业规模", ${inner} FROM firms) GROUP BY "所在地", "企业规模"`;
  const rows = await (await connection.run(sql)).getRowsJS();
  return clauses.map((_, i) =>
    rows.reduce<DuckFigures>(
      (sum, row) => ({
        yes: sum.yes + Number(row[3 * i]),
        unknown: sum.unknown + Number(row[3 * i + 1]),
        amount: sum.amount + BigInt(String(row[3 * i + 2])),
      }),
      { yes: 0, unknown: 0, amount: 0n },
    ),
  );
};
