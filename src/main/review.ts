import { reviewedClauses } from '#bridges';
import type { ReviewPorts } from '#domains/review';
import { dayOf, toInstant } from '#kernel';
import { writeTable } from '#platform/documents';
import { createReviewStore } from '#storage';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import { policyPortsOf } from './policies.ts';

const COMPARED = new Set(['money', 'number']);

/** Gives the judging of policies its ports. */
export function reviewPorts(base: Base, core: Core): ReviewPorts {
  const { city, databases } = base;
  const { registry, registryStore } = core;
  const { library } = policyPortsOf(base, core);
  return {
    ...createReviewStore(databases),
    clauses: async (tenant, now) => reviewedClauses(await library(tenant), dayOf(toInstant(now))),
    facts: () =>
      city.pack.facts
        .filter(({ type, list, derived }) => COMPARED.has(type) && !list && !derived)
        .map(({ key, name }) => ({ key, name })),
    unitName: async ({ tenant, now }, unit) => (await registry.organisation(tenant, now)).units.get(unit)?.name,
    personNames: async (tenant, ids) =>
      new Map((await registryStore.findPeople(tenant, ids)).map((each) => [each.id, each.name])),
    writeSheet: (file) => writeTable({ kind: 'xlsx', ...file }),
  };
}
