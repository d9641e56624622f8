import { needsPositive } from './aggregate.ts';
import { checkQuantities } from './check-quantities.ts';
import { checkGrading } from './grading.ts';
import {
  type Aggregator,
  type Branch,
  isBranch,
  type Leaf,
  type Normaliser,
  type Scheme,
  type SchemeNode,
} from './scheme.ts';
import type { SchemeFinding } from './scheme-finding.ts';

type Path = readonly (string | number)[];
type Say = (path: Path, message: string) => void;

/** Limits of a leaf's score when it names none: 0–100, except where the score is not on that scale. */
export const capsOf = (leaf: Leaf, normaliser: Normaliser): readonly [number, number] | null =>
  leaf.caps !== undefined ? leaf.caps : normaliser.kind === 'z' || normaliser.kind === 'none' ? null : [0, 100];

export const normaliserOfLeaf = (scheme: Scheme, leaf: Leaf): Normaliser | undefined =>
  leaf.normaliser ?? scheme.defaults.normaliser;

/** Everything that is wrong with a scheme; one with findings is not used. */
export const checkScheme = (scheme: Scheme): readonly SchemeFinding[] => [
  ...checkScoring(scheme),
  ...checkQuantities(scheme),
];

/**
 * What would keep values from being scored as the scheme says. Of formulas it says nothing: these are worked out before,
 * and a scheme that is tried without one of its indicators still has the quantities of that.
 */
export function checkScoring(scheme: Scheme): readonly SchemeFinding[] {
  const found: SchemeFinding[] = [];
  const say: Say = (path, message) => {
    found.push({ path, message });
  };
  if (scheme.uncertainty.weights === 0 && !scheme.uncertainty.fixedBy)
    say(['uncertainty', 'weights'], '权重不变动须写明依据（fixedBy）：不确定性不能随意关掉');
  if (scheme.grading) found.push(...checkGrading(scheme.grading));
  const seen = new Set<string>();
  walk(scheme.root, ['root'], (node, path) => {
    if (seen.has(node.id)) say([...path, 'id'], `“${node.id}”重复`);
    seen.add(node.id);
    if (isBranch(node)) checkBranch(scheme, node, path, say);
    else checkLeaf(scheme, node, path, say);
  });
  return found;
}

function walk(node: SchemeNode, path: Path, visit: (node: SchemeNode, path: Path) => void): void {
  visit(node, path);
  if (isBranch(node)) for (const [at, child] of node.children.entries()) walk(child, [...path, 'children', at], visit);
}

const aggregatorOf = (scheme: Scheme, node: Branch): Aggregator =>
  node.aggregator ?? scheme.defaults.aggregator ?? { kind: 'arithmetic' };

function checkBranch(scheme: Scheme, node: Branch, path: Path, say: Say): void {
  const aggregator = aggregatorOf(scheme, node);
  const missing = node.missing ?? scheme.defaults.missing;
  if (aggregator.kind === 'points' && node.alternatives.length > 0)
    say([...path, 'alternatives'], '计分制由文件定死，不能另有合成方法');
  if (missing?.kind === 'penalty' && scheme.kind !== 'appraisal')
    say([...path, 'missing'], '缺报扣分只能用于考核（kind: appraisal）；评价里缺数据不是成绩差');
  if (missing?.kind === 'carry-forward')
    node.children.forEach((child, at) => {
      if (isBranch(child)) say([...path, 'children', at], '沿用上期只适用于末级指标');
    });
  if ([aggregator, ...node.alternatives].some(needsPositive))
    node.children.forEach((child, at) => {
      if (mayBeNegative(scheme, child))
        say([...path, 'children', at], '几何、调和平均要求得分不为负：请给出下限（caps）');
    });
}

function mayBeNegative(scheme: Scheme, node: SchemeNode): boolean {
  if (!isBranch(node)) {
    const normaliser = normaliserOfLeaf(scheme, node);
    const caps = normaliser ? capsOf(node, normaliser) : null;
    return caps === null || caps[0] < 0;
  }
  const aggregator = aggregatorOf(scheme, node);
  if (aggregator.kind === 'points') return (aggregator.min ?? -1) < 0;
  return node.children.some((child) => mayBeNegative(scheme, child));
}

function checkLeaf(scheme: Scheme, leaf: Leaf, path: Path, say: Say): void {
  const normaliser = normaliserOfLeaf(scheme, leaf);
  if (!normaliser) say(path, `“${leaf.title}”没有标准化方法，方案也没有默认方法`);
  else checkNormaliser(leaf, normaliser, [...path, 'normaliser'], say);
  for (const [at, each] of leaf.alternatives.entries()) checkNormaliser(leaf, each, [...path, 'alternatives', at], say);
  if (leaf.caps && leaf.caps[0] >= leaf.caps[1]) say([...path, 'caps'], '下限须小于上限');
}

function checkNormaliser({ direction }: Leaf, normaliser: Normaliser, path: Path, say: Say): void {
  const better = direction === 'higher' ? 1 : -1;
  if (normaliser.kind === 'goalposts' && better * (normaliser.frontier - normaliser.worst) <= 0)
    say(path, direction === 'higher' ? '高者为好，满分值须大于零分值' : '低者为好，满分值须小于零分值');
  if (normaliser.kind !== 'bands') return;
  const steps = [{ from: Number.NEGATIVE_INFINITY, score: normaliser.below }, ...normaliser.bands];
  steps.slice(1).forEach((band, at) => {
    const before = steps[at] as { from: number; score: number };
    if (band.from <= before.from) say([...path, 'bands', at], '各档须从低到高排列');
    if (better * (band.score - before.score) < 0) say([...path, 'bands', at], '各档得分与方向（direction）相反');
  });
}
