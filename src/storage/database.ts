import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { voucherOf } from './vouching.ts';

// bigint and counts fit a double here; timestamps are epoch milliseconds everywhere in the code.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Date.parse(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Tables are typed where they are read (`sql<Row>`), not in one god interface. */
export type Database = Kysely<Record<string, never>>;

export type Databases = {
  readonly url: string;
  /** Migrates; owns the tables. */
  readonly owner: Database;
  /** Runs commands and sweeps; may not change an event. */
  readonly system: Database;
  /** Reads on behalf of a user, under row-level security. */
  readonly app: Database;
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = { readonly url: string; readonly connections?: number };

const connect = (url: string, max: number, role?: string): Database =>
  new Kysely({ dialect: new PostgresDialect({ pool: poolFor(url, max, role) }) });

function poolFor(url: string, max: number, role: string | undefined): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: `${role ? `-c role=${role} ` : ''}-c timezone=Asia/Shanghai`,
  });
  // An idle connection that the server closed is simply replaced; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** Opens one pool for each database role; a pool connects only when it is first used. */
export function openDatabases({ url, connections = 16 }: DatabaseOptions): Databases {
  const owner = connect(url, 2);
  const system = connect(url, connections, 'clearway_system');
  const app = connect(url, connections, 'clearway_app');
  return {
    url,
    owner,
    system,
    app,
    close: async () => {
      await Promise.all([owner, system, app].map((each) => each.destroy()));
    },
  };
}

export type Reader = { readonly tenant: string; readonly principals: readonly string[] };

/** Runs reads as one user: row-level security sees the tenant and the user's principals, and that we vouch for them. */
export async function readAs<T>(databases: Databases, reader: Reader, work: (db: Database) => Promise<T>): Promise<T> {
  const { principals, proof } = (await voucherOf(databases.owner))(reader);
  return databases.app.transaction().execute(async (db) => {
    await sql`select set_config('clearway.tenant', ${reader.tenant}, true),
      set_config('clearway.principals', ${principals}, true), set_config('clearway.proof', ${proof}, true)`.execute(db);
    return work(db);
  });
}
