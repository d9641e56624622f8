import { PLACE } from '#engines/registry';
import type { PolicyPorts } from '../ports.ts';
import { factsOf } from './round.ts';

/** By what figures are broken down, besides what clauses read. */
const GROUNDS = [PLACE, '行业代码', '企业规模'];

/** Reads what everybody will count over before anybody waits for it, and what changed since. */
export async function warmColumns(ports: Pick<PolicyPorts, 'library' | 'population'>, tenant: string): Promise<number> {
  const library = await ports.library(tenant);
  await ports.population.everyone(tenant, [...factsOf(library), ...GROUNDS]);
  return 0;
}
