import type { Syntax } from './syntax.ts';
import type { Facts } from './values.ts';

/**
 * A second, naive evaluator for conditions without unknowns: fractions of bigints, two values, no shared code.
 * `null` stands for a division by zero, and as soon as anything else cannot settle the answer.
 */
type Fraction = readonly [bigint, bigint];
type Plain = boolean | string | Fraction | null;

const MONEY = new Set(['营业收入', '研发费用']);

const fraction = (decimal: string): Fraction => {
  const [whole = '0', part = ''] = decimal.split('.');
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
};

const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
const compare = (a: Plain, b: Plain): number => {
  if (typeof a === 'string') return a < (b as string) ? -1 : a === b ? 0 : 1;
  const [[n, d], [m, e]] = [a as Fraction, b as Fraction];
  const difference = n * e - m * d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

const SCALES: Readonly<Record<string, Fraction>> = {
  '': [1n, 1n],
  元: [1n, 1n],
  万元: [10_000n, 1n],
  亿元: [100_000_000n, 1n],
  '%': [1n, 100n],
};

const number = (written: string): Fraction => {
  const unit = /[^\d.]*$/.exec(written)?.[0] ?? '';
  return times(fraction(written.slice(0, written.length - unit.length)), SCALES[unit] ?? [1n, 1n]);
};

/** Money facts are 分, and everything here is 元. */
const fact = (name: string, facts: Facts): Plain => {
  const value = facts[name];
  if (typeof value !== 'number') return value as boolean | string;
  const read = fraction(String(Math.abs(value)));
  const signed: Fraction = value < 0 ? [-read[0], read[1]] : read;
  return MONEY.has(name) ? times(signed, [1n, 100n]) : signed;
};

const floor = (n: bigint, d: bigint): bigint => (n % d !== 0n && n < 0n ? n / d - 1n : n / d);

/** To whole 元, whole numbers, or whole per cents, halves away from zero. */
const rounded = ([n, d]: Fraction, percent: boolean): Fraction => {
  const unit = percent ? 100n : 1n;
  const size = floor((n < 0n ? -n : n) * unit * 2n + d, d * 2n);
  return [n < 0n ? -size : size, unit];
};

const isPercent = (tree: Syntax): boolean => {
  if (tree.kind === 'number') return tree.written.endsWith('%');
  if (tree.kind === 'name') return tree.name === '研发费用占比' || tree.name === '利润率';
  if (tree.kind === 'arithmetic') return isPercent(tree.left);
  if (tree.kind === 'negate') return isPercent(tree.operand);
  if (tree.kind === 'if') return isPercent(tree.whenTrue);
  if (tree.kind === 'list') return tree.items.some(isPercent);
  return tree.kind === 'call' && tree.args.some(isPercent);
};

const arithmetic = (operator: string, [n, d]: Fraction, [m, e]: Fraction): Plain => {
  if (operator === '+') return [n * e + m * d, d * e];
  if (operator === '-') return [n * e - m * d, d * e];
  if (operator === '*') return [n * m, d * e];
  if (m === 0n) return null;
  return m < 0n ? [-n * e, d * -m] : [n * e, d * m];
};

const HOLDS: Readonly<Record<string, (sign: number) => boolean>> = {
  '=': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

const holds = (operator: string, a: Plain, b: Plain): boolean | null =>
  a === null || b === null ? null : (HOLDS[operator]?.(compare(a, b)) ?? null);

const all = (truths: readonly Plain[]): boolean | null =>
  truths.includes(false) ? false : truths.includes(null) ? null : true;
const some = (truths: readonly Plain[]): boolean | null =>
  truths.includes(true) ? true : truths.includes(null) ? null : false;

const within = (item: Syntax, set: Syntax, facts: Facts): boolean | null => {
  const value = plainly(item, facts);
  if (set.kind === 'list') return some(set.items.map((element) => within(item, element, facts)));
  if (set.kind === 'range')
    return all([
      holds(set.lowClosed ? '>=' : '>', value, plainly(set.low, facts)),
      holds(set.highClosed ? '<=' : '<', value, plainly(set.high, facts)),
    ]);
  if (set.kind === 'string') return (value as string).startsWith(set.value);
  return holds('=', value, plainly(set, facts));
};

const called = (tree: Syntax & { readonly kind: 'call' }, facts: Facts): Plain => {
  const [first] = tree.args;
  if (first?.kind === 'list') {
    const values = first.items.map((item) => plainly(item, facts));
    return values.includes(null) ? null : values.reduce((best, value) => (compare(value, best) > 0 ? value : best));
  }
  const value = first ? plainly(first, facts) : null;
  return value && rounded(value as Fraction, isPercent(tree));
};

const chosen = (tree: Syntax & { readonly kind: 'if' }, facts: Facts): Plain => {
  const test = plainly(tree.condition, facts);
  const [a, b] = [plainly(tree.whenTrue, facts), plainly(tree.whenFalse, facts)];
  if (test !== null) return test ? a : b;
  return a !== null && b !== null && compare(a, b) === 0 ? a : null;
};

export const plainly = (tree: Syntax, facts: Facts): Plain => {
  switch (tree.kind) {
    case 'boolean':
    case 'string':
    case 'date':
      return tree.value;
    case 'number':
      return number(tree.written);
    case 'name':
      return fact(tree.name, facts);
    case 'not': {
      const value = plainly(tree.operand, facts);
      return value === null ? null : !value;
    }
    case 'negate': {
      const value = plainly(tree.operand, facts) as Fraction | null;
      return value && [-value[0], value[1]];
    }
    case 'and':
      return all(tree.operands.map((operand) => plainly(operand, facts)));
    case 'or':
      return some(tree.operands.map((operand) => plainly(operand, facts)));
    case 'compare':
      return holds(tree.operator, plainly(tree.left, facts), plainly(tree.right, facts));
    case 'arithmetic': {
      const [left, right] = [plainly(tree.left, facts), plainly(tree.right, facts)] as [
        Fraction | null,
        Fraction | null,
      ];
      return left && right && arithmetic(tree.operator, left, right);
    }
    case 'in':
      return within(tree.item, tree.set, facts);
    case 'between': {
      const item = plainly(tree.item, facts);
      return all([holds('>=', item, plainly(tree.low, facts)), holds('<=', item, plainly(tree.high, facts))]);
    }
    case 'if':
      return chosen(tree, facts);
    case 'call':
      return called(tree, facts);
    default:
      throw new Error(`no plain meaning for ${tree.kind}`);
  }
};
