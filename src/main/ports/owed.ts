import type { FundPorts, Owed } from '#domains/funds';
import type { ClaimStore, PolicyPorts } from '#domains/policies';

/** Whoever pays sees why it is owed: the claim behind a promise, its clause, and what each condition came to. */
export const owedBy =
  (claims: Pick<ClaimStore, 'findByItem'>, library: PolicyPorts['library']): FundPorts['owed'] =>
  async (tenant, item) => {
    const claim = await claims.findByItem(tenant, item);
    const each = claim && (await library(tenant)).clause(claim.clause);
    if (!each) return undefined;
    const { decidedAt, reason, matter, batch, decision } = claim;
    const conditions = (decision.conditions ?? []) as Owed['conditions'];
    return {
      claim: claim.id,
      title: each.clause.title,
      policy: each.policy.policy,
      document: each.policy.title,
      article: each.clause.article,
      byRule: claim.decidedBy === 'rule',
      ...(decidedAt === undefined ? {} : { decidedAt }),
      ...(reason ? { reason } : {}),
      ...(matter ? { matter } : {}),
      ...(batch ? { batch } : {}),
      conditions: conditions.map(({ text, outcome }) => ({ text, outcome })),
    };
  };
