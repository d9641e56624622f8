import { indicatorOf, isBranch, type Leaf, leavesOf, type Scheme, type SchemeNode } from '#engines/indicators';
import { refuse } from '#kernel';
import { type CollectedLeaf, rangeOf, subjectNames } from '../collect/collected-leaves.ts';
import { PERIOD_KINDS, type PeriodKind, periodNamed, periodWords } from '../collect/periods.ts';
import { schemeNamed } from '../league.ts';
import type { EvaluationPorts } from '../ports.ts';

/** “上海市” and “上海” are one city. @example cityName(' 上海 市 ') // '上海' */
export const cityName = (given: string): string => given.replaceAll(/\s/gu, '').replace(/(?<=.{2})市$/u, '');

/** This city itself: the region above the counties. */
export function ownCity(ports: Pick<EvaluationPorts, 'tiles' | 'regions'>): {
  readonly id: string;
  readonly name: string;
} {
  const parents = new Map(ports.regions().map((each) => [each.code, each.parent]));
  const id = ports
    .tiles()
    .map((each) => parents.get(each.region))
    .find((each) => typeof each === 'string');
  return { id: id ?? '', name: id ? subjectNames(ports)(id) : '本市' };
}

export type PeerLeaf = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower';
  readonly kind: PeriodKind;
  readonly range: CollectedLeaf['range'];
  readonly leaf: Leaf;
};

const peerLeaf = (scheme: Scheme, leaf: Leaf): PeerLeaf => ({
  indicator: indicatorOf(leaf),
  title: leaf.title,
  unit: leaf.unit ?? '',
  direction: leaf.direction,
  kind: leaf.period ?? scheme.defaults.period ?? 'year',
  range: rangeOf(scheme, leaf),
  leaf,
});

/** What can be compared between cities: the leaves of a scheme, or of one branch of it. */
export function peerLeaves(
  ports: Pick<EvaluationPorts, 'schemes'>,
  asked: { readonly scheme?: string | undefined; readonly node?: string | undefined },
): { readonly id: string; readonly title: string; readonly leaves: readonly PeerLeaf[] } {
  const scheme = schemeNamed(ports, asked.scheme ?? schemeWith(ports, asked.node) ?? '');
  const root = asked.node === undefined ? scheme.root : nodeNamed(scheme.root, asked.node);
  if (scheme.units === 'enterprise' || scheme.units === 'unit' || !root)
    throw refuse({
      code: 'benchmarks.no-cities',
      kind: 'invalid',
      what: root ? `“${scheme.title}”不是城市之间比的` : `“${scheme.title}”里没有“${asked.node}”`,
      todo: '请换一个方案',
    });
  return { id: scheme.scheme, title: scheme.title, leaves: leavesOf(root).map((leaf) => peerLeaf(scheme, leaf)) };
}

const schemeWith = (ports: Pick<EvaluationPorts, 'schemes'>, node = ''): string | undefined =>
  peerSchemes(ports).find((each) => nodeNamed(each.root, node))?.scheme;

const nodeNamed = (node: SchemeNode, id: string): SchemeNode | undefined =>
  node.id === id ? node : isBranch(node) ? node.children.map((each) => nodeNamed(each, id)).find(Boolean) : undefined;

/** Schemes over places, for the choice. */
export const peerSchemes = (ports: Pick<EvaluationPorts, 'schemes'>) =>
  ports.schemes().filter((each) => each.units !== 'enterprise' && each.units !== 'unit');

/** Every indicator of any scheme over places. */
export const peerByCode = (ports: Pick<EvaluationPorts, 'schemes'>): ReadonlyMap<string, PeerLeaf> =>
  new Map(
    peerSchemes(ports)
      .flatMap((each) => leavesOf(each.root).map((leaf) => peerLeaf(each, leaf)))
      .map((each) => [each.indicator, each] as const),
  );

/** The periods of a kind in a year, the last first. */
export function periodsIn(year: string, kind: PeriodKind): readonly string[] {
  if (kind === 'year') return [year];
  if (kind === 'half-year') return [`${year}-H2`, `${year}-H1`];
  if (kind === 'quarter') return [4, 3, 2, 1].map((each) => `${year}-Q${each}`);
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(12 - at).padStart(2, '0')}`);
}

/** The same part of the year before. */
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

const WORDS: readonly (readonly [RegExp, (year: string, part: string) => string])[] = [
  [/^(\d{4})年?$/u, (year) => year],
  [/^(\d{4})年?第?([1-4一二三四])季度?$/u, (year, part) => `${year}-Q${'一二三四'.indexOf(part) + 1 || part}`],
  [/^(\d{4})年?([上下])半年$/u, (year, part) => `${year}-H${part === '上' ? 1 : 2}`],
  [/^(\d{4})年?(\d{1,2})月$/u, (year, part) => `${year}-${part.padStart(2, '0')}`],
];

/** A period as people write it. @example periodFrom('2025 年第三季度') // '2025-Q3' */
export function periodFrom(text: string): string | undefined {
  const plain = text.replaceAll(/\s/gu, '').toUpperCase();
  if (periodNamed(plain)) return plain;
  for (const [form, code] of WORDS) {
    const found = form.exec(plain);
    const made = found && code(found[1] ?? '', found[2] ?? '');
    if (made && periodNamed(made)) return made;
  }
  return undefined;
}

export const kindWords = (kind: PeriodKind): string => `按${PERIOD_KINDS[kind]}`;
export { periodWords };
