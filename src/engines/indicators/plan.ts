import { refuse } from '#kernel';
import { capsOf, checkScoring, normaliserOfLeaf } from './check-scheme.ts';
import { type Caps, type Normalise, normaliserOf } from './normalise.ts';
import {
  type Aggregator,
  type Branch,
  indicatorOf,
  isBranch,
  type Leaf,
  type MissingPolicy,
  type Normaliser,
  type Scheme,
} from './scheme.ts';
import type { SchemeFinding } from './scheme-finding.ts';

/** A scheme laid out for counting: nodes in post-order, so that children come before their parent and the root is last. */
export type Layout = {
  readonly nodes: readonly PlanNode[];
  readonly root: number;
  readonly indexOf: ReadonlyMap<string, number>;
};

type Shared = { readonly id: string; readonly title: string; readonly parent: number; readonly depth: number };

export type PlanLeaf = Shared & {
  readonly kind: 'leaf';
  readonly leaf: Leaf;
  readonly indicator: string;
  /** The chosen method first, then those that would do as well. */
  readonly methods: readonly { readonly normaliser: Normaliser; readonly apply: Normalise }[];
  readonly caps: Caps;
};

export type PlanBranch = Shared & {
  readonly kind: 'branch';
  readonly children: readonly number[];
  readonly weights: Float64Array;
  readonly aggregators: readonly Aggregator[];
  readonly missing: MissingPolicy;
};

export type PlanNode = PlanLeaf | PlanBranch;

/** @throws Refusal `indicator.scheme` with every finding */
export function refuseFaulty({ title }: Scheme, [finding, ...more]: readonly SchemeFinding[]): void {
  if (!finding) return;
  throw refuse({
    code: 'indicator.scheme',
    kind: 'invalid',
    what: `指标方案“${title}”不能计算`,
    why: [finding, ...more].map((each) => `${each.path.join('.')}：${each.message}`).join('\n'),
    todo: '请改正方案',
    at: [finding, ...more],
  });
}

/** @throws Refusal `indicator.scheme` when values cannot be scored as it says */
export function layoutOf(scheme: Scheme, findings = checkScoring(scheme)): Layout {
  refuseFaulty(scheme, findings);
  const nodes: PlanNode[] = [];
  lay(scheme, scheme.root, 0, nodes);
  const parents = new Map<number, number>();
  nodes.forEach((node, at) => {
    if (node.kind === 'branch') for (const child of node.children) parents.set(child, at);
  });
  const placed = nodes.map((node, at) => ({ ...node, parent: parents.get(at) ?? -1 }));
  return {
    nodes: placed,
    root: nodes.length - 1,
    indexOf: new Map(placed.map((node, at) => [node.id, at])),
  };
}

function lay(scheme: Scheme, node: Branch | Leaf, depth: number, nodes: PlanNode[]): number {
  if (isBranch(node)) {
    const children = node.children.map((child) => lay(scheme, child as Branch | Leaf, depth + 1, nodes));
    nodes.push({ ...branchOf(scheme, node), children, depth });
  } else nodes.push({ ...leafOf(scheme, node), depth });
  return nodes.length - 1;
}

function branchOf(scheme: Scheme, node: Branch): Omit<PlanBranch, 'children' | 'depth'> {
  const aggregator = node.aggregator ?? scheme.defaults.aggregator ?? ({ kind: 'arithmetic' } as const);
  const weights = Float64Array.from(node.children, (child) => child.weight);
  return {
    kind: 'branch',
    id: node.id,
    title: node.title,
    parent: -1,
    weights: aggregator.kind === 'points' ? weights : shares(weights),
    aggregators: [aggregator, ...node.alternatives],
    missing: node.missing ?? scheme.defaults.missing ?? { kind: 'require-all' },
  };
}

function shares(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each / total);
}

function leafOf(scheme: Scheme, leaf: Leaf): Omit<PlanLeaf, 'depth'> {
  const normaliser = normaliserOfLeaf(scheme, leaf) as Normaliser;
  return {
    kind: 'leaf',
    id: leaf.id,
    title: leaf.title,
    parent: -1,
    leaf,
    indicator: indicatorOf(leaf),
    caps: capsOf(leaf, normaliser),
    methods: [normaliser, ...leaf.alternatives].map((each) => ({
      normaliser: each,
      apply: normaliserOf(each, leaf.direction, capsOf(leaf, each)),
    })),
  };
}
