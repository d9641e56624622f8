import { childrenOf, type Exact, evaluate, multiply, type Node, ratio } from '#language';
import {
  absolute,
  columnVector,
  constantOf,
  extremeOf,
  filled,
  NotVectorisable,
  negatedVector,
  productOf,
  sumOf,
  times,
  type Vector,
  type VectorMaker,
} from './vector.ts';
import { branch, roundedVector, tableVector } from './vector-parts.ts';

const NONE: ReadonlySet<string> = new Set();
const reads = new WeakMap<Node, ReadonlySet<string>>();

/** The facts that a part reads. */
export const readsOf = (node: Node): ReadonlySet<string> => {
  const known = reads.get(node);
  if (known) return known;
  const children = childrenOf(node);
  const found =
    node.kind === 'name'
      ? new Set([node.name])
      : children.length
        ? new Set(children.flatMap((child) => [...readsOf(child)]))
        : NONE;
  reads.set(node, found);
  return found;
};

/** A part that reads no fact, worked out once; `undefined` when it reads some. */
export const constantIn = (node: Node): Exact | null | undefined =>
  readsOf(node).size > 0
    ? undefined
    : (evaluate({ source: '', root: node, diagnostics: [] }, {}).value as Exact | null);

type Call = Node & { readonly kind: 'call' };

const itemsOf = (maker: VectorMaker, call: Call): readonly Vector[] => {
  const [list] = call.args;
  if (list?.kind !== 'list' || list.items.length === 0) throw new NotVectorisable('a list that is a fact');
  return list.items.map((item) => vectorise(item, maker));
};

const sumAll = (maker: VectorMaker, items: readonly Vector[]): Vector =>
  items.reduce((a, b) => sumOf(maker, a, b, 'add'));

/** One unit as people say it, in stored units: 100 分, 1 %, 1. */
const spoken = (node: Node): Exact => {
  const dimension = node.type.kind === 'number' ? node.type.dimension : '';
  if (dimension === '%') return ratio(1n, 100n);
  if (dimension === '元') return 100;
  if (dimension.includes('元')) throw new NotVectorisable('a compound unit of money');
  return 1;
};

const rounding = (maker: VectorMaker, call: Call, how: 'half-up' | 'floor' | 'ceiling'): Vector => {
  const [value, digits] = call.args;
  if (!value) throw new NotVectorisable('nothing to round');
  const places = digits === undefined ? 0 : constantIn(digits);
  if (typeof places !== 'number' || Math.abs(places) > 12) throw new NotVectorisable('places that vary');
  const power = 10n ** BigInt(Math.abs(places));
  const step = multiply(places < 0 ? ratio(power, 1n) : ratio(1n, power), spoken(value));
  return roundedVector(vectorise(value, maker), step, how);
};

const called = (maker: VectorMaker, call: Call): Vector => {
  const [first, second] = call.args;
  switch (call.function.name) {
    case 'min':
    case 'max':
      if (call.type.kind === 'date') throw new NotVectorisable('dates as values');
      return extremeOf(maker, itemsOf(maker, call), call.function.name);
    case 'sum':
      return sumAll(maker, itemsOf(maker, call));
    case 'mean': {
      const items = itemsOf(maker, call);
      const all = sumAll(maker, items);
      return times(all, 1, all.den * BigInt(items.length));
    }
    case 'abs':
      return absolute(vectorise(first ?? call, maker));
    case 'round':
      return rounding(maker, call, 'half-up');
    case 'floor':
    case 'ceiling':
      return rounding(maker, call, call.function.name);
    case 'days between':
      if (first && second) return sumOf(maker, dateOf(maker, second), dateOf(maker, first), 'subtract');
  }
  throw new NotVectorisable(call.function.name);
};

const dateOf = (maker: VectorMaker, node: Node): Vector => {
  const column = node.kind === 'name' ? maker.population.columns.get(node.name) : undefined;
  if (column?.kind === 'date') return columnVector(column);
  if (node.kind === 'date') return filled(Date.parse(`${node.value}T00:00:00Z`) / 86_400_000, 1n);
  throw new NotVectorisable('a date worked out row by row');
};

