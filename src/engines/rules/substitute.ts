import { childrenOf, type Node } from '#language';

const NAMED = new WeakMap<Node, string>();

/** The name that a part was written by, where a definition or a parameter stands behind it. */
export const nameOf = (node: Node): string | undefined => NAMED.get(node);

const called = (node: Node, name: string): Node => {
  const copy = { ...node };
  NAMED.set(copy, name);
  return copy;
};

const withChildren = (node: Node, children: readonly Node[]): Node => {
  const [a = node, b = node, c = node] = children;
  switch (node.kind) {
    case 'list':
      return { ...node, items: children };
    case 'range':
      return { ...node, low: a, high: b };
    case 'not':
    case 'negate':
    case 'adapt':
      return { ...node, operand: a };
    case 'and':
    case 'or':
      return { ...node, operands: children };
    case 'compare':
    case 'arithmetic':
      return { ...node, left: a, right: b };
    case 'in':
      return { ...node, item: a, set: b };
    case 'between':
      return { ...node, item: a, low: b, high: c };
    case 'if':
      return { ...node, condition: a, whenTrue: b, whenFalse: c };
    case 'call':
      return { ...node, args: children };
    default:
      return node;
  }
};

/** The tree with names replaced by what stands behind them; parts without such a name stay the same object. */
export const substitute = (node: Node, meaning: ReadonlyMap<string, Node>): Node => {
  if (node.kind === 'name') {
    const found = meaning.get(node.name);
    return found ? called({ ...found, start: node.start, end: node.end }, node.name) : node;
  }
  const children = childrenOf(node);
  const replaced = children.map((child) => substitute(child, meaning));
  return replaced.some((child, i) => child !== children[i]) ? withChildren(node, replaced) : node;
};
