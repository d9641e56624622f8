import {
  compareExact,
  displayValue,
  divide,
  type Exact,
  type Expression,
  evaluate,
  type Facts,
  formatExpression,
  multiply,
  type Node,
  negate,
  subtract,
  type Type,
  type Value,
} from '#language';
import { nameOf } from '../substitute.ts';

const wrap = (root: Node): Expression => ({ source: '', root, diagnostics: [] });

/** How people call this part: by the name it was written with, else by its formula. */
export const labelOf = (node: Node): string => nameOf(node) ?? formatExpression(wrap(node));

export const resultOf = (node: Node, facts: Facts): Value => evaluate(wrap(node), facts).value;

export const shownOf = (node: Node, facts: Facts): string => displayValue(resultOf(node, facts), node.type);

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

/** How far the left side is from what it is compared with; nothing for texts, codes and what is not known. */
export const compareGap = (node: Compare, facts: Facts): Gap | undefined => {
  const [left, right] = [resultOf(node.left, facts), resultOf(node.right, facts)];
  const label = labelOf(node.left);
  if (node.left.type.kind === 'date' && typeof left === 'string' && typeof right === 'string')
    return gapOf(Math.abs(daysOf(left) - daysOf(right)), DAYS, label);
  if (!isExact(left) || !isExact(right)) return undefined;
  return quotientGap(node.left, right, facts) ?? gapOf(size(subtract(right, left)), node.left.type, label);
};

/** How near, from 0 (nowhere) to 1 (there); for sorting near misses. */
export const nearness = (node: Compare, facts: Facts): number | undefined => {
  const [left, right] = [resultOf(node.left, facts), resultOf(node.right, facts)];
  if (!isExact(left) || !isExact(right) || compareExact(left, 0) <= 0 || compareExact(right, 0) <= 0) return undefined;
  const [small, large] = compareExact(left, right) < 0 ? [left, right] : [right, left];
  const share = divide(small, large) ?? 0;
  return typeof share === 'number' ? share : Number((share.n * 10_000n) / share.d) / 10_000;
};
