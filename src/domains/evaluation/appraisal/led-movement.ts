import { addMonths, day, startOfDay } from '#kernel';
import type { CompiledIndicator } from '../events/definition.ts';
import { type IndicatorValue, valueFrom } from '../events/value.ts';
import type { EvaluationPorts, Window } from '../ports.ts';
import type { Tally } from './ports.ts';

/** Units that lead indicators answer for where these went: +1 better, −1 worse, 0 within what chance does. */
export async function ledMovement(
  { sources, marks, teams }: Pick<EvaluationPorts, 'sources' | 'marks' | 'teams'>,
  tenant: string,
  month: string,
  window: Window,
): Promise<readonly Tally[]> {
  const first = addMonths(day(`${month}-01`), -1);
  const to = startOfDay(addMonths(first, 1));
  const before: Window = { from: startOfDay(first), to, asOf: to };
  const known = new Map(
    sources().flatMap((source) => source.indicators.map((one) => [one.id, { source, one }] as const)),
  );
  const watched = teams().flatMap(({ lead, watches }) => watches.map((each) => ({ lead, ...each })));
  const found = await Promise.all(
    watched.map(async ({ lead, indicator, category }) => {
      const { source, one } = known.get(indicator) ?? {};
      if (!source || !one || one.direction === 'none') return [];
      const only = { ...source, indicators: [one] };
      const filter = category === undefined ? {} : { category };
      const [then, now] = await Promise.all([
        marks.sums(tenant, only, before, 'none', filter),
        marks.sums(tenant, only, window, 'none', filter),
      ]);
      const move = movementOf(one, valueFrom(one, then[0]), valueFrom(one, now[0]));
      return move === undefined ? [] : [{ lead, move }];
    }),
  );
  return [...Map.groupBy(found.flat(), (each) => each.lead)].map(([unit, parts]) => ({
    unit,
    indicator: 'led-movement',
    kind: 'mean' as const,
    counted: parts.length,
    meets: parts.filter((each) => each.move > 0).length,
    sum: parts.reduce((sum, each) => sum + each.move, 0),
    squares: parts.reduce((sum, each) => sum + each.move * each.move, 0),
    distinct: 0,
  }));
}

/** Undefined where there is nothing to compare; 0 where chance alone could carry it as far. */
export function movementOf(
  { direction }: Pick<CompiledIndicator, 'direction'>,
  before: IndicatorValue,
  now: IndicatorValue,
): -1 | 0 | 1 | undefined {
  if (before.value === null || now.value === null) return undefined;
  const noise = 1.645 * Math.hypot(before.error ?? 0, now.error ?? 0);
  const gain = (now.value - before.value) * (direction === 'lower' ? -1 : 1);
  if (gain > noise) return 1;
  return gain < -noise ? -1 : 0;
}
