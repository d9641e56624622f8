import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Actor, type Call, day } from '#kernel';
import { importOrganisation } from '#platform/registry';
import { readSettings } from '#platform/settings';
import { createTenants } from '#platform/site';
import {
  createRegistryStore,
  createTenantStore,
  type Databases,
  loadDefinitionBook,
  migrate,
  openDatabases,
  publishLoops,
  startEmbeddedPostgres,
} from '#storage';
import { type City, loadCity, PACKS } from '../../src/main/city.ts';
import { type Wired, wire } from '../../src/main/wire.ts';

export const TENANT = 'quzhou';
export const ENTERPRISE = '91330825MA000000XX';
/** Monday morning. */
export const START = Date.parse('2026-09-07T09:00:00+08:00');

export type Server = { readonly url: string; readonly stop: () => Promise<void> };

/** The embedded PostgreSQL as a site runs it, in a folder that goes away afterwards. */
export async function startServer(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clearway-bench-'));
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database of its own on the server, dropped with it. */
export async function newDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export type BenchSite = {
  readonly city: City;
  readonly databases: Databases;
  readonly wired: Wired;
  readonly clock: { now: number };
  readonly close: () => Promise<void>;
};

const COUNTIES = ['kecheng', 'qujiang', 'changshan', 'kaihua', 'longyou', 'jiangshan'] as const;
export type County = (typeof COUNTIES)[number];
export const REGIONS: Readonly<Record<County, string>> = {
  kecheng: '330802',
  qujiang: '330803',
  changshan: '330822',
  kaihua: '330824',
  longyou: '330825',
  jiangshan: '330881',
};
export const officeOf = (county: County): string => `${county}-biz-office`;
export const handlerOf = (county: County): string => `${county}-power`;
export const counties = COUNTIES;

/** The whole site without HTTP, with the real packs, on one database. */
export async function openBenchSite(url: string, connections = 8): Promise<BenchSite> {
  const databases = openDatabases({ url, connections });
  await migrate(databases.owner);
  const city = await loadCity(PACKS, TENANT, false);
  const clock = { now: START };
  const wallClock = () => clock.now;
  const store = createTenantStore(databases);
  await store.add({ id: TENANT, name: city.name, demo: true }, START);
  const registry = createRegistryStore(databases.system);
  await importOrganisation(registry, TENANT, city.pack);
  await registry.change(TENANT, async (_snapshot, writer) => {
    const people = COUNTIES.flatMap((county) => [
      { id: `dispatcher-${county}`, unit: officeOf(county), role: 'dispatcher' },
      { id: `verifier-${county}`, unit: officeOf(county), role: 'supervisor' },
      { id: `handler-${county}`, unit: handlerOf(county), role: 'liaison' },
    ]);
    await writer.putPeople(
      people.map(({ id }) => ({ id, name: id })),
      START,
    );
    await writer.putPosts(
      people.map(({ id, unit, role }) => ({ id: `post-${id}`, person: id, unit, role, validFrom: day('2020-01-01') })),
    );
  });
  await publishLoops(databases, TENANT, city.loops, START);
  const wired = wire({
    settings: readSettings({}),
    city,
    databases,
    contentKey: new Uint8Array(32).fill(7),
    tenants: await createTenants(store, wallClock),
    book: await loadDefinitionBook(databases),
    version: 'bench',
    wallClock,
  });
  return { city, databases, wired, clock, close: databases.close };
}

export const officialOf = (city: City, id: string, unit: string, role: string): Actor => ({
  kind: 'official',
  id,
  unit,
  roles: [role],
  permissions: city.pack.roles.find((each) => each.id === role)?.permissions ?? [],
});

export const peopleOf = (city: City, county: County) => ({
  enterprise: {
    kind: 'enterprise',
    id: 'account-enterprise',
    enterprise: ENTERPRISE,
    roles: ['enterprise'],
    permissions: [],
  } as Actor,
  dispatcher: officialOf(city, `dispatcher-${county}`, officeOf(county), 'dispatcher'),
  verifier: officialOf(city, `verifier-${county}`, officeOf(county), 'supervisor'),
  handler: officialOf(city, `handler-${county}`, handlerOf(county), 'liaison'),
});

let calls = 0;
export const callOf = (actor: Actor, now: number, idempotencyKey?: string): Call => {
  calls += 1;
  return { tenant: TENANT, actor, now, requestId: `bench-${calls}`, ...(idempotencyKey ? { idempotencyKey } : {}) };
};
