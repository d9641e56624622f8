import { childrenOf, type Node } from '#language';

/**
 * A node of the graph over all rules. `and`, `or`, `not` over conditions are gates; every other condition is an atom;
 * the rest are formulas. Equal nodes are one node, whatever rule they come from.
 */
export type DagNode = {
  readonly id: number;
  readonly key: string;
  readonly role: 'gate' | 'atom' | 'formula';
  /** Parameters and definitions put in. */
  readonly node: Node;
  readonly inputs: readonly number[];
  /** The facts it reads. */
  readonly reads: readonly string[];
};

export type Dag = { readonly nodes: readonly DagNode[]; readonly add: (node: Node) => number };

const roleOf = (node: Node): DagNode['role'] => {
  if (node.kind === 'and' || node.kind === 'or' || node.kind === 'not') return 'gate';
  return node.type.kind === 'boolean' ? 'atom' : 'formula';
};

const exactKey = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `${(value as { n: bigint }).n}/${(value as { d: bigint }).d}`
    : `${value}`;

const leafKey = (node: Node): string => {
  switch (node.kind) {
    case 'number':
      return `${exactKey(node.value)} ${node.type.kind === 'number' ? node.type.dimension : ''}`;
    case 'boolean':
    case 'string':
    case 'date':
      return `${typeof node.value} ${node.value} ${JSON.stringify(node.type)}`;
    case 'name':
      return node.name;
    default:
      return '';
  }
};

const MIRRORED = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** `3% <= x` is `x >= 3%`, and the order of 且 does not matter: one key for what means the same. */
const keyOf = (node: Node, inputs: readonly number[]): string => {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `${node.kind}:${[...new Set(inputs)].sort((a, b) => a - b).join(',')}`;
    case 'compare': {
      const [left = 0, right = 0] = inputs;
      return left <= right ? `${node.operator}:${left},${right}` : `${MIRRORED[node.operator]}:${right},${left}`;
    }
    case 'arithmetic': {
      const free = node.operator === '+' || node.operator === '*';
      return `${node.operator}:${(free ? inputs.toSorted((a, b) => a - b) : inputs).join(',')}`;
    }
    case 'range':
      return `range:${node.lowClosed}${node.highClosed}:${inputs.join(',')}`;
    case 'call':
      return `${node.function.name}:${inputs.join(',')}`;
    case 'adapt':
      return `adapt ${exactKey(node.scale)}:${inputs.join(',')}`;
    default:
      return inputs.length ? `${node.kind}:${inputs.join(',')}` : `${node.kind} ${leafKey(node)}`;
  }
};

/** A graph that grows by whole trees and gives back the place of each. */
export const growDag = (): Dag => {
  const nodes: DagNode[] = [];
  const places = new Map<string, number>();
  const add = (node: Node): number => {
    const inputs = childrenOf(node).map(add);
    const key = keyOf(node, inputs);
    const known = places.get(key);
    if (known !== undefined) return known;
    const reads = new Set(inputs.flatMap((input) => nodes[input]?.reads ?? []));
    if (node.kind === 'name') reads.add(node.name);
    const id = nodes.length;
    nodes.push({ id, key, role: roleOf(node), node, inputs, reads: [...reads] });
    places.set(key, id);
    return id;
  };
  return { nodes, add };
};
