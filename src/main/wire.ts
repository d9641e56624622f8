import { randomBytes } from 'node:crypto';
import type { AnyOperation } from '#kernel';
import { type Access, createAccess, httpSmsSender, httpWorkApp, recordingSmsSender } from '#platform/access';
import { type DefinitionBook, upkeepOperations } from '#platform/matters';
import { privacyOperations } from '#platform/privacy';
import type { Settings } from '#platform/settings';
import type { Tenants } from '#platform/site';
import { accessStores, createIntakeStore, type Databases } from '#storage';
import type { City } from './city.ts';
import { type Core, wireCore } from './core.ts';
import { domainOperations, sharedPorts } from './domain-operations.ts';
import { platformOperations, rolesOf } from './platform-operations.ts';
import { privacyPorts, type Upkeep, upkeepOf } from './privacy.ts';

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
  const shared = sharedPorts(base, core);
  return {
    ...core,
    tenants,
    access,
    upkeep,
    operations: [
      ...privacyOperations(privacyPorts(privacy)),
      ...upkeepOperations({ ...core.matters, reproject: upkeep.reprojectFor }),
      ...platformOperations(base, core, access, shared.outreach),
      ...domainOperations(base, core, shared),
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
    ...(settings.workApp ? { workApp: httpWorkApp(settings.workApp) } : {}),
    findFollowed: createIntakeStore(databases).findCode,
    ...(settings.oidc && settings.baseUrl ? { oidc: { ...settings.oidc, baseUrl: settings.baseUrl } } : {}),
  });
}
