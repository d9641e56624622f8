import { stringify } from 'yaml';
import { reviewedClauses } from '#bridges';
import { keptStandings, rowsUnder, spread, unpaired } from '#domains/policies';
import type { ReviewPorts } from '#domains/review';
import { dayOf, hashOf, toInstant } from '#kernel';
import { writeTable } from '#platform/documents';
import { createReviewStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { unitFor } from './fact-owners.ts';
import { policyPortsOf } from './policies.ts';

const NOTHING = {
  ...{ eligible: 0, possible: 0, near: 0, told: 0, claimed: 0, approved: 0, refused: 0, arrived: 0 },
  ...{ approvedSum: 0, arrivedSum: 0, spent: 0, meanDays: null, late: 0 },
};

/** More than this on the side of those who missed it tells no more, and takes longer. */
const MOST_COMPARED = 20_000;

const COMPARED = new Set(['money', 'number']);

/** Gives the judging of policies its ports. */
export function reviewPorts(base: Base, core: Core): ReviewPorts {
  const { city, databases } = base;
  const { registry, registryStore } = core;
  const policies = policyPortsOf(base, core);
  const { library, drafts, openMatter } = policies;
  const { budgets, reviews, reached, sides, withBoth } = createReviewStore(databases);
  const standings = keptStandings(policies);
  return {
    budgets,
    reviews,
    withBoth,
    reached: async (tenant, now) => {
      const [became, counts] = await Promise.all([reached(tenant), standings(tenant, now)]);
      const byClause = new Map(became.map((each) => [each.clause, each]));
      const all = new Set([...byClause.keys(), ...counts.keys()]);
      return [...all].map((clause) => ({ clause, ...NOTHING, ...byClause.get(clause), ...counts.get(clause) }));
    },
    sides: async ({ tenant, now }, of) => {
      const { near, idAt } = await rowsUnder(policies, tenant, now, of.clause);
      return sides(tenant, of, spread(near, MOST_COMPARED).map(idAt));
    },
    clauses: async (tenant, now) => reviewedClauses(await library(tenant), dayOf(toInstant(now))),
    facts: () =>
      city.pack.factGroups.flatMap(({ id, title }) =>
        city.pack.facts
          .filter(({ type, list, derived, group }) => group === id && COMPARED.has(type) && !list && !derived)
          .map(({ key, name }) => ({ key, name, group: title })),
      ),
    draftOf: async ({ tenant, now, actor }, id, key) => {
      const policy = (await library(tenant)).policy(id)?.policy;
      if (!policy) return undefined;
      const draft = hashOf(key).slice(0, 20);
      // The unit in charge writes it, whoever came to the conclusion; what explained the text before does not go along.
      const named = unitFor(city, policy.clauses[0]?.owner ?? '');
      const { units } = await registry.organisation(tenant, now);
      const unit = units.has(named) ? named : actor.unit;
      // A draft that is there already stays as it was changed since.
      await drafts.append(tenant, draft, 1, {
        at: now,
        actor: actor.id,
        ...(unit ? { unit } : {}),
        type: 'written',
        data: { body: stringify(unpaired(policy)) },
      });
      return draft;
    },
    openMatter: async (call, { key, office, fields }) => {
      const { id } = await openMatter(
        { ...call, idempotencyKey: key },
        { loop: 'policy-revision', owner: office, fields },
      );
      return id;
    },
    unitName: async ({ tenant, now }, unit) => (await registry.organisation(tenant, now)).units.get(unit)?.name,
    personNames: async (tenant, ids) =>
      new Map((await registryStore.findPeople(tenant, ids)).map((each) => [each.id, each.name])),
    writeSheet: (file) => writeTable({ kind: 'xlsx', ...file }),
  };
}
