import { compareExact, type Exact } from './exact.ts';
import { both, either, isUnknown, join, type Known, type Running, type Truth } from './running.ts';
import type { Comparison } from './syntax.ts';
import { OPEN_CODE, type Type } from './types.ts';

const isList = (value: Known): value is readonly Running[] => Array.isArray(value);

const equalLists = (a: readonly Running[], b: readonly Running[]): Truth => {
  if (a.length !== b.length) return false;
  return a.reduce<Truth>((so, item, i) => both(so, equal(item, b[i] ?? item)), true);
};

/** Equal, not equal, or nobody knows. Lists compare element by element. */
export const equal = (a: Running, b: Running): Truth => {
  if (isUnknown(a)) return isUnknown(b) ? join(a, b) : a;
  if (isUnknown(b)) return b;
  if (isList(a) || isList(b)) return isList(a) && isList(b) ? equalLists(a, b) : false;
  if (typeof a === 'string' || typeof a === 'boolean') return a === b;
  return compareExact(a, b as Exact) === 0;
};

/** Negative, zero or positive, for numbers and for dates as text. */
const order = (a: Known, b: Known): number =>
  typeof a === 'string' ? (a < (b as string) ? -1 : a === b ? 0 : 1) : compareExact(a as Exact, b as Exact);

const ORDERED: Readonly<Record<Exclude<Comparison, '=' | '!='>, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

/** The comparison as a function of two values in three-valued logic. */
export const comparing = (operator: Comparison): ((a: Running, b: Running) => Truth) => {
  if (operator === '=') return equal;
  if (operator === '!=')
    return (a, b) => {
      const same = equal(a, b);
      return isUnknown(same) ? same : !same;
    };
  const holds = ORDERED[operator];
  return (a, b) => {
    if (isUnknown(a)) return isUnknown(b) ? join(a, b) : a;
    return isUnknown(b) ? b : holds(order(a, b));
  };
};

/**
 * What a code begins with when it lies under another: the code itself, except that a region of GB/T 2260 that ends in
 * 00 stands for all of it.
 *
 * @example
 * codePrefix('GB/T 4754', 'C39') // 'C39'
 * codePrefix('GB/T 2260', '330800') // '3308'
 */
export const codePrefix = (list: string, ancestor: string): string => {
  const regions = list === OPEN_CODE || list.includes('2260');
  return regions && /^\d{6}$/.test(ancestor) ? ancestor.replace(/(?:00)+$/, '') : ancestor;
};

/** True when the code is the other or lies below it. */
export const liesUnder = (type: Type, code: Running, ancestor: Running): Truth => {
  if (type.kind !== 'code') return equal(code, ancestor);
  if (isUnknown(code)) return isUnknown(ancestor) ? join(code, ancestor) : code;
  if (isUnknown(ancestor)) return ancestor;
  const prefix = codePrefix(type.list, ancestor as string);
  return prefix !== '' && (code as string).startsWith(prefix);
};

/** True when one test is, false when all are: an unknown element leaves the answer open unless another settles it. */
export const anyOf = <T>(items: readonly T[], test: (item: T) => Truth): Truth => {
  let so: Truth = false;
  for (const item of items) {
    so = either(so, test(item));
    if (so === true) return true;
  }
  return so;
};
