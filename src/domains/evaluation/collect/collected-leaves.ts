import type { Leaf, Scheme } from '#engines/indicators';
import { leavesOf } from '../leaves.ts';
import type { EvaluationPorts } from '../ports.ts';
import type { PeriodKind } from './periods.ts';

/** An indicator that somebody must state: no event says it and no formula makes it. */
export type CollectedLeaf = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly kind: PeriodKind;
  readonly definition: string;
  readonly source: string | undefined;
  readonly scheme: Scheme;
  readonly leaf: Leaf;
};

export const indicatorOf = (leaf: Leaf): string => leaf.indicator ?? leaf.id;

export const eventIndicators = (ports: Pick<EvaluationPorts, 'sources'>): ReadonlySet<string> =>
  new Set(ports.sources().flatMap((source) => source.indicators.map((each) => each.id)));

export function collectedLeaves(ports: Pick<EvaluationPorts, 'sources'>, scheme: Scheme): readonly CollectedLeaf[] {
  // What is known of enterprises comes with their facts.
  if (scheme.units === 'enterprise') return [];
  const known = eventIndicators(ports);
  return leavesOf(scheme.root)
    .filter((leaf) => leaf.formula === undefined && !known.has(indicatorOf(leaf)))
    .map((leaf) => ({
      indicator: indicatorOf(leaf),
      title: leaf.title,
      unit: leaf.unit ?? '',
      kind: leaf.period ?? 'year',
      definition: [leaf.definition, leaf.note].filter(Boolean).join('；'),
      source: leaf.sourceUnit ?? leaf.lead,
      scheme,
      leaf,
    }));
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
