import { type Exact, evaluate, type Node, type Type } from '#language';
import { monthsBetween, moved, yearsBetween } from './dates.ts';
import { numberOf, type Translating, textOf } from './inputs.ts';
import { compareNodes, contains, membership } from './membership.ts';
import * as fraction from './value.ts';
import { type Fraction, NotTranslatable, type SqlValue } from './value.ts';

type Of<Kind extends Node['kind']> = Node & { readonly kind: Kind };

const SQL_TYPES: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  date: 'date',
  list: 'text[]',
  number: 'numeric',
};

const plain = (text: string): SqlValue => ({ kind: 'plain', text });
const number = (value: Fraction): SqlValue => ({ kind: 'number', number: value });

const nothing = (type: Type): SqlValue =>
  type.kind === 'number' ? number(fraction.fractionOf(null)) : plain(`NULL::${SQL_TYPES[type.kind] ?? 'text'}`);

const nameValue = (at: Translating, node: Of<'name'>): SqlValue => {
  const column = at.column(node.name);
  if (column === undefined) return nothing(node.type);
  return node.type.kind === 'number' ? number({ n: `${column}::numeric`, d: 1n }) : plain(column);
};

/** A part without facts, worked out beforehand. */
const fixedOf = (node: Node): Exact | null =>
  evaluate({ source: '', root: node, diagnostics: [] }, {}).value as Exact | null;

/** NULL unless it is a whole number small enough for a date. */
const wholeCount = ({ n, d }: Fraction): string => {
  const by = fraction.denominator(d);
  return `CASE WHEN mod(${n}, ${by}) = 0 AND abs(${n}) <= 4000000 * ${by} THEN div(${n}, ${by})::int END`;
};

const dateSum = (at: Translating, node: Of<'arithmetic'>): SqlValue => {
  const date = textOf(at, node.left);
  if (node.right.type.kind === 'date') return number({ n: `(${date} - ${textOf(at, node.right)})::numeric`, d: 1n });
  const by = numberOf(at, node.right);
  const unit = node.right.type.kind === 'number' ? node.right.type.dimension : '天';
  const count = wholeCount(node.operator === '-' ? { ...by, n: `(-${by.n})` } : by);
  return plain(moved(date, `(${count})`, unit));
};

const arithmetic = (at: Translating, node: Of<'arithmetic'>): SqlValue => {
  if (node.left.type.kind === 'date') return dateSum(at, node);
  const [a, b] = [numberOf(at, node.left), numberOf(at, node.right)];
  if (node.operator === '*') return number(fraction.multiply(a, b));
  return number(node.operator === '/' ? fraction.divide(a, b) : fraction.add(a, b, node.operator));
};

const known = (at: Translating, node: Node): string => {
  const value = node.kind === 'list' ? plain('TRUE') : at.input(node);
  if (value.kind === 'plain') return `(${value.text} IS NOT NULL)`;
  const { n, d } = value.number;
  return typeof d === 'bigint' ? `(${n} IS NOT NULL)` : `(${n} IS NOT NULL AND ${d} IS NOT NULL)`;
};

const itemsOf = (at: Translating, node: Of<'call'>): readonly Fraction[] => {
  const [list] = node.args;
  if (list?.kind !== 'list' || list.items.length === 0) throw new NotTranslatable('对一个是事实的清单求值');
  return list.items.map((item) => numberOf(at, item));
};

const spoken = (type: Type): readonly [bigint, bigint] => {
  const dimension = type.kind === 'number' ? type.dimension : '';
  if (dimension === '%') return [1n, 100n];
  if (dimension === '元') return [100n, 1n];
  if (dimension.includes('元')) throw new NotTranslatable('对复合的金额单位取整');
  return [1n, 1n];
};

const rounding = (
  at: Translating,
  node: Of<'call'>,
  how: 'half-up' | 'floor' | 'ceiling',
  reads: (node: Node) => boolean,
): SqlValue => {
  const [value = node, digits] = node.args;
  if (digits && reads(digits)) throw new NotTranslatable('取整的位数是事实');
  const places = digits ? fixedOf(digits) : 0;
  if (places === null) return number(fraction.fractionOf(null));
  const digit = typeof places === 'number' ? Math.max(-30, Math.min(30, places)) : 0;
  const power = 10n ** BigInt(Math.abs(digit));
  const [p, q] = spoken(value.type);
  return number(fraction.rounded(numberOf(at, value), digit < 0 ? [p * power, q] : [p, q * power], how));
};

const dates = (at: Translating, node: Of<'call'>): readonly [string, string] => {
  const [from, to] = node.args;
  if (!from || !to) throw new NotTranslatable(node.function.inChinese);
  return [textOf(at, from), textOf(at, to)];
};

