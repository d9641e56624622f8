import { indicatorOf, leavesOf, type Scheme } from '#engines/indicators';
import { addMonths, type Day, day, startOfDay } from '#kernel';
import type { EvaluationPorts, Window } from '../ports.ts';
import { HELD, type Kinds, LED, order } from './frame.ts';
import { ledMovement } from './led-movement.ts';
import type { Tally } from './ports.ts';

/** A month as it was known at a moment; while it is running, up to that moment. */
export function monthWindow(month: string, knownAt: number): Window {
  const first: Day = day(`${month}-01`);
  return { from: startOfDay(first), to: startOfDay(addMonths(first, 1)), asOf: knownAt };
}

type TallyPorts = Pick<EvaluationPorts, 'sources' | 'marks' | 'held' | 'teams' | 'duals' | 'regions'>;

/** Every unit's records of the month, summed by item of the scheme. */
export async function monthTallies(
  ports: TallyPorts,
  tenant: string,
  scheme: Scheme,
  month: string,
  knownAt: number,
): Promise<readonly Tally[]> {
  const wanted = new Set(leavesOf(scheme.root).map(indicatorOf));
  const window = monthWindow(month, knownAt);
  const found = await Promise.all([
    ...ports.sources().map(async (source): Promise<readonly Tally[]> => {
      const indicators = source.indicators.filter((each) => wanted.has(each.id));
      if (indicators.length === 0) return [];
      const kinds = new Map(indicators.map((each) => [each.id, each.kind]));
      const sums = await ports.marks.sums(tenant, { ...source, indicators }, window, 'unit', {});
      return sums.flatMap(({ group, ...each }) => {
        const kind = kinds.get(each.indicator);
        return kind && group !== '' && each.counted > 0 ? [{ ...each, unit: group, kind }] : [];
      });
    }),
    wanted.has(HELD) ? heldTallies(ports, tenant, window) : [],
    wanted.has(LED) ? ledMovement(ports, tenant, month, window) : [],
  ]);
  return found.flat().sort((a, b) => order(a).localeCompare(order(b), 'en'));
}

async function heldTallies({ held }: TallyPorts, tenant: string, window: Window): Promise<readonly Tally[]> {
  const none = { sum: 0, squares: 0, distinct: 0 };
  return (await held.sums(tenant, window))
    .filter((each) => !each.unit.startsWith('subject:') && each.counted > 0)
    .map((each) => ({ ...each, ...none, indicator: HELD, kind: 'rate' as const }));
}

/** What kind of number each item of the scheme is. */
export function kindsOf({ sources }: Pick<EvaluationPorts, 'sources'>): Kinds {
  const known = new Map(sources().flatMap((each) => each.indicators.map((one) => [one.id, one.kind] as const)));
  return (indicator) => known.get(indicator) ?? (indicator === LED ? 'mean' : 'rate');
}
