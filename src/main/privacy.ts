import { type Call, dayOf, refuse, systemCall, toInstant } from '#kernel';
import type { AuditLog } from '#platform/access';
import { type ReadPorts, runEntitle, runReprojection } from '#platform/matters';
import {
  type RecordPorts,
  type RetentionPorts,
  runRecordRetention,
  runRetention,
  type UnmaskPorts,
} from '#platform/privacy';
import type { RegistryStore } from '#platform/registry';
import {
  createCalendarStore,
  createEntitleStore,
  createPrivacyStore,
  createRecordEraser,
  type Databases,
} from '#storage';
import type { City } from './city.ts';

export type PrivacyBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly audit: AuditLog;
  readonly registryStore: Pick<RegistryStore, 'revision'>;
};

/** Gives unmasking, retention and erasure their ports. */
export const privacyPorts = ({
  city,
  databases,
  matters,
  audit,
}: PrivacyBase): RetentionPorts & RecordPorts & UnmaskPorts => ({
  store: createPrivacyStore(databases),
  matters,
  vault: matters.vault,
  book: matters.book,
  ids: matters.ids,
  tokens: matters.tokens,
  audit: audit.write,
  retention: () => city.settings.privacy.retention,
  records: createRecordEraser(databases),
});

/** What goes on by itself besides the sweep. */
export type Upkeep = {
  /** Keeps and erases content as the packs say. */
  readonly retain: (tenant: string, now: number) => Promise<number>;
  /** Carries running clocks over to the calendar of the packs. */
  readonly reproject: (tenant: string, now: number) => Promise<number>;
  /** When the organisation has changed: who may see the open matters. */
  readonly entitle: (tenant: string, now: number) => Promise<number>;
};

export function upkeepOf(base: PrivacyBase): Upkeep & { readonly reprojectFor: (call: Call) => Promise<number> } {
  const { city, databases, matters } = base;
  const calendars = createCalendarStore(databases);
  const reprojectFor = (call: Call): Promise<number> => runReprojection(matters, calendars, call, calendarData(city));
  const store = createEntitleStore(databases);
  const seen = new Map<string, string>();
  return {
    retain: async (tenant, now) => {
      const ports = privacyPorts(base);
      const matter = await runRetention(ports, tenant, now, matters.ids());
      return matter + (await runRecordRetention(ports, tenant, now, matters.ids()));
    },
    reproject: (tenant, now) => reprojectFor(systemCall(tenant, now, matters.ids())),
    reprojectFor,
    entitle: async (tenant, now) => {
      // Terms of office begin and end by the day, without anybody changing anything.
      const revision = `${await base.registryStore.revision(tenant)} ${dayOf(toInstant(now))}`;
      if (seen.get(tenant) === revision) return 0;
      const changed = await runEntitle(matters, store, tenant, now);
      seen.set(tenant, revision);
      return changed;
    },
  };
}

function calendarData({ pack }: City) {
  if (pack.calendar) return pack.calendar;
  throw refuse({ code: 'packs.no-calendar', kind: 'invalid', what: '资源包里没有节假日日历' });
}
