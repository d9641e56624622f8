import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Refusal, refuse } from '#kernel';
import { fingerprintOf } from '#platform/operate';
import type { Settings } from '#platform/settings';
import { type Database, rememberKey } from '#storage';

const fileOf = ({ dataDir }: Settings): string => join(dataDir, 'content.key');

/** From the environment or the data folder; undefined when there is none yet. */
export async function findContentKey(settings: Settings): Promise<Uint8Array | undefined> {
  if (settings.contentKey) return Buffer.from(settings.contentKey, 'hex');
  const text = await readFile(fileOf(settings), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return text === undefined ? undefined : Buffer.from(text.trim(), 'hex');
}

/** Keeps a key in the data folder, readable by its owner only: whole and on the disk before any text is sealed with it. */
export async function writeContentKey(settings: Settings, key: Uint8Array): Promise<void> {
  const file = fileOf(settings);
  const partial = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.write(`${Buffer.from(key).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A link fails where a key is already: no key is ever written over.
  try {
    await link(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** The key of this database, made on the very first start. Refuses one that does not open what was sealed before. */
export async function contentKeyFor(
  settings: Settings,
  owner: Database,
  now: number,
  home?: string,
): Promise<Uint8Array> {
  const found = await findContentKey(settings);
  const key = found ?? randomBytes(32);
  const fingerprint = fingerprintOf(key);
  const wanted = await rememberKey(owner, fingerprint, now);
  if (wanted !== fingerprint) throw found ? otherKey(wanted, fingerprint) : keyMissing(settings, wanted, home);
  if (!found) await writeContentKey(settings, key);
  return key;
}

const keyMissing = (settings: Settings, wanted: string, home: string | undefined): Refusal =>
  refuse({
    code: 'content-key.missing',
    kind: 'unavailable',
    what: `找不到内容密钥（指纹 ${wanted}），没有启动`,
    why: '数据库里的正文、附件是用它加密的，换一把新的就再也打不开旧内容',
    todo: `请把原来的 content.key 放回 ${fileOf(settings)}，或设置 CONTENT_KEY${
      home ? `；如果本来就想重新开始，请连同数据库 ${home} 一并删除后再启动（旧数据不能恢复）` : ''
    }`,
  });

const otherKey = (wanted: string, found: string): Refusal =>
  refuse({
    code: 'content-key.other',
    kind: 'conflict',
    what: `内容密钥不对：数据库用的是指纹 ${wanted}，现在给的是 ${found}`,
    why: '用错的密钥打不开已有的正文和附件',
    todo: '请换回原来的 content.key 或 CONTENT_KEY',
  });
