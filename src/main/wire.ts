import { randomBytes } from 'node:crypto';
import { appealOperations, reportOperations } from '#domains/appeals';
import { outreachOperations } from '#domains/outreach';
import { programmeOperations } from '#domains/programme';
import { qualityOperations } from '#domains/quality';
import type { AnyOperation } from '#kernel';
import {
  type Access,
  createAccess,
  httpSmsSender,
  keyedHashes,
  principalsOf,
  type Roles,
  recordingSmsSender,
} from '#platform/access';
import { documentOperations } from '#platform/documents';
import { fileOperations, UPLOADS } from '#platform/files';
import { inboxOperations } from '#platform/inbox';
import { type DefinitionBook, loopOperations, matterOperations, upkeepOperations } from '#platform/matters';
import { privacyOperations } from '#platform/privacy';
import { registryOperations } from '#platform/registry';
import type { Settings } from '#platform/settings';
import { siteOperations, type Tenants } from '#platform/site';
import { accessStores, createIntakeStore, type Databases } from '#storage';
import { appealPorts } from './appeals.ts';
import type { City } from './city.ts';
import { type Core, wireCore } from './core.ts';
import { demoAccounts } from './demo-accounts.ts';
import { documentPorts } from './documents.ts';
import { outreachPorts } from './outreach.ts';
import { privacyPorts, type Upkeep, upkeepOf } from './privacy.ts';
import { programmePorts } from './programme.ts';
import { qualityPorts, reportPorts } from './quality.ts';

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

export type Wired = Core & {
  readonly upkeep: Upkeep;
  readonly operations: readonly AnyOperation[];
  readonly tenants: Tenants;
  readonly access: Access;
};

/** Plugs stores into engines and domains. Nothing here decides anything. */
export function wire(base: Base): Wired {
  const core = wireCore(base);
  const access = wireAccess(base, core);
  const { tenants } = base;
  const privacy = { ...base, matters: core.matters, audit: accessStores(base.databases.system).audit };
  const upkeep = upkeepOf(privacy);
  return {
    ...core,
    tenants,
    access,
    upkeep,
    operations: [
      ...privacyOperations(privacyPorts(privacy)),
      ...upkeepOperations({ ...core.matters, reproject: upkeep.reprojectFor }),
      ...platformOperations(base, core, access),
      ...domainOperations(base, core),
    ],
  };
}

function wireAccess({ settings, city, databases, contentKey, tenants, wallClock }: Base, { matters }: Core): Access {
  return createAccess({
    stores: accessStores(databases.system),
    rolesOf: () => rolesOf(city),
    hashKey: contentKey,
    clock: wallClock,
    ids: matters.ids,
    random: (size) => randomBytes(size),
    sms: settings.sms ? httpSmsSender(settings.sms) : recordingSmsSender(),
    isDemo: (tenant) => tenants.get(tenant)?.demo ?? false,
    // A demo's passwords are public and need not be changed.
    ...(settings.demo ? { policy: { passwordDays: 36_500 } } : {}),
    findFollowed: createIntakeStore(databases).findCode,
    ...(settings.oidc && settings.baseUrl ? { oidc: { ...settings.oidc, baseUrl: settings.baseUrl } } : {}),
  });
}

function platformOperations(
  { city, settings, tenants, version }: Base,
  core: Core,
  access: Access,
): readonly AnyOperation[] {
  const { matters, registry, registryStore, files, inboxStore, sweep } = core;
  const { vault, ids, calendar } = matters;
  return [
    ...siteOperations({
      tenants,
      calendar,
      lists: () => publicLists(city),
      demoAccounts: () => (settings.demo ? demoAccounts(city) : []),
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
    ...inboxOperations({ store: inboxStore, principalsOf }),
    ...fileOperations({
      store: files,
      seal: vault.sealBytes,
      open: vault.openBytes,
      scan: async () => ({ verdict: 'unscanned' }),
      ids,
      principalsOf,
    }),
  ];
}

function domainOperations(base: Base, core: Core): readonly AnyOperation[] {
  const { city, databases, contentKey, settings, wallClock } = base;
  const { matters, registry, registryStore, tokeniser, tell } = core;
  const appeals = appealPorts({
    city,
    databases,
    matters,
    registry: registryStore,
    tokeniser,
    hashes: keyedHashes(contentKey),
    codeKey: contentKey,
    wallClock,
    inbox: tell,
  });
  const outreach = outreachPorts({
    databases,
    matters,
    registry,
    enterprises: registryStore,
    appeals,
    meetingMonths: 2,
    baseUrl: settings.baseUrl ?? '',
  });
  return [
    ...appealOperations(appeals),
    ...programmeOperations(programmePorts({ databases, matters, registry, people: registryStore, inbox: tell })),
    ...outreachOperations(outreach),
    ...reportOperations(reportPorts({ city, databases, matters })),
    ...qualityOperations(qualityPorts({ city, databases, matters })),
    ...documentOperations(
      documentPorts({ city, databases, matters, registry, audit: accessStores(databases.system).audit }),
    ),
  ];
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
