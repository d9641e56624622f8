import { gridOfEnterprise, type OutreachPorts } from '#domains/outreach';
import type { AnyOperation } from '#kernel';
import { type Access, addressesOf, principalsOf } from '#platform/access';
import { clamavScan, fileOperations, UPLOADS, type VirusScan } from '#platform/files';
import { inboxOperations } from '#platform/inbox';
import { loopOperations, matterOperations } from '#platform/matters';
import { registryOperations } from '#platform/registry';
import type { Settings } from '#platform/settings';
import { siteOperations } from '#platform/site';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import { demoAccounts } from './demo/accounts.ts';
import { matterRows } from './ports/matter-ports.ts';

/** What every site needs, whatever its lines of work. */
export function platformOperations(
  { city, settings, tenants, version }: Base,
  core: Core,
  access: Access,
  outreach: OutreachPorts,
): readonly AnyOperation[] {
  const { matters, registry, registryStore, files, inboxStore, sweep } = core;
  const { vault, ids, calendar } = matters;
  const rows = matterRows(matters);
  return [
    ...siteOperations({
      tenants,
      calendar,
      calendarData: () => city.calendarData,
      lists: () => city.pack.lists,
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
      tell: core.tell,
      roleTitle: (_tenant, role) => city.roles[role]?.title ?? role,
      cardOf: async (call, { id, region }) => (await gridOfEnterprise(outreach, call, id, region)) ?? {},
    }),
    ...inboxOperations({
      store: inboxStore,
      addressesOf: (actor) => addressesOf(actor, city.roles),
      titles: async (call, wanted) => new Map((await rows(call, wanted)).map((each) => [each.id, each.title])),
    }),
    ...fileOperations({
      store: files,
      seal: vault.sealBytes,
      open: vault.openBytes,
      scan: scanOf(settings),
      ids,
      principalsOf,
    }),
  ];
}

/** Without a daemon files are taken unseen, and marked so. */
export const scanOf = ({ clamav }: Settings): VirusScan =>
  clamav ? clamavScan(clamav) : async () => ({ verdict: 'unscanned' });
