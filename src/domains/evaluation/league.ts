import { type FrameInput, indicatorOf, leavesOf, type Observation, type Scheme } from '#engines/indicators';
import { addDays, type Call, type Day, day, dayOf, refuse, toInstant } from '#kernel';
import { subjectsOf } from './collect/collected-leaves.ts';
import { formulaInputs, withCollected } from './collect/frame-values.ts';
import { within } from './events/read.ts';
import { merged, recordsBehind, valueFrom } from './events/value.ts';
import { type Period, windowBefore, windowOf } from './events/window.ts';
import type { EvaluationPorts } from './ports.ts';

export function schemeNamed(ports: Pick<EvaluationPorts, 'schemes'>, id: string): Scheme {
  const found = ports.schemes().find((each) => each.scheme === id);
  if (found) return found;
  throw refuse({
    code: 'indicator.no-scheme',
    kind: 'not-found',
    what: `没有指标方案“${id}”`,
    todo: '请从方案目录里选择',
  });
}

export type Asking = {
  readonly period: Period;
  readonly on: Day;
  readonly now: number;
  /** What was collected counts as it is known then, not as on that day: figures of a year come after it. */
  readonly known?: number;
};

const [BEFORE, NOW] = ['before', 'now'] as const;

/**
 * The values of a scheme's leaves for whom it is about, this period and the one before: from the events, from what was
 * collected and checked, and worked out from both.
 */
export async function countyFrame(
  ports: EvaluationPorts,
  { tenant }: Pick<Call, 'tenant'>,
  scheme: Scheme,
  { period, on, now, known }: Asking,
): Promise<FrameInput> {
  const units = subjectsOf(ports, scheme);
  const wanted = new Set([...leavesOf(scheme.root).map(indicatorOf), ...formulaInputs(scheme)]);
  const counties = new Map(units.map((code) => [code, within(ports.regions(), code)]));
  const windows = [
    [BEFORE, windowBefore(period, on)],
    [NOW, windowOf(period, on, now)],
  ] as const;
  const observations = await Promise.all(
    windows.flatMap(([name, window]) =>
      ports.sources().map(async (source): Promise<readonly Observation[]> => {
        const indicators = source.indicators.filter((each) => wanted.has(each.id));
        if (indicators.length === 0) return [];
        const sums = await ports.marks.sums(tenant, { ...source, indicators }, window, 'region', {});
        return indicators.flatMap((indicator) =>
          units.map((unit): Observation => {
            const own = sums.filter((each) => each.indicator === indicator.id && counties.get(unit)?.has(each.group));
            const { value, error, counted } = valueFrom(indicator, merged(own));
            const at = { unit, indicator: indicator.id, period: name };
            return value === null
              ? { ...at, missing: 'not-collected' }
              : { ...at, value, error: error ?? 0, records: recordsBehind(indicator, counted) };
          }),
        );
      }),
    ),
  );
  const columns = windows.map(([name, { to, asOf }]) => ({
    name,
    on: addDays(day(dayOf(toInstant(to))), -1),
    asOf: known ?? asOf,
  }));
  const all = await withCollected(ports, tenant, scheme, { units, columns, events: observations.flat() });
  return { units, periods: windows.map(([name]) => name), observations: all };
}
