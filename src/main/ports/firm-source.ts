import type { EvaluationPorts } from '#domains/evaluation';
import { packedRow } from '#engines/registry';
import { createFirmReader } from '#storage';
import type { Base } from '../base.ts';
import { factStoreOf } from './fact-store.ts';

/** Enterprises as schemes over them see them, and where their grades go. */
export function firmSource(
  base: Pick<Base, 'city' | 'databases'>,
): Pick<EvaluationPorts, 'firms' | 'facts' | 'keepGrades'> {
  const store = factStoreOf(base);
  return {
    facts: () => base.city.facts,
    firms: createFirmReader(base.databases, store.prepare),
    keepGrades: async (tenant, { fact, title, asOf, grades, now }) => {
      const department = base.city.facts.byKey.get(fact)?.owner;
      const source = await store.newSource(tenant, {
        ...{ kind: 'department', title, observedAt: now },
        asOf: asOf as Parameters<typeof store.newSource>[1]['asOf'],
        ...(department ? { department } : {}),
      });
      await store.merge(tenant, {
        source,
        keys: [fact],
        rows: grades.map(([id, grade]) => packedRow(id, [grade])),
        now,
      });
    },
  };
}