const arithmetic = (maker: VectorMaker, node: Node & { readonly kind: 'arithmetic' }): Vector => {
  const { operator, left, right } = node;
  if (node.type.kind === 'date') throw new NotVectorisable('a date worked out row by row');
  if (left.type.kind === 'date') return sumOf(maker, dateOf(maker, left), dateOf(maker, right), 'subtract');
  if (operator === '/') {
    const by = constantIn(right);
    if (by === undefined) throw new NotVectorisable('a divisor that varies');
    if (by === null || by === 0) return constantOf(null);
    const whole = typeof by === 'number' ? ratio(1n, BigInt(by)) : ratio(by.d, by.n);
    return productOf(maker, vectorise(left, maker), constantOf(whole));
  }
  const [a, b] = [vectorise(left, maker), vectorise(right, maker)];
  return operator === '*' ? productOf(maker, a, b) : sumOf(maker, a, b, operator === '+' ? 'add' : 'subtract');
};

const oneCodeColumn = (node: Node, maker: VectorMaker): Vector | undefined => {
  const [name, other] = readsOf(node);
  if (name === undefined || other !== undefined) return undefined;
  const column = maker.population.columns.get(name);
  return column?.kind === 'code' && column.dictionary.length <= 65_536 ? tableVector(node, name, column) : undefined;
};

/**
 * A formula as whole-number arithmetic over columns.
 *
 * @throws NotVectorisable when it cannot be done exactly that way
 */
export const vectorise = (node: Node, maker: VectorMaker): Vector => {
  if (node.type.kind !== 'number' && node.type.kind !== 'any') throw new NotVectorisable(node.type.kind);
  const constant = constantIn(node);
  if (constant !== undefined) return constantOf(constant);
  const table = node.kind === 'if' ? undefined : oneCodeColumn(node, maker);
  if (table) return table;
  switch (node.kind) {
    case 'name': {
      const column = maker.population.columns.get(node.name);
      return column ? columnVector(column) : constantOf(null);
    }
    case 'negate':
      return negatedVector(vectorise(node.operand, maker));
    case 'adapt':
      return productOf(maker, vectorise(node.operand, maker), constantOf(node.scale));
    case 'arithmetic':
      return arithmetic(maker, node);
    case 'call':
      return called(maker, node);
    case 'if':
      return branch(
        maker,
        maker.signal(node.condition),
        vectorise(node.whenTrue, maker),
        vectorise(node.whenFalse, maker),
      );
    default:
      throw new NotVectorisable(node.kind);
  }
};

/** What a comparison asks about: how left lies to right, as a number below, at or above zero. */
const differenceOf = (maker: VectorMaker, left: Node, right: Node): Vector => {
  if (left.type.kind === 'date') return sumOf(maker, dateOf(maker, left), dateOf(maker, right), 'subtract');
  if (isQuotient(left)) return quotientDifference(maker, left, right);
  if (isQuotient(right)) return negatedVector(quotientDifference(maker, right, left));
  return sumOf(maker, vectorise(left, maker), vectorise(right, maker), 'subtract');
};

const isQuotient = (node: Node): node is Node & { readonly kind: 'arithmetic' } =>
  node.kind === 'arithmetic' && node.operator === '/' && constantIn(node.right) === undefined;

/** a / b against c is a against b · c, turned where b is negative, and nobody knows where b is zero. */
const quotientDifference = (
  maker: VectorMaker,
  quotient: Node & { readonly kind: 'arithmetic' },
  other: Node,
): Vector => {
  const divisor = vectorise(quotient.right, maker);
  const goal = productOf(maker, divisor, vectorise(other, maker));
  const difference = sumOf(maker, vectorise(quotient.left, maker), goal, 'subtract');
  const by = new Float64Array(maker.size);
  const bound = Math.max(Math.abs(difference.lo), Math.abs(difference.hi));
  return {
    den: difference.den,
    lo: -bound,
    hi: bound,
    run: (selection, out) => {
      difference.run(selection, out);
      divisor.run(selection, by);
      for (let i = 0; i < selection.count; i += 1) {
        const d = by[i] as number;
        if (d === 0) out[i] = Number.NaN;
        else if (d < 0) out[i] = -(out[i] as number);
      }
    },
  };
};

/** A comparison of numbers or dates as a vector whose sign answers it. */
export const comparisonVector = (node: Node & { readonly kind: 'compare' }, maker: VectorMaker): Vector =>
  differenceOf(maker, node.left, node.right);
