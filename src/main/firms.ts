import type { EvaluationPorts, FirmPorts } from '#domains/evaluation';
import { packedRow } from '#engines/registry';
import { principalsOf } from '#platform/access';
import { createFactReader, createFirmReader } from '#storage';
import type { Base } from './base.ts';
import type { Core } from './core.ts';
import { factStoreOf } from './enterprises.ts';
import { schemeRunPorts } from './scheme-runs.ts';

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

/** Gives 企业综合评价 its ports. */
export function firmPorts(base: Base, core: Core): FirmPorts {
  const { city, databases } = base;
  const { prepare } = factStoreOf(base);
  const { ids } = core.matters;
  const reader = createFactReader({ databases, catalogue: () => city.facts, prepare, principalsOf, ids });
  return {
    ...schemeRunPorts(base, core),
    seenFacts: async (call, enterprise) =>
      (await reader.facts(call, enterprise)).map(({ key, value, source }) => ({
        ...{ key, value },
        ...(source ? { source: `${source.title}，${source.asOf}` } : {}),
      })),
  };
}
