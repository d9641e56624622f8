import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database-type.ts';
import { wallKey } from './vouching.ts';

export type WorkRole = 'clearway_app' | 'clearway_system';

/**
 * The address at which a pool signs in as a login of its own that may become this role and no other. A pool that signs
 * in as the tables' owner and takes the role afterwards could lay it down again (`set role none`), and whatever SQL
 * slipped into a query with it.
 *
 * The login belongs to this database alone; name and password follow from the key that only the owner reads, so that
 * every process of the site finds the same. Where the server lets us make no login, the owner's address is all there is.
 */
export async function loginUrlOf(owner: Database, url: string, role: WorkRole): Promise<string> {
  try {
    const key = await wallKey(owner);
    const derived = (what: string): string => createHmac('sha256', key).update(`${what} ${role}`).digest('hex');
    const login = `${role}_${derived('login').slice(0, 12)}`;
    const password = derived('password');
    await ensureLogin(owner, login, password, role);
    const own = new URL(url);
    own.username = login;
    own.password = password;
    await mustConnect(own.href, role);
    return own.href;
  } catch (error) {
    if (isDenied(error)) return url;
    throw error;
  }
}

/** Do the pools sign in as logins of their own? Where not, the wall between them and the tables' owner is missing. */
export async function haveOwnLogins({
  owner,
  url,
}: {
  readonly owner: Database;
  readonly url: string;
}): Promise<boolean> {
  const made = await Promise.all(
    (['clearway_app', 'clearway_system'] as const).map((role) => loginUrlOf(owner, url, role)),
  );
  return made.every((each) => each !== url);
}

async function ensureLogin(owner: Database, login: string, password: string, role: WorkRole): Promise<void> {
  await owner.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(4026531841)`.execute(db);
    const { rows } = await sql`select 1 from pg_roles where rolname = ${login}`.execute(db);
    if (rows.length > 0) return;
    // Names and password are hexadecimal digits of our own.
    await sql.raw(`create role ${login} login password '${password}' in role ${role}`).execute(db);
  });
}

async function mustConnect(url: string, role: WorkRole): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: `-c role=${role}` });
  client.on('error', () => {});
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => {});
  }
}

/** Not allowed to make roles, to pass them on, or to sign in as one (pg_hba.conf, a pooler in between). */
const DENIED = new Set(['42501', '28000', '28P01', '08P01', '0LP01']);
const isDenied = (error: unknown): boolean => DENIED.has(String((error as { code?: unknown }).code));
