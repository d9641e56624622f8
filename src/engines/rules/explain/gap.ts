import {
  childrenOf,
  compareExact,
  displayValue,
  type Exact,
  type Expression,
  evaluate,
  evaluator,
  type Facts,
  multiply,
  type Node,
  negate,
  sayExpression,
  subtract,
  type Type,
  type Value,
} from '#language';
import { nameOf } from '../substitute.ts';

const wrap = (root: Node): Expression => ({ source: '', root, diagnostics: [] });

const labels = new WeakMap<Node, string>();

/** How people call this part: by the name it was written with, else by its formula. */
export const labelOf = (node: Node): string => {
  const known = labels.get(node);
  if (known !== undefined) return known;
  const made = nameOf(node) ?? sayExpression(wrap(node));
  labels.set(node, made);
  return made;
};

const fixed = new WeakMap<Node, boolean>();

/** Whether it is the same for everyone. */
const isFixed = (node: Node): boolean => {
  const known = fixed.get(node);
  if (known !== undefined) return known;
  const made = node.kind !== 'name' && childrenOf(node).every(isFixed);
  fixed.set(node, made);
  return made;
};

const shownFixed = new WeakMap<Node, string>();

export const resultOf = (node: Node, facts: Facts): Value => evaluate(wrap(node), facts).value;

/** What somebody's facts look like in words: many conditions speak of the same ones. */
const shownFacts = new WeakMap<Facts, Map<string, string>>();

/** The value in words; what is the same for everyone is put into words once, a fact once for whom it is about. */
export const shownOf = (node: Node, facts: Facts, value?: Value): string => {
  const known = shownFixed.get(node);
  if (known !== undefined) return known;
  if (node.kind === 'name') {
    const own = shownFacts.get(facts) ?? new Map<string, string>();
    shownFacts.set(facts, own);
    const shown = own.get(node.name) ?? shownNow(node, facts, value);
    own.set(node.name, shown);
    return shown;
  }
  const shown = shownNow(node, facts, value);
  if (isFixed(node)) shownFixed.set(node, shown);
  return shown;
};

const shownNow = (node: Node, facts: Facts, value: Value | undefined): string =>
  displayValue(value === undefined ? resultOf(node, facts) : value, node.type);

type Compare = Node & { readonly kind: 'compare' };
export type Operator = Compare['operator'];

export const OPPOSITE: Readonly<Record<Operator, Operator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
const SIGN: Readonly<Record<Operator, string>> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
};

/** Days are early or late, not low or high. */
const ON_DAYS: typeof SIGN = { ...SIGN, '<': '早于', '<=': '不晚于', '>': '晚于', '>=': '不早于' };

export const relationOf = ({ left }: Compare, operator: Operator): string =>
  (left.type.kind === 'date' ? ON_DAYS : SIGN)[operator];

/** A distance to the goal, in stored units and in words. */
export type Gap = { readonly value: Exact; readonly type: Type; readonly shown: string; readonly of: string };

const isExact = (value: Value): value is Exact =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && !Array.isArray(value));

const size = (value: Exact): Exact => (compareExact(value, 0) < 0 ? negate(value) : value);

const inWords = (value: Exact, type: Type): string => {
  const shown = displayValue(value, type);
  return type.kind === 'number' && type.dimension === '%' ? shown.replace('%', ' 个百分点') : shown;
};

const gapOf = (value: Exact, type: Type, of: string): Gap => ({ value, type, shown: inWords(value, type), of });

const DAYS: Type = { kind: 'number', dimension: '天' };

const daysOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** 研发费用 / 营业收入 >= 3%: what lacks is money for research, not a percentage. */
const quotientGap = (left: Node, goal: Exact, facts: Facts): Gap | undefined => {
  if (left.kind !== 'arithmetic' || left.operator !== '/') return undefined;
  const [over, under] = [resultOf(left.left, facts), resultOf(left.right, facts)];
  if (!isExact(over) || !isExact(under) || left.left.type.kind !== 'number') return undefined;
  return gapOf(size(subtract(multiply(goal, under), over)), left.left.type, labelOf(left.left));
};

/** Both sides of a comparison, worked out once. */
export type Sides = readonly [left: Value, right: Value];
export const sidesOf = ({ left, right }: Compare): ((facts: Facts) => Sides) => {
  const [one, other] = [sideOf(left), sideOf(right)];
  return (facts) => [one(facts), other(facts)];
};

/** What is the same for everyone is worked out once. */
const sideOf = (node: Node): ((facts: Facts) => Value) => {
  const ask = evaluator(wrap(node));
  if (!isFixed(node)) return (facts) => ask(facts).value;
  const { value } = ask({});
  return () => value;
};

/** How far the left side is from what it is compared with; nothing for texts, codes and what is not known. */
export const compareGap = (node: Compare, facts: Facts, [left, right] = sidesOf(node)(facts)): Gap | undefined => {
  const label = labelOf(node.left);
  if (node.left.type.kind === 'date' && typeof left === 'string' && typeof right === 'string')
    return gapOf(Math.abs(daysOf(left) - daysOf(right)), DAYS, label);
  if (!isExact(left) || !isExact(right)) return undefined;
  return quotientGap(node.left, right, facts) ?? gapOf(size(subtract(right, left)), node.left.type, label);
};

const asNumber = (value: Value): number =>
  typeof value === 'number' ? value : isExact(value) ? Number(value.n) / Number(value.d) : Number.NaN;

/** How near, from 0 (nowhere) to 1 (there); for sorting near misses. */
export const nearness = ([first, second]: Sides): number | undefined => {
  const [left, right] = [asNumber(first), asNumber(second)];
  if (!(left > 0 && right > 0)) return undefined;
  return Math.floor((Math.min(left, right) / Math.max(left, right)) * 10_000) / 10_000;
};
