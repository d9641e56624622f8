import { type Evaluation, type Exact, type Facts, roundTo } from '#language';
import type { Program, ProgramRule } from '../program.ts';
import { codeOf, NO, type Truth, truthOf, UNKNOWN, YES } from './codes.ts';
import { ATOM, type Layout, layoutOf, NOT, OR } from './layout.ts';

export type { Truth } from './codes.ts';

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
  /** The facts not known that could still change the answer of a condition; empty when it is known. */
  readonly missingOf: (node: number) => readonly string[];
  readonly evaluationOf: (node: number) => Evaluation;
};

type Answers = {
  readonly layout: Layout;
  readonly facts: Facts;
  /** Of each node: what is known of it already. */
  readonly codes: Uint8Array;
};

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

const atom = ({ layout, facts }: Answers, id: number): number => {
  const quick = layout.quick[id];
  const truth = quick?.way(facts[quick.fact]);
  return codeOf(truth === undefined ? (layout.evaluatorOf(id)(facts).value as Truth) : truth);
};

const codeIn = (answers: Answers, id: number): number => {
  const known = answers.codes[id] as number;
  if (known !== 0) return known;
  const kind = answers.layout.kinds[id] as number;
  const code = kind === ATOM ? atom(answers, id) : gate(answers, id, kind);
  answers.codes[id] = code;
  return code;
};

/** What is missing in a gate is missing in its open inputs; in an atom with one fact, it is the same for all who lack it. */
const missingIn = (answers: Answers, id: number, evaluationOf: Assessment['evaluationOf']): readonly string[] => {
  const { layout, facts } = answers;
  if (codeIn(answers, id) !== UNKNOWN) return [];
  const quick = layout.quick[id];
  if (quick && (facts[quick.fact] ?? null) === null) return layout.lacking(id);
  if (layout.kinds[id] === ATOM) return evaluationOf(id).missing;
  const inputs = layout.inputs.subarray(layout.from[id], layout.from[id + 1]);
  return [...new Set([...inputs].flatMap((input) => missingIn(answers, input, evaluationOf)))];
};

/** To the whole 分, halves away from zero. An amount beyond what a number holds exactly is a mistake in the rule. */
export const fenOf = (value: Exact): number => {
  const fen = roundTo(value, 1, 'half-up');
  if (typeof fen === 'number') return fen;
  throw new Error(`金额超出了可以精确表示的范围：${fen.n} 分`);
};

const amountOf = (answers: Answers, { amount }: ProgramRule, truth: Truth): number | null | undefined => {
  if (truth !== true || amount === undefined) return undefined;
  const { value } = answers.layout.evaluatorOf(amount)(answers.facts);
  return value === null ? null : fenOf(value as Exact);
};

/** What the facts one by one answer to the atoms that read nothing else. */
const codesFor = (layout: Layout, facts: Facts): Uint8Array => {
  const codes = new Uint8Array(layout.kinds.length);
  for (const { fact, nodes, answers } of layout.atoms) {
    const found = answers(facts[fact]);
    if (found) for (let at = 0; at < nodes.length; at += 1) codes[nodes[at] as number] = found[at] as number;
  }
  return codes;
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
  const answers: Answers = { layout, facts, codes: codesFor(layout, facts) };
  const outcomes = program.rules.map((rule): Outcome => {
    const truth = truthOf(codeIn(answers, rule.condition));
    return { rule, truth, amount: amountOf(answers, rule, truth) };
  });
  const evaluations = new Map<number, Evaluation>();
  const evaluationOf = (node: number): Evaluation => {
    const known = evaluations.get(node);
    if (known) return known;
    const made = layout.evaluatorOf(node)(facts);
    evaluations.set(node, made);
    return made;
  };
  return {
    program,
    facts,
    outcomes,
    truthOf: (node) => truthOf(codeIn(answers, node)),
    missingOf: (node) => missingIn(answers, node, evaluationOf),
    evaluationOf,
  };
};
