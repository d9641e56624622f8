import type { Call } from '#kernel';
import { isInCharge } from '../claims/in-charge.ts';
import type { LibraryPolicy, Policy } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';

export const isLocal = ({ level }: Policy): boolean => level === 'city' || level === 'county';

/** Who looks after a policy: of a city's a unit in charge of one of its clauses, of what comes from above whoever acts for all units. */
export async function keeps(ports: PolicyPorts, call: Call, { policy, clauses }: LibraryPolicy): Promise<boolean> {
  const { permissions } = call.actor;
  if (!permissions.includes('policies.issue')) return false;
  if (!isLocal(policy)) return permissions.includes('policies.oversee');
  return (await Promise.all(clauses.map((each) => isInCharge(ports, call, each)))).some(Boolean);
}
