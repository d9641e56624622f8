import { indicatorOf, inputsOf, type Leaf, leavesOf, type Scheme } from '#engines/indicators';
import type { EvaluationPorts } from '../ports.ts';
import type { PeriodKind } from './periods.ts';

/** What somebody must state: an indicator, or a quantity that formulas are made of; no event says it. */
export type CollectedLeaf = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly kind: PeriodKind;
  readonly definition: string;
  readonly source: string | undefined;
  readonly range: readonly [number | null, number | null];
  /** Of a quantity: the indicators that are worked out from it. */
  readonly feeds: readonly { readonly id: string; readonly title: string }[];
  readonly scheme: Scheme;
};

export const eventIndicators = (ports: Pick<EvaluationPorts, 'sources'>): ReadonlySet<string> =>
  new Set(ports.sources().flatMap((source) => source.indicators.map((each) => each.id)));

export function collectedLeaves(ports: Pick<EvaluationPorts, 'sources'>, scheme: Scheme): readonly CollectedLeaf[] {
  // What is known of enterprises comes with their facts.
  if (scheme.units === 'enterprise') return [];
  const known = eventIndicators(ports);
  const period = scheme.defaults.period ?? 'year';
  const leaves = leavesOf(scheme.root);
  const stated = leaves
    .filter((leaf) => leaf.formula === undefined && !known.has(indicatorOf(leaf)))
    .map((leaf) => ({
      indicator: indicatorOf(leaf),
      title: leaf.title,
      unit: leaf.unit ?? '',
      kind: leaf.period ?? period,
      definition: [leaf.definition, leaf.note].filter(Boolean).join('；'),
      source: leaf.sourceUnit ?? leaf.lead,
      range: rangeOf(scheme, leaf),
      feeds: [],
      scheme,
    }));
  const quantities = (scheme.quantities ?? [])
    .filter((each) => !known.has(each.id))
    .map((each) => ({
      ...{ indicator: each.id, title: each.title, unit: each.unit, kind: each.period ?? period },
      ...{ definition: each.definition, source: each.sourceUnit, range: each.range, scheme },
      feeds: leaves
        .filter((leaf) => inputsOf(scheme, leaf).includes(each.id))
        .map((leaf) => ({ id: indicatorOf(leaf), title: leaf.title })),
    }));
  return [...stated, ...quantities];
}

/** Where nobody wrote it: a share whose goalposts lie between 0 and 100 does so itself. */
export function rangeOf(scheme: Scheme, leaf: Leaf): CollectedLeaf['range'] {
  if (leaf.range) return leaf.range;
  const normaliser = leaf.normaliser ?? scheme.defaults.normaliser;
  const isShare =
    leaf.unit === '%' &&
    normaliser?.kind === 'goalposts' &&
    [normaliser.worst, normaliser.frontier].every((each) => each >= 0 && each <= 100);
  return isShare ? [0, 100] : [null, null];
}

/** Every indicator that any scheme collects, by its code. */
export const collectedByCode = (
  ports: Pick<EvaluationPorts, 'sources' | 'schemes'>,
): ReadonlyMap<string, CollectedLeaf> =>
  new Map(
    ports
      .schemes()
      .flatMap((scheme) => collectedLeaves(ports, scheme))
      .map((each) => [each.indicator, each] as const),
  );

/** Whom a scheme is about: the counties of the map, or the city above them. */
export function subjectsOf(
  ports: Pick<EvaluationPorts, 'tiles' | 'regions'>,
  scheme: Pick<Scheme, 'units'>,
): readonly string[] {
  const counties = ports.tiles().map((each) => each.region);
  if (scheme.units === 'county') return counties;
  const parents = new Map(ports.regions().map((each) => [each.code, each.parent]));
  const city = counties.map((each) => parents.get(each)).find((each) => typeof each === 'string');
  return scheme.units === 'city' && city ? [city] : [];
}

export const subjectNames = (ports: Pick<EvaluationPorts, 'regions'>): ((code: string) => string) => {
  const names = new Map(ports.regions().map((each) => [each.code, each.name]));
  return (code) => names.get(code) ?? code;
};
