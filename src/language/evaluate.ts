import { compile } from './compile.ts';
import type { Diagnostic } from './diagnostics.ts';
import { displayValue } from './display.ts';
import type { Exact } from './exact.ts';
import type { Expression } from './expression.ts';
import { sayTree } from './format.ts';
import { isUnknown, type Running, type Unknown, unite } from './running.ts';
import { childrenOf, type Node } from './syntax.ts';
import type { Type } from './types.ts';
import type { Facts, Value } from './values.ts';

export type Evaluation = {
  readonly value: Value;
  /** The facts not known that could still change the answer; empty when the answer is known. */
  readonly missing: readonly string[];
  /** What went wrong on the way to an unknown: a zero divisor, a fact that is not what was declared. */
  readonly notes: readonly Diagnostic[];
};

const exported = (value: Running): Value => {
  if (isUnknown(value)) return null;
  return Array.isArray(value) ? (value as readonly Running[]).map(exported) : (value as Exact);
};

const unknownIn = (value: Running): Unknown | undefined => {
  if (isUnknown(value)) return value;
  return Array.isArray(value) ? unite(value as readonly Running[]) : undefined;
};

/**
 * Evaluates one record in three values. A fact that is `null` or absent is unknown; unknown goes through every
 * operator until something known settles the answer.
 *
 * @example
 * evaluate(parsed('高新技术企业 且 营业收入 <= 4亿元'), { 高新技术企业: true }) // { value: null, missing: ['营业收入'], notes: [] }
 * evaluate(parsed('高新技术企业 且 营业收入 <= 4亿元'), { 高新技术企业: false }) // { value: false, missing: [], notes: [] }
 */
export const evaluate = (expression: Expression, facts: Facts): Evaluation => evaluator(expression)(facts);

const NONE: readonly never[] = [];

/** `evaluate` for many records: to be kept by whoever asks again. */
export const evaluator = ({ root }: Expression): ((facts: Facts) => Evaluation) => {
  const run = compile(root);
  return (facts) => {
    const result = run(facts);
    const unknown = unknownIn(result);
    return { value: exported(result), missing: unknown?.missing ?? NONE, notes: unknown?.notes ?? NONE };
  };
};

/** One step of the reasoning, with the steps that it rests on. */
export type Explanation = {
  /** This part as people read it. */
  readonly text: string;
  readonly kind: Node['kind'];
  readonly type: Type;
  readonly value: Value;
  /** The value in words: 是, 否, 未知, 2.4%, 19.2万元. */
  readonly shown: string;
  readonly missing: readonly string[];
  readonly notes: readonly Diagnostic[];
  /** Columns of this part in the expression as it was written. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Explanation[];
};

const explainNode = (node: Node, facts: Facts): Explanation => {
  if (node.kind === 'adapt') return { ...explainNode(node.operand, facts), ...step(node, facts) };
  return { ...step(node, facts), children: childrenOf(node).map((child) => explainNode(child, facts)) };
};

const step = (node: Node, facts: Facts): Omit<Explanation, 'children'> => {
  const { kind, type, start, end } = node;
  const text = sayTree(node);
  const isSet = node.kind === 'range' || (node.kind === 'list' && node.items.some((item) => item.kind === 'range'));
  if (isSet) return { text, kind, type, value: null, shown: text, missing: [], notes: [], start, end };
  const result = compile(node)(facts);
  const [value, unknown] = [exported(result), unknownIn(result)];
  const shown = displayValue(value, type);
  return { text, kind, type, value, shown, missing: unknown?.missing ?? [], notes: unknown?.notes ?? [], start, end };
};

/**
 * The answer with the value of every part, for 为什么 panels. Parts that short-circuiting skipped are shown too.
 *
 * @example
 * explain(parsed('研发费用占比 >= 3%'), { 研发费用占比: 0.024 }).children.map((part) => part.shown) // ['2.4%', '3%']
 */
export const explain = (expression: Expression, facts: Facts): Explanation => explainNode(expression.root, facts);
