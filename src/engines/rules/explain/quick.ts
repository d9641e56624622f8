import { type Exact, evaluate, exactText, type Node } from '#language';
import type { DagNode } from '../dag.ts';

/** What the value of the fact answers; `undefined` when the language itself must be asked. */
type Way = (raw: unknown) => boolean | null | undefined;

/** A short way to the answer of an atom that reads one fact. */
export type Quick = {
  readonly fact: string;
  readonly way: Way;
  /** Where the answer to a number turns; without it, numbers are the language's. */
  readonly turn?: number;
};

const wrap = (root: Node) => ({ source: '', root, diagnostics: [] });

const quickFlag: Way = (raw) =>
  raw === true || raw === false ? raw : raw === null || raw === undefined ? null : undefined;

type Compare = Node & { readonly kind: 'compare' };

const HOLDS: Readonly<Record<Compare['operator'], (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/**
 * A number against a fixed one. Rounding to doubles keeps the order, so that two doubles that differ settle it;
 * where they are equal only exact arithmetic can tell.
 */
const quickComparison = (node: Compare): Omit<Quick, 'fact'> | undefined => {
  const { left, right, operator } = node;
  const [fact, fixed] = left.kind === 'name' ? [left, right] : [right, left];
  if (fact.kind !== 'name' || fact.type.kind !== 'number') return undefined;
  const value = evaluate(wrap(fixed), {}).value as Exact | null;
  // Only a decimal has a nearest double that is sure to be it.
  const text = value === null ? undefined : exactText(value);
  if (text === undefined) return undefined;
  const [goal, holds] = [Number(text), HOLDS[operator]];
  const factFirst = fact === left;
  const way: Way = (raw) => {
    if (raw === null || raw === undefined) return null;
    if (typeof raw !== 'number' || raw === goal || !Number.isFinite(raw)) return undefined;
    return factFirst ? holds(raw, goal) : holds(goal, raw);
  };
  return { way, turn: goal };
};

/** One code, text or date after another is asked of the language; a number is not, for it may need exact arithmetic. */
const asking = (node: Node, name: string): Way => {
  const expression = wrap(node);
  return (given) => {
    const raw = given ?? null;
    if (typeof raw !== 'string' && typeof raw !== 'boolean' && raw !== null) return undefined;
    return evaluate(expression, { [name]: raw }).value as boolean | null;
  };
};

/** The short way to an atom, if there is one. */
export const quickOf = ({ node, reads, role }: DagNode): Quick | undefined => {
  const [name, other] = reads;
  // A fact called like something that every object has must be looked for with care.
  if (role !== 'atom' || name === undefined || other !== undefined || name.includes('.') || name in Object.prototype)
    return undefined;
  if (node.kind === 'name') return { fact: name, way: quickFlag };
  const constant = node.kind === 'compare' && (node.left.kind === 'name') !== (node.right.kind === 'name');
  return { fact: name, ...((constant ? quickComparison(node) : undefined) ?? { way: asking(node, name) }) };
};
