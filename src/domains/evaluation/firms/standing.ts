import { type GradeRun, gradeRun, type Scheme } from '#engines/indicators';
import { type Call, refuse } from '#kernel';
import { schemeNamed } from '../league.ts';
import type { EvaluationPorts } from '../ports.ts';
import type { SchemeRun, SchemeRunPorts } from '../runs/ports.ts';
import { ENTERPRISES } from './frame.ts';
import { type FirmInput, firmInput } from './input.ts';

export type FirmStanding = FirmInput & { readonly run: GradeRun };

/** @throws Refusal for a scheme that is not about enterprises */
export function firmScheme(ports: Pick<EvaluationPorts, 'schemes'>, id: string): Scheme {
  const scheme = schemeNamed(ports, id);
  if (scheme.units === ENTERPRISES) return scheme;
  throw refuse({
    code: 'firm-schemes.not-firms',
    kind: 'not-found',
    what: `“${scheme.title}”评价的不是企业`,
    todo: '请从企业综合评价的方案里选择',
  });
}

/** Everyone's grade as the facts stand now; worked out once for all who look. */
export const standingOf = (ports: EvaluationPorts, { tenant, now }: Call, scheme: Scheme): Promise<FirmStanding> =>
  ports.kept.get(tenant, `firms ${scheme.scheme} ${scheme.version}`, now, async () => {
    const made = await firmInput(ports, tenant, scheme);
    return { ...made, run: gradeRun(made.input) };
  });

/** The result that was frozen last: what holds until the next one. */
export async function frozenRun(
  ports: Pick<SchemeRunPorts, 'schemeRuns'>,
  tenant: string,
  scheme: string,
): Promise<SchemeRun | undefined> {
  const heads = await ports.schemeRuns.list(tenant, scheme, { limit: 100 });
  const last = heads
    .filter((each) => each.frozenAt !== null)
    .toSorted((a, b) => (b.frozenAt ?? 0) - (a.frozenAt ?? 0))[0];
  return last && ports.schemeRuns.find(tenant, last.id);
}
