import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fingerprintOf } from './content-key.ts';
import type { BackupTable, Checks, Manifest } from './manifest.ts';
import type { BackupSource, Snapshot } from './ports.ts';
import { nothingToBackUp, wrongKey } from './refusals.ts';
import { tarEnd, tarFile } from './tar.ts';

export type BackupWish = {
  readonly file: string;
  readonly now: Date;
  readonly day: string;
  readonly version: string;
  readonly contentKey: Uint8Array | undefined;
  /** The key opens every sealed text: it goes along only when asked for. */
  readonly withKey: boolean;
};

export type BackupReport = {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly tables: number;
  readonly tenants: Manifest['tenants'];
  readonly keyIncluded: boolean;
  readonly keyFingerprint: string;
};

// What COPY gives out is held until a part of the archive is full; the archive wants sizes first.
const PART = 4 * 1024 * 1024;

/** Writes one instant of everything to a file; until it is whole it has another name. */
export async function backup(source: BackupSource, wish: BackupWish): Promise<BackupReport> {
  const partial = `${wish.file}.part-${process.pid}`;
  try {
    const done = await source.snapshot(wish.day, async (snapshot) => {
      if (snapshot.migrations.length === 0) throw nothingToBackUp();
      const manifest = manifestOf(snapshot, wish);
      const checks: Checks = { tables: {} };
      const sink = createWriteStream(partial, { mode: 0o600 });
      await pipeline(Readable.from(archive(snapshot, manifest, checks, wish)), createGzip({ level: 6 }), sink);
      return { manifest, checks };
    });
    await settle(partial, wish.file);
    return {
      file: wish.file,
      bytes: (await stat(wish.file)).size,
      rows: Object.values(done.checks.tables).reduce((sum, each) => sum + each.rows, 0),
      tables: done.manifest.tables.length,
      tenants: done.manifest.tenants,
      keyIncluded: done.manifest.contentKey.included,
      keyFingerprint: done.manifest.contentKey.fingerprint,
    };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function manifestOf(snapshot: Snapshot, { version, now, day, contentKey, withKey }: BackupWish): Manifest {
  const { copyOut: _, keyFingerprint, ...rest } = snapshot;
  const found = contentKey ? fingerprintOf(contentKey) : '';
  const wanted = keyFingerprint ?? found;
  if (withKey && (wanted === '' || found !== wanted)) throw wrongKey(wanted);
  return {
    format: 'clearway-backup/1',
    clearway: version,
    createdAt: now.toISOString(),
    day,
    ...rest,
    contentKey: { fingerprint: wanted, included: withKey },
  };
}

async function* archive(
  snapshot: Snapshot,
  manifest: Manifest,
  checks: Checks,
  { now, contentKey }: BackupWish,
): AsyncGenerator<Uint8Array> {
  const json = (path: string, value: unknown) => tarFile(path, Buffer.from(`${JSON.stringify(value, null, 1)}\n`), now);
  yield* json('manifest.json', manifest);
  if (manifest.contentKey.included && contentKey)
    yield* tarFile('content.key', Buffer.from(`${Buffer.from(contentKey).toString('hex')}\n`), now);
  for (const table of manifest.tables) {
    const seen = createHash('sha256');
    const count = { rows: 0, bytes: 0 };
    let part = 0;
    for await (const bytes of inParts(snapshot.copyOut(table))) {
      seen.update(bytes);
      count.bytes += bytes.length;
      count.rows += linesIn(bytes);
      part += 1;
      yield* tarFile(partPath(table, part), bytes, now);
    }
    checks.tables[table.name] = { ...count, sha256: seen.digest('hex') };
  }
  yield* json('checks.json', checks);
  yield tarEnd();
}

const partPath = ({ name }: BackupTable, part: number): string => `tables/${name}/${String(part).padStart(6, '0')}`;

async function* inParts(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    held.push(chunk);
    size += chunk.length;
    if (size < PART) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** In COPY's text format each row is one line: line breaks inside values are written as `\n`. */
export function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** On the disk before it gets its name, and the name on the disk before we say so. */
async function settle(partial: string, file: string): Promise<void> {
  const handle = await open(partial, 'r');
  await handle.sync();
  await handle.close();
  await rename(partial, file);
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
