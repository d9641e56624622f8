import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { isRefusal } from '#kernel';
import { linesIn } from './backup.ts';
import { Checks, Manifest } from './manifest.ts';
import type { RestoreTarget, Restoring } from './ports.ts';
import { didNotMatch, inUse, newerBackup, notABackup, notEmpty } from './refusals.ts';
import { readTar, type TarEntry } from './tar.ts';

export type RestoreWish = {
  readonly file: string;
  readonly force: boolean;
  /** What the data that was there is called from now on. */
  readonly asideName: string;
};

export type RestoreReport = {
  readonly manifest: Manifest;
  readonly rows: number;
  /** The schema that keeps what was there before, if anything was. */
  readonly setAside: string | null;
  readonly contentKey: Uint8Array | null;
};

type Count = { rows: number; bytes: number; sha256: string };

/** Restores all or nothing: counts, checksums, every event chain and the audit roots must agree before anything stays. */
export async function restore(target: RestoreTarget, wish: RestoreWish): Promise<RestoreReport> {
  const known = await target.knownMigrations();
  return target.restore(async (restoring) => {
    const entries = readTar(opened(wish.file))[Symbol.asyncIterator]();
    const manifest = await manifestIn(entries);
    const unknown = manifest.migrations.filter((each) => !known.includes(each));
    if (unknown.length > 0) throw newerBackup(manifest.clearway, unknown);
    const setAside = await makeRoom(restoring, wish);
    await restoring.migrate(manifest.migrations);
    const missing = await restoring.clear(manifest.tables);
    if (missing.length > 0) throw notABackup(`备份里的表与其版本不符：${missing.join('、')}`);
    const { counts, checks, contentKey } = await load(restoring, manifest, entries);
    if (manifest.contentKey.fingerprint) await restoring.rememberKey(manifest.contentKey.fingerprint);
    for (const { name, last } of manifest.sequences) await restoring.setSequence(name, last);
    const findings = [...compare(manifest, counts, checks), ...(await auditOf(restoring, manifest))];
    if (findings.length > 0) throw didNotMatch(findings);
    await restoring.migrate(known);
    const rows = [...counts.values()].reduce((sum, each) => sum + each.rows, 0);
    return { manifest, rows, setAside, contentKey };
  });
}

/** Reads a file as the stream that gzip packed; a broken one is a refusal, not a bug. */
async function* opened(file: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  try {
    yield* source.pipe(unpacked);
  } catch (error) {
    if (isRefusal(error)) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw notABackup(code === 'ENOENT' ? `没有文件 ${file}` : `文件读不出来或不完整（${code ?? String(error)}）`);
  } finally {
    source.destroy();
  }
}

async function manifestIn(entries: AsyncIterator<TarEntry>): Promise<Manifest> {
  const first = await entries.next();
  if (first.done || first.value.path !== 'manifest.json') throw notABackup('开头不是清单 manifest.json');
  const read = Manifest.safeParse(await jsonOf(first.value));
  if (!read.success) throw notABackup(`清单读不懂：${read.error.issues[0]?.path.join('.') ?? ''}`);
  return read.data;
}

async function makeRoom(restoring: Restoring, { force, asideName }: RestoreWish): Promise<string | null> {
  if (await restoring.isEmpty()) return null;
  if (!force) throw notEmpty();
  const others = await restoring.othersConnected();
  if (others > 0) throw inUse(others);
  await restoring.setAside(asideName);
  return asideName;
}

async function load(restoring: Restoring, manifest: Manifest, entries: AsyncIterator<TarEntry>) {
  const counts = new Map<string, Count>();
  let contentKey: Uint8Array | null = null;
  let next = await entries.next();
  while (!next.done) {
    const { path } = next.value;
    const table = manifest.tables.find((each) => path.startsWith(`tables/${each.name}/`));
    if (path === 'checks.json') {
      const checks = Checks.safeParse(await jsonOf(next.value));
      if (!checks.success) throw notABackup('校验表读不懂');
      await entries.next();
      return { counts, checks: checks.data, contentKey };
    }
    if (path === 'content.key') contentKey = Buffer.from((await bytesOf(next.value)).toString('utf8').trim(), 'hex');
    if (!table) {
      next = await entries.next();
      continue;
    }
    const count = { rows: 0, bytes: 0, hash: createHash('sha256') };
    const rest: { after?: IteratorResult<TarEntry> } = {};
    const stored = await restoring.copyIn(table, partsOf(table.name, next, entries, count, rest));
    counts.set(table.name, { rows: stored, bytes: count.bytes, sha256: count.hash.digest('hex') });
    if (stored !== count.rows) throw didNotMatch([`${table.name}：文件里 ${count.rows} 行，写入 ${stored} 行`]);
    next = rest.after ?? { done: true, value: undefined };
  }
  throw notABackup('没有校验表：备份不完整');
}

/** The parts of one table, one after another; leaves the first entry that is no part of it in `rest`. */
async function* partsOf(
  table: string,
  first: IteratorResult<TarEntry>,
  entries: AsyncIterator<TarEntry>,
  count: { rows: number; bytes: number; hash: ReturnType<typeof createHash> },
  rest: { after?: IteratorResult<TarEntry> },
): AsyncGenerator<Uint8Array> {
  let entry = first;
  while (!entry.done && entry.value.path.startsWith(`tables/${table}/`)) {
    for await (const chunk of entry.value.bytes) {
      count.hash.update(chunk);
      count.bytes += chunk.length;
      count.rows += linesIn(chunk);
      yield chunk;
    }
    entry = await entries.next();
  }
  rest.after = entry;
}

function compare(manifest: Manifest, counts: ReadonlyMap<string, Count>, checks: Checks): string[] {
  return manifest.tables.flatMap(({ name }) => {
    const wanted = checks.tables[name];
    const found = counts.get(name) ?? { rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') };
    if (!wanted) return [`${name}：校验表里没有`];
    const same = wanted.rows === found.rows && wanted.bytes === found.bytes && wanted.sha256 === found.sha256;
    return same ? [] : [`${name}：应有 ${wanted.rows} 行，恢复 ${found.rows} 行，或内容不符`];
  });
}

async function auditOf(restoring: Restoring, { tenants, day }: Manifest): Promise<string[]> {
  const findings: string[] = [];
  for (const { id, name, root, chains, events } of tenants) {
    const now = await restoring.rootOf(id, day);
    if (now.root !== root || now.chains !== chains || now.events !== events)
      findings.push(`${name}：审计根不符，应为 ${root}（${chains} 条链 ${events} 个事件）`);
    findings.push(...(await restoring.verify(id)));
  }
  return findings;
}

async function bytesOf({ bytes }: TarEntry): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const each of bytes) parts.push(each);
  return Buffer.concat(parts);
}

async function jsonOf(entry: TarEntry): Promise<unknown> {
  try {
    return JSON.parse((await bytesOf(entry)).toString('utf8'));
  } catch (error) {
    if (isRefusal(error)) throw error;
    return undefined;
  }
}
