import type { Node } from '#language';

/**
 * Conditions as one kind of gate: `and` over inputs that may be negated, so that `or` is a negated `and` of negated
 * inputs and `not` costs nothing. A reference is twice the place, plus one when negated.
 */
export type Ref = number;

export type Gate = { readonly kind: 'and'; readonly inputs: readonly Ref[] };
export type Leaf = { readonly kind: 'atom'; readonly atom: number };
/** 是, or 未知; 否 is the negation of 是. */
export type Constant = { readonly kind: 'true' | 'unknown' };
export type Signal = Gate | Leaf | Constant;

export const TRUE: Ref = 0;
export const FALSE: Ref = 1;
export const UNKNOWN: Ref = 2;

export const negated = (ref: Ref): Ref => (ref === UNKNOWN ? ref : ref ^ 1);
export const placeOf = (ref: Ref): number => ref >> 1;

export type Signals = {
  readonly list: readonly Signal[];
  readonly all: (refs: readonly Ref[]) => Ref;
  readonly any: (refs: readonly Ref[]) => Ref;
  readonly leaf: (atom: number) => Ref;
};

/** A graph of signals in which equal gates are one. */
export const growSignals = (): Signals => {
  const list: Signal[] = [{ kind: 'true' }, { kind: 'unknown' }];
  const known = new Map<string, Ref>();
  const put = (key: string, signal: Signal): Ref => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const ref = 2 * (list.push(signal) - 1);
    known.set(key, ref);
    return ref;
  };
  const all = (refs: readonly Ref[]): Ref => {
    const inputs = [...new Set(refs.filter((ref) => ref !== TRUE))].sort((a, b) => a - b);
    if (inputs.includes(FALSE)) return FALSE;
    if (inputs.length <= 1) return inputs[0] ?? TRUE;
    return put(`and ${inputs.join(' ')}`, { kind: 'and', inputs });
  };
  const any = (refs: readonly Ref[]): Ref => negated(all(refs.map(negated)));
  return { list, all, any, leaf: (atom) => put(`atom ${atom}`, { kind: 'atom', atom }) };
};

type Compare = Node & { readonly kind: 'compare' };

const comparison = (at: Node, operator: Compare['operator'], left: Node, right: Node): Node => ({
  kind: 'compare',
  operator,
  left,
  right,
  type: { kind: 'boolean' },
  start: at.start,
  end: at.end,
});

const membership = (at: Node, item: Node, set: Node): Node => ({
  kind: 'in',
  item,
  set,
  type: { kind: 'boolean' },
  start: at.start,
  end: at.end,
});

const inRange = (at: Node, item: Node, set: Node & { readonly kind: 'range' }): readonly Node[] => [
  comparison(at, set.lowClosed ? '>=' : '>', item, set.low),
  comparison(at, set.highClosed ? '<=' : '<', item, set.high),
];

const isBoolean = (node: Node): boolean => node.type.kind === 'boolean';

/**
 * The condition as gates over atoms: 介于, 属于 a list or a range, 如果 and comparisons of conditions are taken apart
 * by laws that hold in three values; what is left goes to `atom`.
 */
export const signalOf = (node: Node, signals: Signals, atom: (node: Node) => Ref): Ref => {
  const go = (each: Node): Ref => signalOf(each, signals, atom);
  const { all, any } = signals;
  switch (node.kind) {
    case 'and':
      return all(node.operands.map(go));
    case 'or':
      return any(node.operands.map(go));
    case 'not':
      return negated(go(node.operand));
    case 'boolean':
      return node.value ? TRUE : FALSE;
    case 'null':
      return UNKNOWN;
    case 'between':
      return all([go(comparison(node, '>=', node.item, node.low)), go(comparison(node, '<=', node.item, node.high))]);
    case 'if': {
      const [test, a, b] = [go(node.condition), go(node.whenTrue), go(node.whenFalse)];
      return any([all([test, a]), all([negated(test), b]), all([a, b])]);
    }
    case 'compare': {
      if (node.operator === '!=') return negated(go(comparison(node, '=', node.left, node.right)));
      if (!isBoolean(node.left) || !isBoolean(node.right)) return atom(node);
      const [a, b] = [go(node.left), go(node.right)];
      return any([all([a, b]), all([negated(a), negated(b)])]);
    }
    case 'in':
      return memberSignal(node, signals, atom);
    default:
      return atom(node);
  }
};

/** A set of codes stays whole: the dictionary answers it at once. Ranges are taken apart. */
const memberSignal = (node: Node & { readonly kind: 'in' }, signals: Signals, atom: (node: Node) => Ref): Ref => {
  const go = (each: Node): Ref => signalOf(each, signals, atom);
  const { item, set } = node;
  if (set.kind === 'range') return signals.all(inRange(node, item, set).map(go));
  if (set.kind !== 'list' || item.type.kind === 'code' || item.type.kind === 'string') return atom(node);
  return signals.any(
    set.items.map((element) =>
      element.kind === 'range'
        ? signals.all(inRange(node, item, element).map(go))
        : item.type.kind === 'list'
          ? atom(membership(node, item, { ...set, items: [element] }))
          : go(comparison(node, '=', item, element)),
    ),
  );
};
