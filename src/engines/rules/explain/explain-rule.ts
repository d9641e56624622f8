import { displayValue } from '#language';
import type { UsedParameter } from '../program.ts';
import type { Clause } from '../source.ts';
import type { Assessment, Outcome, Truth } from './assess.ts';
import { labelOf } from './gap.ts';
import { outcomeIn } from './outcome-in.ts';
import { type Needed, neededFor } from './unmet.ts';
import { type Unmet, unmetInWords } from './words.ts';

/** A condition and what it rests on, for a 为什么 panel. */
export type Step = {
  readonly text: string;
  readonly truth: Truth;
  readonly kind: 'and' | 'or' | 'not' | 'atom';
  readonly steps: readonly Step[];
};

export type RuleExplanation = Outcome & {
  /** 符合 / 不符合 / 尚不能确定, and why. */
  readonly sentence: string;
  readonly amountShown?: string;
  /** The minimal failing set: what is known and would have to be otherwise. Empty when the rule applies or is open. */
  readonly unmet: readonly Unmet[];
  /** Conditions that are still open on the way. */
  readonly open: readonly Unmet[];
  /** The facts not known that could still change the outcome. */
  readonly missing: readonly string[];
  /** True when nothing about the record could make the rule apply. */
  readonly impossible: boolean;
  readonly clause?: Clause;
  readonly parameters: readonly UsedParameter[];
};

const MONEY = { kind: 'number', dimension: '元' } as const;

const words = (assessment: Assessment, { node, want, now }: Needed): Unmet => {
  const at = assessment.program.nodes[node];
  if (!at) throw new Error(`no node ${node} in this program`);
  const missing = now === null ? assessment.missingOf(node) : [];
  return unmetInWords(at.node, want, missing, assessment.facts);
};

const sentenceOf = (truth: Truth, unmet: readonly Unmet[], missing: readonly string[], amount?: string): string => {
  if (truth === true) return amount === undefined ? '符合' : `符合，可得 ${amount}`;
  if (truth === null) return missing.length ? `尚不能确定，缺：${missing.join('、')}` : '尚不能确定';
  return `不符合：${unmet.map((each) => each.sentence).join('；') || '任何情形下都不成立'}`;
};

/**
 * Why a rule applies to a record, does not, or cannot be told yet: the fewest conditions that fail, each with its gap;
 * the missing facts that could still change the outcome; the sentence of the policy.
 *
 * @throws Error when no such rule is in force on the day of the assessment: look in `program.rules` first
 * @example
 * explainRule(assess(program, facts), '研发补助').unmet[0].sentence // '研发费用占比 2.4%，需 ≥ 3%，差 19.2万元'
 */
export const explainRule = (assessment: Assessment, ruleId: string): RuleExplanation => {
  const outcome = outcomeIn(assessment, ruleId);
  const { truth, amount, rule } = outcome;
  const needed = neededFor(assessment, rule.condition);
  const said = (needed ?? []).map((each) => words(assessment, each));
  const unmet = said.filter((each) => each.missing.length === 0);
  const open = said.filter((each) => each.missing.length > 0);
  const missing = missingFor(assessment, outcome);
  const amountShown = typeof amount === 'number' ? displayValue(amount, MONEY) : undefined;
  return {
    ...outcome,
    sentence: sentenceOf(truth, unmet, missing, amountShown),
    ...(amountShown === undefined ? {} : { amountShown }),
    unmet,
    open,
    missing,
    impossible: needed === undefined,
    ...(rule.rule.clause ? { clause: rule.rule.clause } : {}),
    parameters: rule.parameters,
  };
};

const missingFor = (assessment: Assessment, { truth, amount, rule }: Outcome): readonly string[] => {
  if (truth === null) return assessment.missingOf(rule.condition);
  return amount === null && rule.amount !== undefined ? assessment.evaluationOf(rule.amount).missing : [];
};

/** Every condition of the rule with its answer, in the order of its text. */
export const stepsOf = (assessment: Assessment, ruleId: string): Step => {
  const step = (id: number): Step => {
    const at = assessment.program.nodes[id];
    if (!at) throw new Error(`no node ${id} in this program`);
    const { node, role, inputs } = at;
    const gate = role === 'gate' && (node.kind === 'and' || node.kind === 'or' || node.kind === 'not');
    return {
      text: labelOf(node),
      truth: assessment.truthOf(id),
      kind: gate ? node.kind : 'atom',
      steps: gate ? inputs.map(step) : [],
    };
  };
  return step(outcomeIn(assessment, ruleId).rule.condition);
};
