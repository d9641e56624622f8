import { type Call, refuse } from '#kernel';
import type { AuditLog } from '#platform/access';
import { type ReadPorts, runReprojection } from '#platform/matters';
import { Retention, type RetentionPorts, runRetention, type UnmaskPorts } from '#platform/privacy';
import { createCalendarStore, createPrivacyStore, type Databases } from '#storage';
import type { City } from './city.ts';

export type PrivacyBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly audit: AuditLog;
};

/** Gives unmasking, retention and erasure their ports. */
export const privacyPorts = ({ city, databases, matters, audit }: PrivacyBase): RetentionPorts & UnmaskPorts => ({
  store: createPrivacyStore(databases),
  matters,
  vault: matters.vault,
  book: matters.book,
  ids: matters.ids,
  tokens: matters.tokens,
  audit: audit.write,
  retention: () => Retention.parse((city.pack.settings.privacy as { retention?: unknown } | undefined)?.retention),
});

/** What goes on by itself besides the sweep. */
export type Upkeep = {
  /** Keeps and erases content as the packs say. */
  readonly retain: (tenant: string, now: number) => Promise<number>;
  /** Carries running clocks over to the calendar of the packs. */
  readonly reproject: (tenant: string, now: number) => Promise<number>;
};

export function upkeepOf(base: PrivacyBase): Upkeep & { readonly reprojectFor: (call: Call) => Promise<number> } {
  const { city, databases, matters } = base;
  const calendars = createCalendarStore(databases);
  const reprojectFor = (call: Call): Promise<number> => runReprojection(matters, calendars, call, calendarData(city));
  const system = { kind: 'system' as const, id: 'system', roles: [], permissions: [] };
  return {
    retain: (tenant, now) => runRetention(privacyPorts(base), tenant, now, matters.ids()),
    reproject: (tenant, now) => reprojectFor({ tenant, now, actor: system, requestId: matters.ids() }),
    reprojectFor,
  };
}

function calendarData({ pack }: City) {
  const [data] = pack.calendars;
  if (data) return data;
  throw refuse({ code: 'packs.no-calendar', kind: 'invalid', what: '资源包里没有节假日日历' });
}
