import { randomBytes } from 'node:crypto';
import { createEventHub, type PublishingHub } from '#entrypoints/http';
import { type AnyOperation, idSource } from '#kernel';
import {
  type Access,
  createAccess,
  httpSmsSender,
  principalsOf,
  type Roles,
  recordingSmsSender,
} from '#platform/access';
import { fileOperations, UPLOADS } from '#platform/files';
import { inboxOperations } from '#platform/inbox';
import { drainOutbox } from '#platform/jobs';
import {
  createVault,
  type DefinitionBook,
  loopOperations,
  matterOperations,
  type ReadPorts,
  runOpen,
  runSweep,
} from '#platform/matters';
import { type LiveDirectory, liveDirectory, registryOperations } from '#platform/registry';
import { createTokeniser, type Tokeniser } from '#platform/search';
import type { Settings } from '#platform/settings';
import { siteOperations, type Tenants } from '#platform/site';
import {
  accessStores,
  createFileStore,
  createInboxStore,
  createMatterReader,
  createMatterStore,
  createOutboxStore,
  createRegistryStore,
  type Databases,
} from '#storage';
import type { City } from './city.ts';

export type Base = {
  readonly settings: Settings;
  readonly city: City;
  readonly databases: Databases;
  readonly contentKey: Uint8Array;
  readonly tenants: Tenants;
  readonly book: DefinitionBook;
  readonly version: string;
  readonly wallClock: () => number;
};

export type Wired = {
  readonly operations: readonly AnyOperation[];
  readonly tenants: Tenants;
  readonly access: Access;
  readonly hub: PublishingHub;
  readonly matters: ReadPorts;
  readonly registry: LiveDirectory;
  readonly sweep: (tenant: string, now: number) => Promise<number>;
  readonly deliver: (tenant: string, now: number) => Promise<number>;
};

/** Plugs stores into engines and domains. Nothing here decides anything. */
export function wire(base: Base): Wired {
  const { settings, city, databases, contentKey, tenants, book, version, wallClock } = base;
  const ids = idSource(wallClock, (size) => randomBytes(size));
  const hub = createEventHub(principalsOf);
  const vault = createVault(contentKey);
  const files = createFileStore(databases);
  const inbox = createInboxStore(databases);
  const registryStore = createRegistryStore(databases.system);
  const registry = liveDirectory(registryStore, wallClock);
  const calendar = () => city.calendar;
  // Loading the dictionary takes a third of a second, which a command line that searches nothing should not pay.
  let loaded: Tokeniser | undefined;
  const tokeniser = (): Tokeniser => {
    loaded ??= createTokeniser(city.dictionary);
    return loaded;
  };

  const matters: ReadPorts = {
    store: createMatterStore(databases),
    reader: createMatterReader(databases),
    book,
    vault,
    ids,
    calendar,
    directory: registry.directory,
    personNames: async (tenant, wanted) =>
      new Map((await registryStore.findPeople(tenant, wanted)).map((each) => [each.id, each.name])),
    enterpriseNames: async (tenant, wanted) => {
      const { items } = await registryStore.listEnterprises(tenant, { ids: wanted, limit: wanted.length });
      return new Map(items.map((each) => [each.id, each.name]));
    },
    lists: (_tenant, list) => city.lists.get(list),
    help: (loop) => book.active(city.id, loop).definition.summary,
    principalsOf,
    tokens: (text) => tokeniser().tokensOf(text),
    queryTokens: (text) => tokeniser().queryTokensOf(text),
    attach: files.attach,
    changed: (tenant, id, seq, principals) => hub.publish({ tenant, principals }, { topic: 'matter', id, seq }),
  };

  const outbox = {
    store: createOutboxStore(databases),
    inbox: async (tenant: string, key: string, entries: Parameters<typeof inbox.write>[2]) => {
      await inbox.write(tenant, key, entries);
      hub.publish({ tenant, principals: entries.map((each) => each.principal) }, { topic: 'inbox' });
    },
    openMatter: (
      call: Parameters<typeof runOpen>[1],
      input: { loop: string; fields: Record<string, unknown>; parent: string },
    ) => runOpen(matters, call, { ...input, channel: 'system' }),
    others: {},
  };
  const deliver = (tenant: string, now: number) => drainOutbox(outbox, tenant, now);
  const sweep = async (tenant: string, now: number): Promise<number> => {
    const moved = await runSweep(matters, tenant, now, ids());
    await deliver(tenant, now);
    return moved;
  };

  const access = createAccess({
    stores: accessStores(databases.system),
    rolesOf: () => rolesOf(city),
    hashKey: contentKey,
    clock: wallClock,
    ids,
    random: (size) => randomBytes(size),
    sms: settings.sms ? httpSmsSender(settings.sms) : recordingSmsSender(),
    isDemo: (tenant) => tenants.get(tenant)?.demo ?? false,
    ...(settings.oidc && settings.baseUrl ? { oidc: { ...settings.oidc, baseUrl: settings.baseUrl } } : {}),
  });

  const operations: readonly AnyOperation[] = [
    ...siteOperations({
      tenants,
      calendar,
      lists: () => publicLists(city),
      demoAccounts: () => [],
      version,
      uploads: UPLOADS,
      sweep,
    }),
    ...access.operations,
    ...matterOperations(matters),
    ...loopOperations(matters),
    ...registryOperations({
      store: registryStore,
      organisation: registry.organisation,
      forget: registry.forget,
      ids,
      roleTitle: (_tenant, role) => rolesOf(city)[role]?.title ?? role,
    }),
    ...inboxOperations({ store: inbox, principalsOf }),
    ...fileOperations({
      store: files,
      seal: vault.sealBytes,
      open: vault.openBytes,
      scan: async () => ({ verdict: 'unscanned' }),
      ids,
      principalsOf,
    }),
  ];
  return { operations, tenants, access, hub, matters, registry, sweep, deliver };
}

const rolesOf = ({ pack }: City): Roles =>
  Object.fromEntries(pack.roles.map(({ id, title, permissions }) => [id, { title, permissions }]));

const publicLists = ({ pack }: City) => ({
  ...Object.fromEntries(
    Object.entries(pack.lists).map(([name, { items }]) => [
      name,
      items.map(({ code, title, parent }) => ({ code, title, ...(parent ? { parent } : {}) })),
    ]),
  ),
  region: pack.regions.map(({ code, name, parent }) => ({ code, title: name, ...(parent ? { parent } : {}) })),
});
