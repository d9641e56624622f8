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

const [ATOM, AND, OR, NOT] = [0, 1, 2, 3] as const;
/** Not asked yet is 0, so that fresh memory says so. */
const [YES, NO, UNKNOWN] = [1, 2, 3] as const;

/** A program laid out flat: thousands of nodes are answered for one record. */
type Layout = {
  readonly kinds: Uint8Array;
  /** The inputs of node i lie from `from[i]` up to `from[i + 1]`. */
  readonly from: Int32Array;
  readonly inputs: Int32Array;
  readonly ways: readonly (Quick['way'] | undefined)[];
  /** Which of `facts` the short way of a node reads. */
  readonly slots: Int32Array;
  readonly facts: readonly string[];
};

type Answers = {
  readonly program: Program;
  readonly layout: Layout;
  readonly facts: Facts;
  /** Of each fact in the layout: looked up once, whatever number of nodes read it. */
  readonly values: readonly unknown[];
  readonly codes: Uint8Array;
};

const kindOf = ({ role, node }: DagNode): number => {
  if (role !== 'gate') return ATOM;
  return node.kind === 'not' ? NOT : node.kind === 'or' ? OR : AND;
};

const layOut = ({ nodes }: Program): Layout => {
  const quick = nodes.map(quickOf);
  const facts = [...new Set(quick.flatMap((each) => each?.fact ?? []))];
  const places = new Map(facts.map((name, slot) => [name, slot]));
  const from = new Int32Array(nodes.length + 1);
  for (const [id, { inputs }] of nodes.entries()) from[id + 1] = (from[id] as number) + inputs.length;
  return {
    kinds: Uint8Array.from(nodes, kindOf),
    from,
    inputs: Int32Array.from(nodes.flatMap((each) => each.inputs)),
    ways: quick.map((each) => each?.way),
    slots: Int32Array.from(quick, (each) => (each ? (places.get(each.fact) ?? 0) : 0)),
    facts,
  };
};

const layouts = new WeakMap<Program, Layout>();

const layoutOf = (program: Program): Layout => {
  const known = layouts.get(program);
  if (known) return known;
  const made = layOut(program);
  layouts.set(program, made);
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

const codeOf = (truth: Truth): number => (truth === true ? YES : truth === false ? NO : UNKNOWN);
const truthOf = (code: number): Truth => (code === YES ? true : code === NO ? false : null);

const gate = (answers: Answers, id: number, kind: number): number => {
  const { from, inputs } = answers.layout;
  const settled = kind === OR ? YES : NO;
  let so: number = kind === OR ? NO : YES;
  for (let at = from[id] as number; at < (from[id + 1] as number); at += 1) {
    const code = codeIn(answers, inputs[at] as number);
    if (kind === NOT) return code === UNKNOWN ? UNKNOWN : YES + NO - code;
    if (code === settled) return settled;
    if (code === UNKNOWN) so = UNKNOWN;
  }
  return so;
};

const atom = ({ program, layout, facts, values }: Answers, id: number): number => {
  const truth = layout.ways[id]?.(values[layout.slots[id] as number]);
  return codeOf(truth === undefined ? (evaluate(expressionOf(nodeAt(program, id)), facts).value as Truth) : truth);
};

const codeIn = (answers: Answers, id: number): number => {
  const known = answers.codes[id] as number;
  if (known !== 0) return known;
  const kind = answers.layout.kinds[id] as number;
  const code = kind === ATOM ? atom(answers, id) : gate(answers, id, kind);
  answers.codes[id] = code;
  return code;
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
  const layout = layoutOf(program);
  const values = layout.facts.map((name) => facts[name]);
  const answers: Answers = { program, layout, facts, values, codes: new Uint8Array(program.nodes.length) };
  const outcomes = program.rules.map((rule): Outcome => {
    const truth = truthOf(codeIn(answers, rule.condition));
    return { rule, truth, amount: amountOf(answers, rule, truth) };
  });
  const evaluations = new Map<number, Evaluation>();
  return {
    program,
    facts,
    outcomes,
    truthOf: (node) => truthOf(codeIn(answers, nodeAt(program, node).id)),
    evaluationOf: (node) => {
      const known = evaluations.get(node);
      if (known) return known;
      const made = evaluate(expressionOf(nodeAt(program, node)), facts);
      evaluations.set(node, made);
      return made;
    },
  };
};
