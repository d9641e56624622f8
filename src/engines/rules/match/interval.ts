import type { Exact, Node } from '#language';
import { type Column, dayNumber } from './population.ts';
import { constantIn } from './vectorise.ts';

/** Stored values from `from` up to, not including, `to`. */
export type Interval = { readonly from: number; readonly to: number };

export type IntervalAtom = { readonly column: string; readonly interval: Interval };

type Compare = Node & { readonly kind: 'compare' };

const MIRRORED = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const floorOf = (n: bigint, d: bigint): bigint => (n % d !== 0n && n < 0n ? n / d - 1n : n / d);

const clamp = (value: bigint): number => {
  const far = 2n ** 60n;
  return value > far ? Number.POSITIVE_INFINITY : value < -far ? Number.NEGATIVE_INFINITY : Number(value);
};

/** The whole numbers v with v / scale in the relation to the goal. */
const wholeNumbers = (operator: Compare['operator'], goal: Exact, scale: number): Interval => {
  const [n, d] = typeof goal === 'number' ? [BigInt(goal) * BigInt(scale), 1n] : [goal.n * BigInt(scale), goal.d];
  const floor = floorOf(n, d);
  const ceiling = -floorOf(-n, d);
  const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  switch (operator) {
    case '>=':
      return { ...everything, from: clamp(ceiling) };
    case '>':
      return { ...everything, from: clamp(floor + 1n) };
    case '<=':
      return { ...everything, to: clamp(floor + 1n) };
    case '<':
      return { ...everything, to: clamp(ceiling) };
    default:
      return floor === ceiling ? { from: clamp(floor), to: clamp(floor + 1n) } : { from: 0, to: 0 };
  }
};

/** A comparison of one column with what is fixed, as an interval of its stored values; `undefined` for anything else. */
export const intervalOf = (node: Node, columns: ReadonlyMap<string, Column>): IntervalAtom | undefined => {
  if (node.kind !== 'compare' || node.operator === '!=') return undefined;
  const turned = node.left.kind !== 'name';
  const [left, right] = turned ? [node.right, node.left] : [node.left, node.right];
  if (left.kind !== 'name') return undefined;
  const column = columns.get(left.name);
  const goal = constantIn(right) as Exact | string | null | undefined;
  if (goal === undefined || goal === null || !column || column.kind === 'code') return undefined;
  const operator = turned ? MIRRORED[node.operator] : node.operator;
  if (column.kind === 'date')
    return typeof goal === 'string'
      ? { column: left.name, interval: wholeNumbers(operator, dayNumber(goal), 1) }
      : undefined;
  return typeof goal === 'string'
    ? undefined
    : { column: left.name, interval: wholeNumbers(operator, goal, column.scale) };
};
