import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** One transaction over a connection, everything or nothing; what is only to be looked at ends with a rollback. */
export async function inTransaction<T>(
  client: pg.ClientBase,
  begin: string,
  work: () => Promise<T>,
  end: 'commit' | 'rollback' = 'commit',
): Promise<T> {
  try {
    await client.query(begin);
    const result = await work();
    await client.query(end);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Sends what COPY … FROM STDIN reads, piece by piece. */
export const copyInto = (client: pg.ClientBase, statement: string, pieces: Iterable<Buffer | string>): Promise<void> =>
  pipeline(Readable.from(pieces), client.query(copyFrom(statement)));
