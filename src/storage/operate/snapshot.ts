import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupSource, Snapshot } from '#platform/operate';
import type { Database } from '../database.ts';
import { inTransaction } from '../in-transaction.ts';
import { takeRoot } from '../matters/index.ts';
import { appliedMigrations } from '../migrate.ts';
import { quoted, rolesOf, sequencesOf, tablesOf } from './catalogue.ts';
import { type Pinned, withPinned } from './pinned.ts';

const SNAPSHOT = 'begin isolation level repeatable read read only';

/** Reads everything as it was at one instant, while the site goes on. */
export const backupSource = (url: string): BackupSource => ({
  snapshot: (day, work) =>
    withPinned(url, (pinned) =>
      inTransaction(pinned.client, SNAPSHOT, async () => work(await snapshotOf(pinned, day))),
    ),
});

async function snapshotOf({ client, db }: Pinned, day: string): Promise<Snapshot> {
  const migrations = await appliedMigrations(db);
  if (migrations.length === 0) return { ...NOTHING, migrations };
  const version = await sql<{ server_version: string }>`show server_version`.execute(db);
  const tenants = await sql<{ id: string; name: string }>`
    select tenant_id as id, name from tenants order by tenant_id collate "C"`.execute(db);
  const rooted = [];
  for (const { id, name } of tenants.rows) {
    const { root, chains, events } = await takeRoot(db, id, day);
    rooted.push({ id, name, root, chains, events });
  }
  return {
    postgres: version.rows[0]?.server_version ?? '',
    migrations,
    tables: await tablesOf(db),
    sequences: await sequencesOf(db),
    roles: await rolesOf(db),
    tenants: rooted,
    keyFingerprint: await keyOf(db),
    copyOut: ({ name, columns }) =>
      client.query(copyTo(`copy public.${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`)),
  };
}

const NOTHING: Snapshot = {
  postgres: '',
  migrations: [],
  tables: [],
  sequences: [],
  roles: [],
  tenants: [],
  keyFingerprint: null,
  copyOut: () => Readable.from([]),
};

async function keyOf(db: Database): Promise<string | null> {
  const there = await sql<{ there: boolean }>`select to_regclass('public.site_keys') is not null as there`.execute(db);
  if (!there.rows[0]?.there) return null;
  const { rows } = await sql<{ fingerprint: string }>`select fingerprint from site_keys`.execute(db);
  return rows[0]?.fingerprint ?? null;
}
