import { addDays, day as parseDay } from '#kernel';
import {
  add,
  childrenOf,
  compareExact,
  displayValue,
  divide,
  type Exact,
  type Facts,
  type FactValue,
  multiply,
  type Node,
  negate,
  ratio,
  roundTo,
  subtract,
  type Type,
} from '#language';
import { resultOf } from '../explain/gap.ts';
import type { Program } from '../program.ts';
import { isExact, sidesOf } from './coverage.ts';

/** A value of one fact at which a condition turns, or one step beside it. */
export type Boundary = { readonly fact: string; readonly type: Type; readonly value: Exact | string };

type Pair = readonly [Node, Node];
type NameNode = Node & { readonly kind: 'name' };

const namesOf = (node: Node): readonly NameNode[] =>
  node.kind === 'name' ? [node] : childrenOf(node).flatMap(namesOf);

/** The smallest step one takes in a fact: a 分, a hundredth of a percent, one of what is counted. */
const stepOf = (type: Type): Exact => (type.kind === 'number' && type.dimension === '%' ? ratio(1n, 10_000n) : 1);

const difference = ([left, right]: Pair, facts: Facts): Exact | undefined => {
  const [a, b] = [resultOf(left, facts), resultOf(right, facts)];
  return isExact(a) && isExact(b) ? subtract(a, b) : undefined;
};

/** A value as records hold it: a fraction goes as the text that says it. */
const known = (value: Exact, type: Type): FactValue => (typeof value === 'number' ? value : displayValue(value, type));

/** Where the two sides are the same as one fact moves and the rest stays; nothing where they do not move in a line. */
const meeting = (pair: Pair, fact: NameNode, facts: Facts): Exact | undefined => {
  const at = (value: Exact): Exact | undefined => difference(pair, { ...facts, [fact.name]: known(value, fact.type) });
  const [zero, one] = [at(0), at(1)];
  const slope = zero !== undefined && one !== undefined ? subtract(one, zero) : undefined;
  const root = slope === undefined || zero === undefined ? undefined : divide(negate(zero), slope);
  const met = root === undefined ? undefined : at(root);
  return met !== undefined && compareExact(met, 0) === 0 ? root : undefined;
};

const daysAround = ([left, right]: Pair, facts: Facts): readonly Boundary[] => {
  const [name, other] = left.kind === 'name' ? [left, right] : [right, left];
  const day = name.kind === 'name' ? resultOf(other, facts) : null;
  if (name.kind !== 'name' || typeof day !== 'string') return [];
  return [-1, 0, 1].map((by) => ({ fact: name.name, type: name.type, value: addDays(parseDay(day), by) }));
};

/** Below, at and above: what lies between two steps has no value of its own to stand at. */
const around = (pair: Pair, facts: Facts): readonly Boundary[] => {
  if (pair[0].type.kind === 'date') return daysAround(pair, facts);
  const name = pair.flatMap(namesOf).find(({ type }) => type.kind === 'number');
  const root = name && meeting(pair, name, facts);
  if (!name || root === undefined) return [];
  const step = stepOf(name.type);
  const steps = divide(root, step) ?? 0;
  const [low, high] = [roundTo(steps, 1, 'floor'), roundTo(steps, 1, 'ceiling')];
  const whole = compareExact(low, high) === 0;
  return (whole ? [subtract(low, 1), low, add(low, 1)] : [low, high])
    .map((nth) => multiply(nth, step))
    .filter((value) => compareExact(value, 0) >= 0 || compareExact(root, 0) < 0)
    .map((value) => ({ fact: name.name, type: name.type, value }));
};

/**
 * Around every number and day that a rule's condition turns on: one fact just below, at, and just above, the others as
 * the given record has them.
 *
 * @example
 * boundariesOf(program, '研发补助', facts) // 上年营业收入 399999999.99元, 4亿元, 400000000.01元
 */
export const boundariesOf = (program: Program, rule: string, facts: Facts): readonly Boundary[] => {
  const found: Boundary[] = [];
  const visit = (id: number): void => {
    const at = program.nodes[id];
    if (at?.role === 'gate') at.inputs.forEach(visit);
    else if (at) for (const pair of sidesOf(at.node)) found.push(...around(pair, facts));
  };
  const asked = program.rules.find((each) => each.rule.id === rule);
  if (asked) visit(asked.condition);
  return found;
};
