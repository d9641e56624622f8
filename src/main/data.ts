import { join } from 'node:path';
import { isRefusal } from '#kernel';
import type { Settings } from '#platform/settings';
import { type Databases, joinEmbeddedPostgres, migrate, openDatabases, startEmbeddedPostgres } from '#storage';
import { contentKeyFor } from './content-key.ts';

export type OpenedData = {
  readonly databases: Databases;
  readonly contentKey: Uint8Array;
  readonly where: string;
  readonly close: () => Promise<void>;
};

type Told = { readonly log: (line: string) => void; readonly onDown: (reason: string) => void };

export type Server = {
  readonly url: string;
  /** Where an embedded one keeps its files; under root not always in the data folder. */
  readonly home?: string;
  /** A running site holds this server, and we only borrow it. */
  readonly borrowed: boolean;
  readonly stop: () => Promise<void>;
};

/** The site's own server, or the embedded one, started here. */
async function startServer(settings: Settings, told: Told): Promise<Server> {
  if (settings.databaseUrl) return { url: settings.databaseUrl, borrowed: false, stop: async () => {} };
  const { url, home, stop } = await startEmbeddedPostgres({ dataDir: join(settings.dataDir, 'postgres'), ...told });
  return { url, home, borrowed: false, stop };
}

/** The same for commands that may run beside a running site: they borrow its embedded server. */
export async function reachServer(settings: Settings): Promise<Server> {
  try {
    return await startServer(settings, { log: () => {}, onDown: () => {} });
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'storage.embedded-in-use') throw error;
    const url = await joinEmbeddedPostgres(join(settings.dataDir, 'postgres'));
    return { url, borrowed: true, stop: async () => {} };
  }
}

/** Opens the site's own server or the embedded one, brings the tables up to date, and finds the content key. */
export async function openData(
  settings: Settings,
  log: (line: string) => void,
  onDown: (reason: string) => void,
): Promise<OpenedData> {
  return openOn(await startServer(settings, { log, onDown }), settings, log);
}

/** Brings the tables of a server up to date, and finds the content key; on failure stops the server again. */
export async function openOn(server: Server, settings: Settings, log: (line: string) => void): Promise<OpenedData> {
  const databases = openDatabases({ url: server.url, connections: settings.databaseConnections });
  const close = async (): Promise<void> => {
    await databases.close();
    await server.stop();
  };
  try {
    const applied = await migrate(databases.owner);
    if (applied.length > 0) log(`数据库更新了 ${applied.length} 步 (migrations: ${applied.join(', ')})`);
    const contentKey = await contentKeyFor(settings, databases.owner, Date.now(), server.home);
    const where = server.home ?? (settings.databaseUrl ? 'DATABASE_URL' : `${settings.dataDir}/postgres`);
    return { databases, contentKey, where, close };
  } catch (error) {
    await close();
    throw error;
  }
}
