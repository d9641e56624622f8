import { type Call, type Money, money, systemCall } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import type { Claim } from './claim.ts';

const PAGE = 100;
const IN_LINE = '按批准先后排队，排在前面的还在等预算';

/**
 * Promises money for the claims of one clause, who was approved first comes first. Where the budget does not reach, those
 * behind wait too: a smaller claim does not overtake. Done again it promises nothing twice.
 *
 * @returns how many got their promise
 */
export async function promiseInTurn(
  ports: PolicyPorts,
  call: Call,
  each: LibraryClause,
  atMost: number,
): Promise<number> {
  const { claims } = ports;
  const { clause } = each.clause;
  let done = 0;
  let after: { decidedAt: number; id: string } | undefined;
  while (done < atMost) {
    const page = await claims.unpromised(call.tenant, clause, Math.min(PAGE, atMost - done), after);
    for (const claim of page) {
      after = { decidedAt: claim.decidedAt ?? 0, id: claim.id };
      const given = claim.amount === undefined ? undefined : await promiseFor(ports, call, each, claim, claim.amount);
      if (given?.item !== undefined) {
        const ahead = isAdvance(each) ? aheadOf(each, claim.amount ?? money(0)) : undefined;
        await claims.markPromised(call.tenant, claim.id, given.item, call.now, ahead);
        done += 1;
        continue;
      }
      if (!given) continue;
      if (given.refused !== claim.unpromised) await claims.markUnpromised(call.tenant, { id: claim.id }, given.refused);
      if (!given.wait) continue;
      await claims.markUnpromised(call.tenant, { clause, except: claim.id }, IN_LINE);
      return done;
    }
    if (page.length < PAGE) return done;
  }
  return done;
}

function promiseFor(
  { payments }: PolicyPorts,
  call: Call,
  { clause, policy }: LibraryClause,
  claim: Claim & { readonly name: string },
  amount: Money,
) {
  // Clauses of a group with a cap are added up; only a group without one excludes.
  const adds = policy.cumulation !== undefined && policy.cumulation.group === clause.group;
  return payments.commit(call, {
    clause: claim.clause,
    policy: policy.policy,
    document: policy.title,
    period: claim.period,
    enterprise: claim.enterprise,
    payee: claim.name,
    amount: isAdvance({ clause }) ? aheadOf({ clause }, amount) : amount,
    title: clause.title,
    advance: isAdvance({ clause }),
    ...(clause.group && !adds ? { group: clause.group } : {}),
  });
}

const isAdvance = ({ clause }: Pick<LibraryClause, 'clause'>): boolean => clause.mode === 'advance';

/** 预拨: what goes ahead on the promise, whole 分, never more than what is due. */
const aheadOf = ({ clause }: Pick<LibraryClause, 'clause'>, amount: Money): Money =>
  money(Math.max(1, Math.floor((amount * Number.parseInt(clause.ahead ?? '100', 10)) / 100)));

const A_ROUND = 500;

/** What was approved and has no promise yet is tried again: the budget may have been raised. */
export async function promiseRound(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  const call = systemCall(tenant, now, ports.ids());
  let done = 0;
  for (const clause of await ports.claims.unpromisedClauses(tenant)) {
    const each = library.clause(clause);
    if (each) done += await promiseInTurn(ports, call, each, A_ROUND);
  }
  return done;
}
