import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database, Reader } from './database-type.ts';
import { loginUrlOf, type WorkRole } from './logins.ts';
import { voucherOf } from './vouching.ts';

// bigint and counts fit a double here; timestamps are epoch milliseconds everywhere in the code.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => Date.parse(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type { Database, Reader } from './database-type.ts';

export type Databases = {
  readonly url: string;
  /** Migrates; owns the tables. */
  readonly owner: Database;
  /** Runs commands and sweeps; may not change an event. */
  readonly system: Database;
  /** Reads on behalf of a user, under row-level security. */
  readonly app: Database;
  /** Lends a plain connection of the system's: COPY needs one, and a new one for every batch would cost more than the batch. */
  readonly copying: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = { readonly url: string; readonly connections?: number };

const connect = (pool: pg.Pool | (() => Promise<pg.Pool>)): Database =>
  new Kysely({ dialect: new PostgresDialect({ pool }) });

function poolFor(url: string, max: number, role?: WorkRole): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: `${role ? `-c role=${role} ` : ''}-c timezone=Asia/Shanghai`,
  });
  // An idle connection that the server closed is simply replaced; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** A few plain connections, made when first asked for. One whose work failed is not lent again. */
function lender(owner: Database, url: string) {
  let opened: Promise<pg.Pool> | undefined;
  return {
    lend: async <T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
      opened ??= loginUrlOf(owner, url, 'clearway_system').then((own) => poolFor(own, 3, 'clearway_system'));
      const client = await (await opened).connect();
      let failed = true;
      try {
        const result = await work(client);
        failed = false;
        return result;
      } finally {
        client.release(failed);
      }
    },
    close: async () => (await opened)?.end(),
  };
}

/** Opens one pool for each database role; a pool connects only when it is first used. */
export function openDatabases({ url, connections = 16 }: DatabaseOptions): Databases {
  const owner = connect(poolFor(url, 2));
  // Made when first used: by then the tables are there, and with them the logins.
  const as = (role: WorkRole): Database =>
    connect(async () => poolFor(await loginUrlOf(owner, url, role), connections, role));
  const system = as('clearway_system');
  const app = as('clearway_app');
  const plain = lender(owner, url);
  return {
    url,
    owner,
    system,
    app,
    copying: plain.lend,
    close: async () => {
      await plain.close();
      await Promise.all([owner, system, app].map((each) => each.destroy()));
    },
  };
}

/** Runs reads as one user: row-level security sees the tenant and the user's principals, and that we vouch for them. */
export const readAs = <T>(databases: Databases, reader: Reader, work: (db: Database) => Promise<T>): Promise<T> =>
  reading(databases, reader, '', work);

/** The same rows, for work that goes over most of what the reader may see: that is gathered once, not looked up row by row. */
export const readAllAs = <T>(databases: Databases, reader: Reader, work: (db: Database) => Promise<T>): Promise<T> =>
  reading(databases, reader, 'on', work);

async function reading<T>(databases: Databases, reader: Reader, wide: string, work: (db: Database) => Promise<T>) {
  const { principals, proof } = (await voucherOf(databases.owner))(reader);
  return databases.app.transaction().execute(async (db) => {
    await sql`select set_config('clearway.tenant', ${reader.tenant}, true), set_config('clearway.wide', ${wide}, true),
      set_config('clearway.principals', ${principals}, true), set_config('clearway.proof', ${proof}, true)`.execute(db);
    return work(db);
  });
}