const extremeOf = (at: Translating, node: Of<'call'>, name: 'LEAST' | 'GREATEST'): SqlValue => {
  if (node.type.kind !== 'date') return number(fraction.extreme(name, itemsOf(at, node)));
  const [list] = node.args;
  if (list?.kind !== 'list') throw new NotTranslatable('对一个是事实的清单求值');
  const texts = list.items.map((item) => textOf(at, item));
  return plain(
    `CASE WHEN ${texts.map((text) => `${text} IS NULL`).join(' OR ')} THEN NULL ELSE ${name}(${texts.join(', ')}) END`,
  );
};

const count = (at: Translating, list: Node): SqlValue =>
  list.kind === 'list'
    ? number(fraction.fractionOf(list.items.length))
    : number({ n: `cardinality(${textOf(at, list)})::numeric`, d: 1n });

const whole = (text: string): SqlValue => number({ n: text, d: 1n });

const called = (at: Translating, node: Of<'call'>, reads: (node: Node) => boolean): SqlValue => {
  const [first = node, second = node] = node.args;
  switch (node.function.name) {
    case 'min':
      return extremeOf(at, node, 'LEAST');
    case 'max':
      return extremeOf(at, node, 'GREATEST');
    case 'sum':
      return number(itemsOf(at, node).reduce((a, b) => fraction.add(a, b, '+')));
    case 'mean': {
      const items = itemsOf(at, node);
      const sum = items.reduce((a, b) => fraction.add(a, b, '+'));
      return number({ n: sum.n, d: fraction.timesDenominators(sum.d, BigInt(items.length)) });
    }
    case 'count':
      return count(at, first);
    case 'abs': {
      const value = numberOf(at, first);
      return number({ ...value, n: `abs(${value.n})` });
    }
    case 'round':
      return rounding(at, node, 'half-up', reads);
    case 'floor':
    case 'ceiling':
      return rounding(at, node, node.function.name, reads);
    case 'contains':
      return plain(contains(at, first, second));
    case 'starts with':
      return plain(`starts_with(${textOf(at, first)}, ${textOf(at, second)})`);
    case 'string length':
      return whole(`char_length(${textOf(at, first)})::numeric`);
    case 'days between': {
      const [from, to] = dates(at, node);
      return whole(`(${to} - ${from})::numeric`);
    }
    case 'months between':
      return whole(monthsBetween(...dates(at, node)));
    case 'years between':
      return whole(yearsBetween(...dates(at, node)));
    case 'is known':
      return plain(known(at, first));
    default:
      throw new NotTranslatable(node.function.inChinese);
  }
};

const branch = (at: Translating, node: Of<'if'>): SqlValue => {
  const condition = textOf(at, node.condition);
  if (node.type.kind === 'number')
    return number(fraction.choose(condition, numberOf(at, node.whenTrue), numberOf(at, node.whenFalse)));
  const [a, b] = [textOf(at, node.whenTrue), textOf(at, node.whenFalse)];
  return plain(fraction.chosen(condition, a, b, `${a} = ${b}`));
};

/** One node in SQL, over inputs that have names already. */
export const translate = (node: Node, at: Translating, reads: (node: Node) => boolean): SqlValue => {
  switch (node.kind) {
    case 'boolean':
      return plain(node.value ? 'TRUE' : 'FALSE');
    case 'number':
      return number(fraction.fractionOf(node.value));
    case 'string':
      return plain(at.bind(node.value));
    case 'date':
      return plain(`DATE '${node.value}'`);
    case 'null':
      // Without a type of its own it takes the one of its place.
      return node.type.kind === 'any' ? plain('NULL') : nothing(node.type);
    case 'name':
      return nameValue(at, node);
    case 'not':
      return plain(`(NOT ${textOf(at, node.operand)})`);
    case 'negate': {
      const value = numberOf(at, node.operand);
      return number({ ...value, n: `(-${value.n})` });
    }
    case 'adapt':
      return number(fraction.multiply(numberOf(at, node.operand), fraction.fractionOf(node.scale)));
    case 'and':
    case 'or':
      return plain(
        `(${node.operands.map((operand) => textOf(at, operand)).join(node.kind === 'and' ? ' AND ' : ' OR ')})`,
      );
    case 'compare':
      return plain(compareNodes(at, node.operator, node.left, node.right));
    case 'arithmetic':
      return arithmetic(at, node);
    case 'in':
      return plain(membership(at, node));
    case 'between':
      return plain(
        `(${compareNodes(at, '>=', node.item, node.low)} AND ${compareNodes(at, '<=', node.item, node.high)})`,
      );
    case 'if':
      return branch(at, node);
    case 'call':
      return called(at, node, reads);
    default:
      throw new NotTranslatable(`“${node.kind}”单独不是一个值`);
  }
};
