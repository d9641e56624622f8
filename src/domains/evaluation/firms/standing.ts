import { type GradeRun, gradeRun, type Scheme } from '#engines/indicators';
import { type Call, refuse } from '#kernel';
import { schemeNamed } from '../league.ts';
import type { EvaluationPorts } from '../ports.ts';
import type { SchemeRun, SchemeRunHead, SchemeRunPorts } from '../runs/ports.ts';
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

type Runs = Pick<SchemeRunPorts, 'schemeRuns'>;

/** Which result was frozen last: what holds until the next one. */
export async function frozenHead(
  ports: Runs,
  tenant: string,
  scheme: string,
): Promise<(SchemeRunHead & { readonly frozenAt: number }) | undefined> {
  const heads = await ports.schemeRuns.list(tenant, scheme, { limit: 100 });
  const frozen = heads.flatMap((each) => (each.frozenAt === null ? [] : [{ ...each, frozenAt: each.frozenAt }]));
  return frozen.toSorted((a, b) => b.frozenAt - a.frozenAt)[0];
}

/** The same with every line and what it was counted from, which of a city's firms is a lot to read. */
export async function frozenRun(ports: Runs, tenant: string, scheme: string): Promise<SchemeRun | undefined> {
  const last = await frozenHead(ports, tenant, scheme);
  return last && ports.schemeRuns.find(tenant, last.id);
}
