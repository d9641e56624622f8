import { type Call, dayOf, toInstant } from '#kernel';
import { unseenOf } from '../claims/in-charge.ts';
import type { PolicyPorts } from '../ports.ts';
import { standingOf } from './decide.ts';
import { rowsUnder } from './standings.ts';

export type Listed = {
  readonly enterprise: { readonly id: string; readonly name: string };
  readonly outcome: 'yes' | 'unknown' | 'near';
  readonly fen?: number;
};

/** Who has a clause for certain, who might have it, who just misses it; so many in all. */
export async function listUnder(ports: PolicyPorts, call: Call, clause: string, limit: number): Promise<Listed[]> {
  const { tenant, now } = call;
  const library = await ports.library(tenant);
  // An amount that is a share of a figure tells the figure.
  const of = library.clause(clause);
  const told = of !== undefined && (await unseenOf(ports, call, library, of)).length === 0;
  const certain = (await ports.matches.eligible(tenant, clause, limit)).map(
    ({ enterprise: id, name, amount }): Listed => ({
      enterprise: { id, name },
      outcome: 'yes',
      ...(amount === undefined || !told ? {} : { fen: amount }),
    }),
  );
  if (certain.length === limit || !(await isOpen(ports, tenant, now, clause))) return certain;
  const { possible, near } = await rowsUnder(ports, tenant, now, clause);
  const named = async (rows: readonly number[], outcome: Listed['outcome'], room: number): Promise<Listed[]> =>
    (await ports.population.atRows(tenant, rows.slice(0, Math.max(0, room)))).map(({ id, name }) => ({
      enterprise: { id, name },
      outcome,
    }));
  const open = await named(possible, 'unknown', limit - certain.length);
  return [...certain, ...open, ...(await named(near, 'near', limit - certain.length - open.length))];
}

async function isOpen(ports: PolicyPorts, tenant: string, now: number, clause: string): Promise<boolean> {
  const found = (await ports.library(tenant)).clause(clause);
  return found !== undefined && standingOf(found.policy, found.clause, dayOf(toInstant(now))) === 'open';
}
