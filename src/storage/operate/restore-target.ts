import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupTable, RestoreTarget, Restoring } from '#platform/operate';
import type { Database } from '../database.ts';
import { inTransaction } from '../in-transaction.ts';
import { takeRoot, verifyHere } from '../matters/audit.ts';
import { appliedMigrations, applyMigration, migrationNames, prepareMigrations } from '../migrate.ts';
import { quoted, tablesOf } from './catalogue.ts';
import { rememberKey } from './operate-store.ts';
import { type Pinned, withPinned } from './pinned.ts';

/** Puts a backup into a database, in one transaction: after any failure the database is as it was before. */
export const restoreTarget = (url: string): RestoreTarget => ({
  knownMigrations: migrationNames,
  restore: (work) =>
    withPinned(url, async (pinned) => {
      const result = await inTransaction(pinned.client, 'begin', () => work(restoringInto(pinned)));
      await pinned.client.query('analyze');
      return result;
    }),
});

const restoringInto = (pinned: Pinned): Restoring => {
  const { client, db } = pinned;
  return {
    isEmpty: () => isEmpty(db),
    othersConnected: async () => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(db);
      return rows[0]?.n ?? 0;
    },
    setAside: async (name) => {
      await client.query(`alter schema public rename to ${quoted(name)}`);
      await client.query('create schema public');
    },
    migrate: async (names) => {
      await prepareMigrations(db);
      for (const each of names) await applyMigration(db, each);
    },
    clear: async (tables) => {
      await growFacts(pinned, tables);
      const there = await tablesOf(db);
      const missing = tables.filter(({ name, columns }) => {
        const found = there.find((each) => each.name === name);
        return !found || columns.some((each) => !found.columns.includes(each));
      });
      if (missing.length === 0 && there.length > 0)
        await client.query(`truncate ${there.map(({ name }) => `public.${quoted(name)}`).join(', ')}`);
      return missing.map((each) => each.name);
    },
    copyIn: (table, bytes) => copyIn(pinned, table, bytes),
    rememberKey: async (fingerprint) => {
      const { rows } = await sql<{
        there: boolean;
      }>`select to_regclass('public.site_keys') is not null as there`.execute(db);
      if (rows[0]?.there) await rememberKey(db, fingerprint, Date.now());
    },
    setSequence: async (name, last) => {
      await sql`select setval(${`public.${quoted(name)}`}::regclass, ${last}::bigint)`.execute(db);
    },
    rootOf: (tenant, day) => takeRoot(db, tenant, day),
    verify: async (tenant) => (await verifyHere(db, tenant)).findings.map(({ matter, what }) => `${matter} ${what}`),
  };
};

const FACT_TYPES = new Set(['boolean', 'bigint', 'numeric', 'text', 'date']);

/** The columns of enterprise_facts come from the catalogue of the site that was backed up, not from a migration. */
async function growFacts({ client, db }: Pinned, tables: readonly BackupTable[]): Promise<void> {
  const saved = tables.find((each) => each.name === 'enterprise_facts');
  const here = (await tablesOf(db)).find((each) => each.name === 'enterprise_facts');
  if (!saved || !here) return;
  const missing = saved.columns.flatMap((name, at) => {
    const type = saved.types?.[at] ?? '';
    return here.columns.includes(name) || !FACT_TYPES.has(type) ? [] : [`add column ${quoted(name)} ${type}`];
  });
  if (missing.length > 0) await client.query(`alter table public.enterprise_facts ${missing.join(', ')}`);
}

async function isEmpty(db: Database): Promise<boolean> {
  if ((await appliedMigrations(db)).length === 0) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'schema_migrations'`.execute(
      db,
    );
    return rows[0]?.n === 0;
  }
  // Migrated by a first start that was never used.
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from tenants) or exists (select from events) as there`.execute(db);
  return rows[0]?.there === false;
}

/** Triggers of our own have done their work before the backup; they must not do it twice. */
async function copyIn({ client }: Pinned, { name, columns }: BackupTable, bytes: AsyncIterable<Uint8Array>) {
  const table = `public.${quoted(name)}`;
  await client.query(`alter table ${table} disable trigger user`);
  const sink = client.query(copyFrom(`copy ${table} (${columns.map(quoted).join(', ')}) from stdin`));
  await pipeline(Readable.from(bytes), sink);
  await client.query(`alter table ${table} enable trigger user`);
  return sink.rowCount;
}
