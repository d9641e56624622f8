import { type Exact, evaluate, type FactValue, type Node, type Type } from '#language';
import type { DagNode } from '../dag.ts';
import type { Program } from '../program.ts';

/**
 * What the checks vary: facts by values that stand for all values between two thresholds, and atoms that are too
 * involved for that, each by itself, as if it could come out either way. So a "never" that is found is one.
 */
export type Variable =
  | { readonly kind: 'fact'; readonly name: string; readonly type: Type; readonly values: readonly FactValue[] }
  | { readonly kind: 'atom'; readonly node: number };

const fixed = (node: Node): unknown => evaluate({ source: '', root: node, diagnostics: [] }, {}).value;

const readsNothing = (node: Node): boolean => {
  if (node.kind === 'name') return false;
  switch (node.kind) {
    case 'list':
      return node.items.every(readsNothing);
    case 'range':
      return readsNothing(node.low) && readsNothing(node.high);
    case 'negate':
    case 'adapt':
      return readsNothing(node.operand);
    case 'arithmetic':
      return readsNothing(node.left) && readsNothing(node.right);
    default:
      return ['number', 'string', 'date', 'boolean'].includes(node.kind);
  }
};

/** The fact and the fixed values that an atom compares it with; `undefined` when it does anything else. */
const comparedWith = (
  node: Node,
): { readonly fact: Node & { readonly kind: 'name' }; readonly with: readonly Node[] } | undefined => {
  const ends = (set: Node): readonly Node[] =>
    set.kind === 'list' ? set.items.flatMap(ends) : set.kind === 'range' ? [set.low, set.high] : [set];
  const of = (fact: Node, all: readonly Node[]) =>
    fact.kind === 'name' && all.every(readsNothing) ? { fact, with: all } : undefined;
  switch (node.kind) {
    case 'name':
      return { fact: node, with: [] };
    case 'compare':
      return of(node.left, [node.right]) ?? of(node.right, [node.left]);
    case 'between':
      return of(node.item, [node.low, node.high]);
    case 'in':
      return node.item.kind === 'name' && node.item.type.kind !== 'list' ? of(node.item, ends(node.set)) : undefined;
    default:
      return undefined;
  }
};

const asNumber = (value: Exact): number => (typeof value === 'number' ? value : Number(value.n) / Number(value.d));

/** What is counted in whole numbers: 分, and heads of anything. */
const COUNTED = new Set(['元', '人', '户', '家', '件', '项', '次', '个', '条', '台', '套', '辆', '床', '篇', '份']);

/** Each threshold, a point between each two, and one beyond either end. */
const aroundNumbers = (cuts: readonly number[], dimension: string): readonly FactValue[] => {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const size = Math.max(1, Math.ceil(Math.abs(sorted[0] ?? 0)), Math.ceil(Math.abs(sorted.at(-1) ?? 0)));
  const between = sorted.slice(1).map((cut, i) => ((sorted[i] ?? 0) + cut) / 2);
  const all = [...sorted, ...between, (sorted[0] ?? 0) - size, (sorted.at(-1) ?? 0) + size];
  const whole = COUNTED.has(dimension) ? all.flatMap((value) => [Math.floor(value), Math.ceil(value)]) : all;
  return [...new Set(whole)];
};

const DAY = 86_400_000;
const nextDay = (date: string, by: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);

const aroundTexts = (texts: readonly string[], isCode: boolean): readonly FactValue[] => [
  ...texts,
  // Below a code lie others; and something that nobody mentioned.
  ...(isCode ? texts.map((text) => `${text}~`) : []),
  '~',
];

const valuesFor = (type: Type, found: readonly unknown[]): readonly FactValue[] => {
  switch (type.kind) {
    case 'boolean':
      return [true, false];
    case 'number':
      return aroundNumbers(
        found.map((value) => asNumber(value as Exact)),
        type.dimension,
      );
    case 'date':
      return [...new Set((found as readonly string[]).flatMap((date) => [nextDay(date, -1), date, nextDay(date, 1)]))];
    default:
      return [...new Set(aroundTexts(found as readonly string[], type.kind === 'code'))];
  }
};

const atomsBelow = (program: Program, roots: readonly number[]): readonly DagNode[] => {
  const found = new Map<number, DagNode>();
  const visit = (id: number): void => {
    const node = program.nodes[id];
    if (!node || found.has(id)) return;
    if (node.role === 'atom') found.set(id, node);
    else for (const input of node.inputs) visit(input);
  };
  for (const root of roots) visit(root);
  return [...found.values()].filter((node) => node.reads.length > 0);
};

/** The variables of these conditions. */
export const variablesOf = (program: Program, roots: readonly number[]): readonly Variable[] => {
  const facts = new Map<string, { type: Type; found: unknown[] }>();
  const involved: Variable[] = [];
  for (const { id, node } of atomsBelow(program, roots)) {
    const compared = comparedWith(node);
    const values = compared?.with.map(fixed) ?? [];
    if (!compared || values.includes(null)) involved.push({ kind: 'atom', node: id });
    else {
      const known = facts.get(compared.fact.name) ?? { type: compared.fact.type, found: [] };
      known.found.push(...values);
      facts.set(compared.fact.name, known);
    }
  }
  const simple = [...facts].map(
    ([name, { type, found }]): Variable => ({ kind: 'fact', name, type, values: valuesFor(type, found) }),
  );
  return [...simple, ...involved];
};
