import type { ConsentPorts, EnterprisePorts } from '#domains/enterprises';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { ownersOf } from './fact-owners.ts';

/** Gives consents their units and the way to tell them. */
export const consentPorts = (
  { city }: Base,
  { registry, tell, matters }: Core,
  enterprises: EnterprisePorts,
): ConsentPorts => ({
  ...enterprises,
  ids: matters.ids,
  units: () => [...new Set(Object.values(ownersOf(city)))],
  unitName: async ({ tenant, now }, unit) => (await registry.directory(tenant, now)).unit(unit)?.name ?? unit,
  enterpriseName: async (tenant, id) => (await enterprises.enterprise(tenant, id))?.name ?? id,
  tell: (call, unit, key, text) =>
    tell(call.tenant, key, [{ principal: `unit:${unit}`, kind: 'notice', text, matter: null, at: call.now }]),
});
