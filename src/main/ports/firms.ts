import type { FirmPorts } from '#domains/evaluation';
import { principalsOf } from '#platform/access';
import { createFactReader } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { factStoreOf } from './fact-store.ts';
import { schemeRunPorts } from './scheme-runs.ts';

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
