import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate, openDatabases } from '#storage';

export type TestDatabase = {
  readonly name: string;
  readonly url: string;
  /** Throws out whoever is still connected. */
  readonly drop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The server's own database; for a fresh one use `createTestDatabase`. */
export const adminUrl = (): string => inject('postgresAdminUrl');

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function urlOf(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
}

async function run(sql: string): Promise<void> {
  await withClient(adminUrl(), (client) => client.query(sql));
}

async function dropDatabase(name: string): Promise<void> {
  await run(`drop database if exists ${quoted(name)} with (force)`);
}

/**
 * A fresh database of this test's own: empty, or a copy of `template` (nobody may be connected to it).
 *
 * @example
 * await using database = await createTestDatabase();
 * await withClient(database.url, (client) => client.query('select 1'));
 */
export async function createTestDatabase(options: { readonly template?: string } = {}): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(5).toString('hex')}`;
  const template = options.template ? ` template ${quoted(options.template)}` : '';
  // A copy by files is several times quicker than through the log for the small databases of tests.
  await run(`create database ${quoted(name)}${template} strategy file_copy`);
  const drop = (): Promise<void> => dropDatabase(name);
  return { name, url: urlOf(name), drop, [Symbol.asyncDispose]: drop };
}

const LOCK = 7_340_001;

/**
 * The name of a template database, filled once per run by whichever worker comes first: for a migrated, seeded start.
 * `key` names what is in it.
 */
export async function templateDatabase(key: string, fill: (url: string) => Promise<void>): Promise<string> {
  const name = `template_${key}`;
  await withClient(adminUrl(), async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name]);
    if (rowCount) return;
    await client.query(`drop database if exists ${quoted(name)} with (force)`);
    await client.query(`create database ${quoted(name)} strategy file_copy`);
    await fill(urlOf(name));
    await client.query(`alter database ${quoted(name)} is_template true`);
  });
  return name;
}

const MIGRATIONS = fileURLToPath(new URL('../../src/storage/migrations', import.meta.url));

function migrationsKey(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  return `migrated_${hash.digest('hex').slice(0, 12)}`;
}

/** A fresh database with every migration applied: migrated once per run, then copied in tens of milliseconds. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const template = await templateDatabase(migrationsKey(), async (url) => {
    const databases = openDatabases({ url, connections: 1 });
    try {
      await migrate(databases.owner);
    } finally {
      await databases.close();
    }
  });
  return createTestDatabase({ template });
}
