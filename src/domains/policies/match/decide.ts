import {
  type Assessment,
  assess,
  explainPart,
  outcomeIn,
  type PartExplanation,
  type ProgramRule,
  type RuleBook,
} from '#engines/rules';
import { type Day, type Money, money } from '#kernel';
import type { Facts } from '#language';
import { type CompiledClause, programOn } from '../clause/compile.ts';
import type { Policy } from '../clause/schema.ts';

export type Outcome = 'yes' | 'no' | 'unknown';

/** One thing that stands between an enterprise and a clause, in words a person can act on. */
export type Gap = {
  readonly text: string;
  /** What it has: 研发费用占比 2.4%. */
  readonly have: string;
  /** What it needs: ≥ 3%. */
  readonly need: string;
  /** By how much: 19.2万元. */
  readonly short?: string;
  /** Any one of the gaps with the same number would do. */
  readonly oneOf?: number;
  /** All of it: 研发费用占比 2.4%，需 ≥ 3%，差 19.2万元. */
  readonly sentence: string;
};

export type ConditionResult = {
  readonly id: string;
  readonly text: string;
  readonly quote: string;
  readonly why?: string;
  readonly outcome: Outcome;
  readonly missing: readonly string[];
  readonly gaps: readonly Gap[];
  /** The facts that it reads, to be shown with source and date. */
  readonly reads: readonly string[];
};

export type Decision = {
  readonly outcome: Outcome;
  readonly conditions: readonly ConditionResult[];
  /** Facts not known that could still change the answer; empty once something is known to fail. */
  readonly missing: readonly string[];
  /** Of a yes only, and only when every fact in the formula is known. */
  readonly amount?: Money;
  /** Facts that the amount lacks. */
  readonly amountMissing: readonly string[];
};

/** What a clause came to, before anybody asks why. */
export type Verdict = Pick<Decision, 'outcome' | 'amount'> & {
  /** How many of its conditions are not met (more than one is not counted further), and how many are open. */
  readonly failed: number;
  readonly open: number;
};

const outcomeOf = (truth: boolean | null): Outcome => (truth === true ? 'yes' : truth === false ? 'no' : 'unknown');

/** One enterprise under all clauses of a book on a day: each is answered once, whoever asks. */
export const assessOn = (book: RuleBook, facts: Facts, day: Day): Assessment => assess(programOn(book, day), facts);

export function verdictIn(assessment: Assessment, compiled: CompiledClause): Verdict {
  const { truth, amount, rule } = outcomeIn(assessment, compiled.clause.clause);
  const outcome = outcomeOf(truth);
  let [failed, open] = [0, 0];
  for (const { node } of outcome === 'yes' ? [] : rule.parts) {
    const part = assessment.truthOf(node);
    if (part === false) failed += 1;
    if (part === null) open += 1;
    if (failed > 1) break;
  }
  if (typeof amount !== 'number') return { outcome, failed, open };
  return { outcome, failed, open, amount: money(Math.max(0, amount)) };
}

/**
 * Why: each condition passed, failed or open, with its gap and its sentence. Unknown is never taken for yes: a fact that
 * nobody has makes the answer unknown, and says which fact it is.
 */
export function decisionIn(
  assessment: Assessment,
  compiled: CompiledClause,
  { outcome, amount } = verdictIn(assessment, compiled),
): Decision {
  const { rule } = outcomeIn(assessment, compiled.clause.clause);
  const conditions = conditionsOf(assessment, rule, compiled);
  const open = outcome === 'unknown' ? conditions.flatMap((each) => each.missing) : [];
  const formula = outcome === 'no' || amount !== undefined ? undefined : rule.amount;
  return {
    outcome,
    conditions,
    missing: [...new Set(open)],
    ...(amount === undefined ? {} : { amount }),
    amountMissing: formula === undefined ? [] : assessment.evaluationOf(formula).missing,
  };
}

/** Of each rule its conditions as they are said to all who pass, and to all who lack the one fact that one reads. */
type Written = { readonly held: (ConditionResult | undefined)[]; readonly lacking: (ConditionResult | undefined)[] };
const writings = new WeakMap<ProgramRule, Written>();

/** What is said alike to everyone is written once; of the rest there is nothing to look up. */
function writtenFor(
  { truthOf, facts }: Assessment,
  { node, reads: [fact, other] }: ProgramRule['parts'][number],
  { held, lacking }: Written,
): (ConditionResult | undefined)[] | undefined {
  const truth = truthOf(node);
  if (truth === true) return held;
  const alone = fact !== undefined && other === undefined && (facts[fact] ?? null) === null;
  return truth === null && alone ? lacking : undefined;
}

function conditionsOf(
  assessment: Assessment,
  rule: ProgramRule,
  { clause }: CompiledClause,
): readonly ConditionResult[] {
  const written = writings.get(rule) ?? { held: [], lacking: [] };
  writings.set(rule, written);
  return rule.parts.map((part, at) => {
    const alike = writtenFor(assessment, part, written);
    const known = alike?.[at];
    if (known) return known;
    const made = conditionOf(explainPart(assessment, part), clause.conditions[at]?.why);
    if (alike) alike[at] = made;
    return made;
  });
}

/** One enterprise against one clause. */
export const decideClause = (compiled: CompiledClause, known: Facts, day: Day): Decision =>
  decisionIn(assessOn(compiled.book, known, day), compiled);

const conditionOf = (
  { id, text, truth, missing, unmet, reads, clause }: PartExplanation,
  why: string | undefined,
): ConditionResult => ({
  id,
  text,
  quote: clause?.text ?? '',
  outcome: outcomeOf(truth),
  missing,
  gaps: unmet.map((each) => ({
    text: each.text,
    have: `${each.label} ${each.actual}`,
    need: each.required,
    sentence: each.sentence,
    // “高于 0 元，差 0 元” tells nobody anything.
    ...(each.gap && each.gap.value !== 0 ? { short: each.gap.shown } : {}),
    ...(each.oneOf === undefined ? {} : { oneOf: each.oneOf }),
  })),
  reads,
  ...(why === undefined ? {} : { why }),
});

/** Whether one can have it on a day at all. */
export type Standing = 'open' | 'not-yet' | 'window-ahead' | 'window-over' | 'expired' | 'repealed';

/** A clause past its last day, repealed or outside its window can be read, never claimed. */
export function standingOf(policy: Policy, clause: Policy['clauses'][number], day: Day): Standing {
  const from = clause.validFrom ?? policy.from;
  const to = clause.validTo ?? policy.to;
  if (policy.repealed && day >= policy.repealed.on) return 'repealed';
  if (day < from) return 'not-yet';
  if (to !== undefined && day > to) return 'expired';
  if (clause.window && day < clause.window.from) return 'window-ahead';
  if (clause.window && day > clause.window.to) return 'window-over';
  return 'open';
}
