import { type Call, type Day, refuse } from '#kernel';
import { formatExpression } from '#language';
import type { EvaluationPorts, GroupBy, MarkFilter, Region, Sums, Window } from '../ports.ts';
import type { CompiledIndicator, CompiledSource } from './definition.ts';
import { type IndicatorValue, merged, valueFrom } from './value.ts';
import { monthsUpTo, type Period, windowBefore, windowOf } from './window.ts';

export type Asked = { readonly period: Period; readonly on: Day; readonly now: number } & MarkFilter;

export type Found = { readonly source: CompiledSource; readonly indicator: CompiledIndicator };

export function findIndicator({ sources }: Pick<EvaluationPorts, 'sources'>, id: string): Found | undefined {
  for (const source of sources())
    for (const indicator of source.indicators) if (indicator.id === id) return { source, indicator };
  return undefined;
}

export function indicatorNamed(ports: EvaluationPorts, id: string): Found {
  const found = findIndicator(ports, id);
  if (found) return found;
  throw refuse({ code: 'indicator.unknown', kind: 'not-found', what: `没有指标“${id}”`, todo: '请从指标目录里选择' });
}

/** Every indicator for the city or one unit or region, beside the period before. */
export async function readAll(ports: EvaluationPorts, { tenant }: Pick<Call, 'tenant'>, asked: Asked) {
  const [current, before] = [windowOf(asked.period, asked.on, asked.now), windowBefore(asked.period, asked.on)];
  const found = await Promise.all(
    ports.sources().map(async (source) => {
      const [now, then] = await Promise.all([
        sumsIn(ports, tenant, source, current, asked),
        sumsIn(ports, tenant, source, before, asked),
      ]);
      return source.indicators.map((indicator) => ({
        source,
        indicator,
        now: valueFrom(indicator, now.get(indicator.id)),
        before: valueFrom(indicator, then.get(indicator.id)),
      }));
    }),
  );
  return found.flat();
}

async function sumsIn(
  ports: EvaluationPorts,
  tenant: string,
  source: CompiledSource,
  window: Window,
  filter: MarkFilter,
): Promise<ReadonlyMap<string, Sums>> {
  const codes = filter.region === undefined ? undefined : within(ports.regions(), filter.region);
  if (!codes) {
    const rows = await ports.marks.sums(tenant, source, window, 'none', pick(filter));
    return new Map(rows.map((each) => [each.indicator, each]));
  }
  const rows = await ports.marks.sums(tenant, source, window, 'region', { ...pick(filter), region: undefined });
  const own = rows.filter((each) => codes.has(each.group));
  return new Map(
    [...Map.groupBy(own, (each) => each.indicator)].flatMap(([id, parts]) => {
      const sum = merged(parts);
      return sum ? [[id, sum] as const] : [];
    }),
  );
}

const pick = ({ unit, region, plan }: MarkFilter): MarkFilter => ({ unit, region, plan });

/** A region with everything below it. */
export function within(regions: readonly Region[], code: string): ReadonlySet<string> {
  const found = new Set([code]);
  // Children may be listed before their parents.
  for (let grown = true; grown; ) {
    grown = false;
    for (const each of regions)
      if (each.parent && found.has(each.parent) && !found.has(each.code)) {
        found.add(each.code);
        grown = true;
      }
  }
  return found;
}

/** One indicator, split by unit or by the regions given; the groups are named by their codes. */
export async function readSplit(
  ports: EvaluationPorts,
  tenant: string,
  { source, indicator }: Found,
  asked: Asked,
  by: Extract<GroupBy, 'unit' | 'region' | 'category'>,
): Promise<readonly { readonly group: string; readonly value: IndicatorValue }[]> {
  const only = { ...source, indicators: [indicator] };
  const rows = await ports.marks.sums(tenant, only, windowOf(asked.period, asked.on, asked.now), by, pick(asked));
  return rows
    .filter((each) => each.group !== '' && each.counted > 0)
    .map((each) => ({ group: each.group, value: valueFrom(indicator, each) }))
    .sort((a, b) => b.value.counted - a.value.counted || (a.group < b.group ? -1 : 1));
}

/** How it went, month by month, each as it was known at the month's end. */
export function readSeries(ports: EvaluationPorts, tenant: string, { source, indicator }: Found, asked: Asked) {
  const only = { ...source, indicators: [indicator] };
  return Promise.all(
    monthsUpTo(asked.on).map(async (on) => {
      const sums = await sumsIn(ports, tenant, only, windowOf('month', on, asked.now), asked);
      return { month: on.slice(0, 7), ...valueFrom(indicator, sums.get(indicator.id)) };
    }),
  );
}

/** The query in words, and in the language in which it is computed. */
export const queryOf = ({ source, indicator }: Found) => ({
  over: source.title,
  by: { opened: '按提出日期归期', happened: '按发生日期归期', standing: '当时在办的存量' }[indicator.by],
  words: indicator.words,
  counted: formatExpression(indicator.expressions.counted),
  ...(indicator.expressions.meets ? { meets: formatExpression(indicator.expressions.meets) } : {}),
  ...(indicator.expressions.value ? { value: formatExpression(indicator.expressions.value) } : {}),
});
