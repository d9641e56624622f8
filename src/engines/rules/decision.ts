import { hashOf } from '#kernel';
import type { Facts, FactValue } from '#language';
import type { RuleBook } from './book.ts';
import { type Assessment, assess, type Truth } from './explain/assess.ts';
import type { LegalDay } from './in-force.ts';
import { type ProgramRule, programFor } from './program.ts';

/** A fact as it can be stored in JSON and read back as the same value. */
export type StoredFact = null | boolean | number | string | readonly StoredFact[];

/** What was decided, on what law and on which facts; `hash` seals all of it. */
export type Decision = LegalDay & {
  readonly set: string;
  readonly rule: string;
  readonly truth: Truth;
  /** In 分. */
  readonly amount?: number | null;
  /** The facts that the rule reads, and only those. */
  readonly facts: { readonly [name: string]: StoredFact };
  readonly factsAsOf: string;
  readonly ruleHash: string;
  readonly parametersHash: string;
  readonly factsHash: string;
  readonly hash: string;
};

const stored = (value: FactValue | Facts, name: string): StoredFact => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => stored(item as FactValue, name));
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
  }
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  throw new Error(`事实“${name}”的值不能原样存下：请给整数、小数、文字、日期或是非`);
};

const factAt = (facts: Facts, name: string): FactValue | Facts => {
  if (Object.hasOwn(facts, name)) return facts[name];
  let at: FactValue | Facts = facts;
  for (const step of name.split('.')) at = (at as Facts | null | undefined)?.[step];
  return at;
};

const sealed = (rule: ProgramRule, assessment: Assessment, factsAsOf: string): Decision => {
  const { program, facts } = assessment;
  const outcome = assessment.outcomes[rule.index];
  const kept = Object.fromEntries(rule.reads.map((name) => [name, stored(factAt(facts, name), name)]));
  const content = {
    set: rule.set,
    rule: rule.rule.id,
    truth: outcome?.truth ?? null,
    ...(outcome?.amount === undefined ? {} : { amount: outcome.amount }),
    facts: kept,
    factsAsOf,
    rulesAsOf: program.rulesAsOf,
    ...(program.knownAsOf === undefined ? {} : { knownAsOf: program.knownAsOf }),
    ruleHash: rule.ruleHash,
    parametersHash: rule.parametersHash,
    factsHash: hashOf(kept),
  };
  return { ...content, hash: hashOf(content) };
};

/**
 * The outcome of one rule in a form that can be stored for good. Facts are those of the day `factsAsOf`; the law is
 * that of the program.
 */
export const decisionOf = (assessment: Assessment, ruleId: string, factsAsOf: string): Decision => {
  const rule = assessment.program.rules.find((each) => each.rule.id === ruleId);
  if (!rule) throw new Error(`规则“${ruleId}”在 ${assessment.program.rulesAsOf} 没有施行`);
  return sealed(rule, assessment, factsAsOf);
};

export type Replay =
  | { readonly same: true }
  | {
      readonly same: false;
      readonly changed: 'content' | 'rule' | 'parameters' | 'facts' | 'outcome';
      readonly why: string;
    };

const changed = (what: Exclude<Replay, { same: true }>['changed'], why: string): Replay => ({
  same: false,
  changed: what,
  why,
});

/** Decides again from what was stored, and says what differs. The same book gives the same answer for ever. */
export const replay = (decision: Decision, book: RuleBook): Replay => {
  const { hash, ...content } = decision;
  if (hashOf(content) !== hash) return changed('content', '决定的内容与它的摘要不符，存下之后被改过');
  if (hashOf(decision.facts) !== decision.factsHash) return changed('facts', '事实与它的摘要不符');
  const { rulesAsOf, knownAsOf } = decision;
  const program = programFor(book, { rulesAsOf, knownAsOf });
  const rule = program.rules.find((each) => each.rule.id === decision.rule && each.set === decision.set);
  if (rule?.ruleHash !== decision.ruleHash) return changed('rule', `规则“${decision.rule}”的文字与决定时不同`);
  if (rule.parametersHash !== decision.parametersHash) return changed('parameters', '参数的值或出处与决定时不同');
  const again = sealed(rule, assess(program, decision.facts), decision.factsAsOf);
  return again.hash === hash ? { same: true } : changed('outcome', '按同样的规则和事实得到了不同的结果');
};
