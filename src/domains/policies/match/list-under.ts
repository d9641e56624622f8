import { type Call, dayOf, toInstant } from '#kernel';
import { unseenOf } from '../claims/in-charge.ts';
import { sightOf } from '../claims/sight.ts';
import type { PolicyPorts } from '../ports.ts';
import { standingOf } from './decide.ts';
import { rowsUnder } from './standings.ts';

export type Listed = {
  readonly enterprise: { readonly id: string; readonly name: string };
  readonly outcome: 'yes' | 'unknown' | 'near';
  readonly fen?: number;
};

/** Who could have a clause, the most first; then who might, and who just misses it, worked out as it is asked. */
export async function listUnder(ports: PolicyPorts, call: Call, clause: string, limit: number): Promise<Listed[]> {
  const { tenant, now } = call;
  const library = await ports.library(tenant);
  // An amount that is a share of a figure tells the figure.
  const of = library.clause(clause);
  const told = of !== undefined && (await unseenOf(ports, call, library, of)).length === 0;
  const { regions } = await sightOf(ports, call);
  const certain = (await ports.matches.eligible(tenant, clause, limit, regions)).map(
    ({ enterprise: id, name, amount }): Listed => ({
      enterprise: { id, name },
      outcome: 'yes',
      ...(amount === undefined || !told ? {} : { fen: amount }),
    }),
  );
  const open = of !== undefined && standingOf(of.policy, of.clause, dayOf(toInstant(now))) === 'open';
  if (certain.length === limit || !open) return certain;
  const { possible, near, idAt } = await rowsUnder(ports, tenant, now, clause, regions);
  const named = async (rows: readonly number[], outcome: Listed['outcome'], room: number): Promise<Listed[]> =>
    (await ports.population.named(tenant, rows.slice(0, Math.max(0, room)).map(idAt))).map(({ id, name }) => ({
      enterprise: { id, name },
      outcome,
    }));
  const perhaps = await named(possible, 'unknown', limit - certain.length);
  return [...certain, ...perhaps, ...(await named(near, 'near', limit - certain.length - perhaps.length))];
}
