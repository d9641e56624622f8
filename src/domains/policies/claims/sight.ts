import type { Call } from '#kernel';
import type { PolicyPorts } from '../ports.ts';

/** Whose firms' claims an official sees: a county's desk those of its own county. */
export async function sightOf(
  { placesOf }: Pick<PolicyPorts, 'placesOf'>,
  { tenant, now, actor }: Call,
): Promise<{ readonly regions?: readonly string[] }> {
  const regions = actor.unit === undefined ? undefined : await placesOf(tenant, now, actor.unit);
  return regions ? { regions } : {};
}
