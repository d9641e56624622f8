import { refuse } from '#kernel';
import { readSettings, type Settings } from '#platform/settings';
import { createTenants, type Tenants } from '#platform/site';
import {
  appliedMigrations,
  createTenantStore,
  type Databases,
  loadDefinitionBook,
  migrationNames,
  openDatabases,
} from '#storage';
import { type City, loadCity, PACKS, versionOf } from '../city.ts';
import { type OpenedData, openOn, reachServer } from '../data.ts';
import { type Wired, wire } from '../wire.ts';

export type LocalSite = {
  readonly settings: Settings;
  readonly city: City;
  readonly databases: Databases;
  readonly tenants: Tenants;
  readonly wired: Wired;
};

/**
 * The site's data for one command, without serving: beside a running site through its database, otherwise by starting
 * the database for as long as the command takes.
 */
export async function withSite<T>(
  env: Readonly<Record<string, string | undefined>>,
  work: (site: LocalSite) => Promise<T>,
): Promise<T> {
  const settings = readSettings(env);
  const city = await loadCity(settings.packsDir ?? PACKS, settings.city, settings.demo);
  const server = await reachServer(settings);
  if (server.borrowed) await mustBeCurrent(server.url);
  const data = await openOn(server, settings, () => {});
  try {
    return await work(await siteOn(settings, city, data));
  } finally {
    await data.close();
  }
}

async function siteOn(settings: Settings, city: City, { databases, contentKey }: OpenedData): Promise<LocalSite> {
  const wallClock = Date.now;
  const tenants = await createTenants(createTenantStore(databases), wallClock);
  const book = await loadDefinitionBook(databases);
  const version = await versionOf();
  const wired = wire({ settings, city, databases, contentKey, tenants, book, version, wallClock });
  return { settings, city, databases, tenants, wired };
}

/** A running site of an older release must not find its tables changed under it. */
async function mustBeCurrent(url: string): Promise<void> {
  const databases = openDatabases({ url, connections: 1 });
  try {
    const applied = new Set(await appliedMigrations(databases.owner));
    const missing = (await migrationNames()).filter((each) => !applied.has(each));
    if (missing.length === 0) return;
    throw refuse({
      code: 'site.older',
      kind: 'conflict',
      what: '正在运行的网站是旧版本，命令没有执行',
      why: `数据库还差 ${missing.length} 步升级：${missing.join('、')}`,
      todo: '请重新启动网站，升级会自动完成',
    });
  } finally {
    await databases.close();
  }
}
