import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '../database.ts';

export type Pinned = {
  /** For COPY, which needs the bare connection. */
  readonly client: pg.Client;
  /** Queries over that same connection, so inside its transaction. */
  readonly db: Database;
};

// One spelling for every value, whatever the server's own settings are.
const SPELLING =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1';

/** Works on one connection, as the owner of the tables. */
export async function withPinned<T>(url: string, work: (pinned: Pinned) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: SPELLING });
  client.on('error', () => {});
  await client.connect();
  const query = client.query.bind(client) as pg.PoolClient['query'];
  const borrowed = { query, release: () => {} };
  const pool = { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve(), options: {} };
  const db: Database = new Kysely({ dialect: new PostgresDialect({ pool }) });
  try {
    return await work({ client, db });
  } finally {
    await db.destroy();
    await client.end();
  }
}
