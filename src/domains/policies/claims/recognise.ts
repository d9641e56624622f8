import { addMonths, type Day, day, dayOf, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';

/** In one round; the rest waits for the next. */
const MOST = 200;

/** The last day on which a recognition of that day holds; none where the clause does not say. */
export function holdsUntil(from: Day, lasts: string | undefined): Day | undefined {
  if (lasts === undefined) return undefined;
  return lasts === '当年' ? day(`${from.slice(0, 4)}-12-31`) : addMonths(from, 12 * Number.parseInt(lasts, 10));
}

/**
 * A recognition that was granted is stated as a fact of the firm, with the grant as its source: tags, ladder and other
 * policies follow from it as from any fact. When it lapses the fact is stated again, as no. That its policy was repealed
 * takes nothing from a recognition that still holds. Returns how many facts were stated.
 */
export async function stateRecognitions(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  const granting = library.clauses.filter((each) => each.clause.grants);
  if (granting.length === 0) return 0;
  const byClause = new Map(granting.map((each) => [each.clause.clause, each]));
  const today = dayOf(toInstant(now));
  let stated = 0;
  for (const { id, clause, enterprise, decidedAt = now } of await ports.claims.unstated(
    tenant,
    [...byClause.keys()],
    MOST,
  )) {
    const found = byClause.get(clause);
    if (!found) continue;
    const on = dayOf(toInstant(decidedAt));
    const until = holdsUntil(on, found.clause.grants?.lasts);
    await ports.stateFacts(
      tenant,
      statementOf(found, { enterprise, on, holds: true, ...(until ? { until } : {}) }),
      now,
    );
    await ports.claims.noteStated(tenant, id, now, until);
    stated += 1;
  }
  for (const { id, clause, enterprise, lapsesOn } of await ports.claims.lapsed(tenant, today, MOST)) {
    const found = byClause.get(clause);
    const kin = granting.filter((each) => each.clause.grants?.fact === found?.clause.grants?.fact);
    const renewed = await ports.claims.holds(
      tenant,
      enterprise,
      kin.map((each) => each.clause.clause),
      today,
    );
    if (found && !renewed)
      await ports.stateFacts(tenant, statementOf(found, { enterprise, on: lapsesOn, holds: false }), now);
    await ports.claims.noteLapsed(tenant, id, now);
    stated += 1;
  }
  return stated;
}

type Granted = { readonly enterprise: string; readonly on: Day; readonly holds: boolean; readonly until?: Day };

function statementOf({ clause, policy }: LibraryClause, { enterprise, on, holds, until }: Granted) {
  const { fact = '', until: dated } = clause.grants ?? {};
  const how = holds ? (until ? `，有效期至${until}` : '') : '有效期满';
  return {
    enterprise,
    asOf: on,
    unit: clause.owner,
    title: `${clause.title}（${policy.number ?? policy.title}）${how}`,
    facts: { [fact]: holds ? '是' : '否', ...(dated && until ? { [dated]: until } : {}) },
  };
}
