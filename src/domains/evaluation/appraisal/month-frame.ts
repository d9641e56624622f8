import type { FrameInput, Observation, Scheme } from '#engines/indicators';
import { addMonths, type Day, day, startOfDay } from '#kernel';
import { valueFrom } from '../events/value.ts';
import { leavesOf } from '../leaves.ts';
import type { EvaluationPorts, Window } from '../ports.ts';

/** A month as it was known at a moment; while it is running, up to that moment. */
export function monthWindow(month: string, knownAt: number): Window {
  const first: Day = day(`${month}-01`);
  return { from: startOfDay(first), to: startOfDay(addMonths(first, 1)), asOf: knownAt };
}

/** A unit to which fewer than three points in ten apply is not scored: one record would make or break it. */
const LEAST = 0.3;

/**
 * The values of every unit that has any record in the month. What a unit had nothing to do with does not apply to it:
 * that is no lack, and the rest counts in proportion.
 */
export async function monthFrame(
  ports: Pick<EvaluationPorts, 'sources' | 'marks'>,
  tenant: string,
  scheme: Scheme,
  month: string,
  knownAt: number,
): Promise<FrameInput> {
  const wanted = new Set(leavesOf(scheme.root).map((each) => each.indicator ?? each.id));
  const window = monthWindow(month, knownAt);
  const found = await Promise.all(
    ports.sources().map(async (source) => {
      const indicators = source.indicators.filter((each) => wanted.has(each.id));
      if (indicators.length === 0) return [];
      const sums = await ports.marks.sums(tenant, { ...source, indicators }, window, 'unit', {});
      return sums.flatMap((each) => {
        const indicator = indicators.find((one) => one.id === each.indicator);
        if (!indicator || each.group === '' || each.counted === 0) return [];
        const { value, error } = valueFrom(indicator, each);
        return value === null ? [] : [{ unit: each.group, indicator: indicator.id, value, error: error ?? 0 }];
      });
    }),
  );
  const known = found.flat();
  const weights = new Map(leavesOf(scheme.root).map((each) => [each.indicator ?? each.id, each.weight]));
  const weightOf = (unit: string): number =>
    known.reduce((sum, each) => sum + (each.unit === unit ? (weights.get(each.indicator) ?? 0) : 0), 0);
  const all = [...weights.values()].reduce((sum, each) => sum + each, 0);
  const units = [...new Set(known.map((each) => each.unit))].filter((unit) => weightOf(unit) >= LEAST * all).sort();
  const at = new Map(known.map((each) => [`${each.unit} ${each.indicator}`, each]));
  const observations = units.flatMap((unit) =>
    [...wanted].map((indicator): Observation => {
      const value = at.get(`${unit} ${indicator}`);
      return value
        ? { unit, indicator, period: month, value: value.value, error: value.error }
        : { unit, indicator, period: month, missing: 'not-applicable' };
    }),
  );
  return { units, periods: [month], observations };
}
