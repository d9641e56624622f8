import { randomBytes } from 'node:crypto';
import type { AnyOperation } from '#kernel';
import { type Access, createAccess, httpSmsSender, httpWorkApp, logged, recordingSmsSender } from '#platform/access';
import { screened } from '#platform/files';
import { upkeepOperations } from '#platform/matters';
import { privacyOperations } from '#platform/privacy';
import type { Tenants } from '#platform/site';
import { accessStores, createIntakeStore } from '#storage';
import { auditWords } from './audit-words.ts';
import type { Base } from './base.ts';
import { type Core, wireCore } from './core.ts';
import type { DomainJob } from './domain-job.ts';
import { domainJobs } from './domain-jobs.ts';
import { domainOperations } from './domain-operations.ts';
import { linesOf } from './lines.ts';
import { platformOperations, scanOf } from './platform-operations.ts';
import { evaluationSteps } from './ports/appraisal.ts';
import { collectSteps } from './ports/collect.ts';
import { callTopic } from './ports/quality.ts';
import { privacyPorts, type Upkeep, upkeepOf } from './privacy.ts';
import { webhookTopic, wireWebhooks } from './webhooks.ts';

export type Wired = Core & {
  readonly upkeep: Upkeep;
  readonly operations: readonly AnyOperation[];
  readonly jobs: readonly DomainJob[];
  readonly tenants: Tenants;
  readonly access: Access;
};

/** Plugs stores into engines and domains. Nothing here decides anything. */
export function wire(base: Base): Wired {
  const core: Core = wireCore(base, {
    ...webhookTopic(base),
    ...callTopic(
      () => lines.quality,
      () => ({
        ...evaluationSteps(() => lines.evaluation, base.databases),
        ...collectSteps(() => lines.collect),
      }),
    ),
  });
  const lines = linesOf(base, core);
  const webhooks = wireWebhooks(base, core.matters.ids);
  const access = wireAccess(base, core, () => operations);
  const { tenants } = base;
  const privacy = { ...base, ...core, audit: accessStores(base.databases.system).audit };
  const upkeep = upkeepOf(privacy);
  const operations: Wired['operations'] = [
    ...privacyOperations(privacyPorts(privacy)),
    ...upkeepOperations({ ...core.matters, reproject: upkeep.reprojectFor }),
    ...platformOperations(base, core, access, lines.outreach),
    ...webhooks.operations,
    ...domainOperations(lines),
  ].map((each) => logged(screened(each, scanOf(base.settings)), { ...privacy, ids: core.matters.ids }));
  return {
    ...core,
    tenants,
    access,
    upkeep,
    jobs: [...domainJobs(base, core, lines), ...webhooks.jobs],
    operations,
  };
}

function wireAccess(base: Base, core: Core, operations: () => readonly AnyOperation[]): Access {
  const { settings, city, databases, contentKey, tenants, wallClock } = base;
  return createAccess({
    stores: accessStores(databases.system),
    rolesOf: () => city.roles,
    grantsOf: () => city.pack.grants,
    permissionTitle: (_tenant, permission) => city.pack.permissions.find(({ id }) => id === permission)?.title,
    hashKey: contentKey,
    auditWords: auditWords(base, core, operations),
    clock: wallClock,
    siteClock: tenants.now,
    ids: core.matters.ids,
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
