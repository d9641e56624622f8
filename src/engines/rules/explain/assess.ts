import { type Evaluation, type Exact, evaluate, type Facts, roundTo } from '#language';
import type { DagNode } from '../dag.ts';
import type { Program, ProgramRule } from '../program.ts';
import { type Quick, quickOf } from './quick.ts';

/** `null` is unknown, and never counts as no. */
export type Truth = boolean | null;

export type Outcome = {
  readonly rule: ProgramRule;
  readonly truth: Truth;
  /** In 分, of a rule that applies: `null` when the formula lacks a fact, `undefined` when there is nothing to pay. */
  readonly amount: number | null | undefined;
};

/** One record under all rules. Nodes are answered once, whatever number of rules share them. */
export type Assessment = {
  readonly program: Program;
  readonly facts: Facts;
  readonly outcomes: readonly Outcome[];
  readonly truthOf: (node: number) => Truth;
  readonly evaluationOf: (node: number) => Evaluation;
};

type Answers = {
  readonly program: Program;
  readonly facts: Facts;
  readonly truths: (Truth | undefined)[];
  readonly quick: readonly (Quick | undefined)[];
};

const quickWays = new WeakMap<Program, readonly (Quick | undefined)[]>();

const quickFor = (program: Program): readonly (Quick | undefined)[] => {
  const known = quickWays.get(program);
  if (known) return known;
  const made = program.nodes.map(quickOf);
  quickWays.set(program, made);
  return made;
};

const expressions = new WeakMap<DagNode, { source: string; root: DagNode['node']; diagnostics: [] }>();

const expressionOf = (node: DagNode) => {
  const known = expressions.get(node);
  if (known) return known;
  const made = { source: '', root: node.node, diagnostics: [] as [] };
  expressions.set(node, made);
  return made;
};

const nodeAt = (program: Program, id: number): DagNode => {
  const node = program.nodes[id];
  if (!node) throw new Error(`no node ${id} in this program`);
  return node;
};

const gate = (answers: Answers, node: DagNode): Truth => {
  if (node.node.kind === 'not') {
    const truth = truthIn(answers, node.inputs[0] ?? 0);
    return truth === null ? null : !truth;
  }
  const settled = node.node.kind === 'or';
  let so: Truth = !settled;
  for (const input of node.inputs) {
    const truth = truthIn(answers, input);
    if (truth === settled) return settled;
    if (truth === null) so = null;
  }
  return so;
};

const atom = (answers: Answers, node: DagNode): Truth => {
  const truth = answers.quick[node.id]?.(answers.facts);
  return truth === undefined ? (evaluate(expressionOf(node), answers.facts).value as Truth) : truth;
};

const truthIn = (answers: Answers, id: number): Truth => {
  const known = answers.truths[id];
  if (known !== undefined) return known;
  const node = nodeAt(answers.program, id);
  const truth = node.role === 'gate' ? gate(answers, node) : atom(answers, node);
  answers.truths[id] = truth;
  return truth;
};

/** To the whole 分, halves away from zero. An amount beyond what a number holds exactly is a mistake in the rule. */
export const fenOf = (value: Exact): number => {
  const fen = roundTo(value, 1, 'half-up');
  if (typeof fen === 'number') return fen;
  throw new Error(`金额超出了可以精确表示的范围：${fen.n} 分`);
};

const amountOf = (answers: Answers, { amount }: ProgramRule, truth: Truth): number | null | undefined => {
  if (truth !== true || amount === undefined) return undefined;
  const { value } = evaluate(expressionOf(nodeAt(answers.program, amount)), answers.facts);
  return value === null ? null : fenOf(value as Exact);
};

/**
 * Answers every rule for one record in three values. Why, what is missing and by how much is `explainRule`'s, on
 * demand.
 *
 * @example
 * assess(program, { 高新技术企业: true, 营业收入: null }).outcomes.map((each) => each.truth) // [true, null, false]
 */
export const assess = (program: Program, facts: Facts): Assessment => {
  const truths = new Array<Truth | undefined>(program.nodes.length);
  const answers: Answers = { program, facts, truths, quick: quickFor(program) };
  const outcomes = program.rules.map((rule): Outcome => {
    const truth = truthIn(answers, rule.condition);
    return { rule, truth, amount: amountOf(answers, rule, truth) };
  });
  return {
    program,
    facts,
    outcomes,
    truthOf: (node) => truthIn(answers, node),
    evaluationOf: (node) => evaluate(expressionOf(nodeAt(program, node)), facts),
  };
};
