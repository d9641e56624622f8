import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '#platform/settings';
import { type Databases, migrate, openDatabases, startEmbeddedPostgres } from '#storage';

export type OpenedData = {
  readonly databases: Databases;
  readonly contentKey: Uint8Array;
  readonly where: string;
  readonly close: () => Promise<void>;
};

/** Opens the site's own server or the embedded one, brings the tables up to date, and finds the content key. */
export async function openData(
  settings: Settings,
  log: (line: string) => void,
  onDown: (reason: string) => void,
): Promise<OpenedData> {
  const server = settings.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: join(settings.dataDir, 'postgres'), log, onDown });
  const url = settings.databaseUrl ?? server?.url ?? '';
  const databases = openDatabases({ url, connections: settings.databaseConnections });
  try {
    const applied = await migrate(databases.owner);
    if (applied.length > 0) log(`数据库更新了 ${applied.length} 步 (migrations: ${applied.join(', ')})`);
    const contentKey = await keyFor(settings);
    const close = async (): Promise<void> => {
      await databases.close();
      await server?.stop();
    };
    return {
      databases,
      contentKey,
      where: settings.databaseUrl ? 'DATABASE_URL' : `${settings.dataDir}/postgres`,
      close,
    };
  } catch (error) {
    await databases.close();
    await server?.stop();
    throw error;
  }
}

/** From the environment, or made once and kept in the data folder, readable by its owner only. */
async function keyFor({ contentKey, dataDir }: Settings): Promise<Uint8Array> {
  if (contentKey) return Buffer.from(contentKey, 'hex');
  const file = join(dataDir, 'content.key');
  try {
    return Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomBytes(32);
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
