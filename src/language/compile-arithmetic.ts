import { addDays, addMonths, daysBetween } from './dates.ts';
import { diagnostic } from './diagnostics.ts';
import { add, divide, type Exact, multiply, negate, subtract } from './exact.ts';
import { isUnknown, join, type Known, type Running, unknownOf } from './running.ts';
import type { Node } from './syntax.ts';
import type { Facts } from './values.ts';

type Run = (facts: Facts) => Running;
type Sum = Node & { readonly kind: 'arithmetic' };

const moved = (date: string, by: Exact, dimension: string): string | undefined => {
  if (typeof by !== 'number') return undefined;
  if (dimension === '年') return addMonths(date, by * 12);
  return dimension === '月' ? addMonths(date, by) : addDays(date, dimension === '周' ? by * 7 : by);
};

const dateSum = (node: Sum): ((a: Known, b: Known) => Known | undefined) => {
  const dimension = node.right.type.kind === 'number' ? node.right.type.dimension : '天';
  if (node.right.type.kind === 'date') return (a, b) => daysBetween(b as string, a as string);
  const sign = node.operator === '-' ? negate : (value: Exact) => value;
  return (a, b) => moved(a as string, sign(b as Exact), dimension);
};

const NUMBERS: Readonly<Record<Sum['operator'], (a: Exact, b: Exact) => Exact | undefined>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
};

/** Both sides known, or unknown for what is missing on either; what has no result says why. */
export const compileArithmetic = (node: Sum, left: Run, right: Run): Run => {
  const apply = node.left.type.kind === 'date' ? dateSum(node) : (NUMBERS[node.operator] as ReturnType<typeof dateSum>);
  const why =
    node.operator === '/' ? '除数是零，没有结果' : '日期只能按整的天、周、月、年推算，且不超出公元 1 至 9999 年';
  const code = node.operator === '/' ? 'division-by-zero' : 'no-such-date';
  const nothing = unknownOf([], [diagnostic('warning', code, node, why)]);
  return (facts) => {
    const [a, b] = [left(facts), right(facts)];
    if (isUnknown(a)) return isUnknown(b) ? join(a, b) : a;
    return isUnknown(b) ? b : (apply(a, b) ?? nothing);
  };
};
