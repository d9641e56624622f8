import { type Actor, type AnyOperation, type Call, day } from '#kernel';
import { importOrganisation } from '#platform/registry';
import { readSettings } from '#platform/settings';
import { createTenants } from '#platform/site';
import {
  createRegistryStore,
  createTenantStore,
  type Databases,
  loadDefinitionBook,
  openDatabases,
  publishLoops,
} from '#storage';
import { type City, loadCity, PACKS } from '../../src/main/city.ts';
import { type Wired, wire } from '../../src/main/wire.ts';
import { createMigratedDatabase } from './database.ts';

export const TENANT = 'quzhou';

export type TestSite = {
  readonly city: City;
  readonly databases: Databases;
  readonly wired: Wired;
  readonly url: string;
  /** The site's time; tests move it by hand. */
  readonly clock: { now: number };
  /** Calls an operation as HTTP would after the permission check: parse, handle, parse the answer. */
  readonly call: <T = Record<string, unknown>>(
    actor: Actor,
    operation: string,
    input: object,
    more?: Partial<Call>,
  ) => Promise<T>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type Official = { readonly id: string; readonly unit: string; readonly role: string; readonly name?: string };

/** A whole site without HTTP on a database of the test's own: the real packs, the real stores. */
export async function createTestSite(
  officials: readonly Official[] = [],
  start = Date.parse('2026-09-07T09:00:00+08:00'),
  packs = PACKS,
): Promise<TestSite> {
  const database = await createMigratedDatabase();
  const databases = openDatabases({ url: database.url, connections: 8 });
  const city = await loadCity(packs, TENANT, false);
  const clock = { now: start };
  const wallClock = () => clock.now;
  const store = createTenantStore(databases);
  await store.add({ id: TENANT, name: city.name, demo: true }, start);
  const registry = createRegistryStore(databases.system);
  await importOrganisation(registry, TENANT, city.pack);
  await registry.change(TENANT, async (_snapshot, writer) => {
    await writer.putPeople(
      officials.map(({ id, name = id }) => ({ id, name })),
      start,
    );
    await writer.putPosts(
      officials.map(({ id, unit, role }) => ({
        id: `post-${id}`,
        person: id,
        unit,
        role,
        validFrom: day('2020-01-01'),
      })),
    );
  });
  await publishLoops(databases, TENANT, city.loops, start);
  const wired = wire({
    settings: readSettings({}),
    city,
    databases,
    contentKey: new Uint8Array(32).fill(7),
    tenants: await createTenants(store, wallClock),
    book: await loadDefinitionBook(databases),
    version: 'test',
    wallClock,
  });
  let calls = 0;
  const call = async <T>(actor: Actor, id: string, input: object, more: Partial<Call> = {}): Promise<T> => {
    const operation = operationNamed(wired.operations, id);
    calls += 1;
    const made: Call = { tenant: TENANT, actor, now: clock.now, requestId: `test-${calls}`, ...more };
    return operation.output.parse(await operation.handle(made, operation.input.parse(input))) as T;
  };
  return {
    city,
    databases,
    wired,
    url: database.url,
    clock,
    call,
    [Symbol.asyncDispose]: async () => {
      await databases.close();
      await database.drop();
    },
  };
}

function operationNamed(operations: readonly AnyOperation[], id: string): AnyOperation {
  const found = operations.find((each) => each.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

/** The actor whom a post of the pack's roles makes. */
export function officialOf(city: City, { id, unit, role }: Official): Actor {
  const permissions = city.pack.roles.find((each) => each.id === role)?.permissions ?? [];
  return { kind: 'official', id, unit, roles: [role], permissions };
}

/** The people of these posts, by name. */
export const actorsOf = <N extends string>(
  { city }: Pick<TestSite, 'city'>,
  posts: Readonly<Record<N, Official>>,
): Readonly<Record<N, Actor>> =>
  Object.fromEntries(Object.entries<Official>(posts).map(([name, post]) => [name, officialOf(city, post)])) as Record<
    N,
    Actor
  >;

export const enterpriseActor = (id: string): Actor => ({
  kind: 'enterprise',
  id: `account-${id}`,
  enterprise: id,
  roles: ['enterprise'],
  permissions: [],
});
