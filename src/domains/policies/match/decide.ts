import { type Day, type Money, money } from '#kernel';
import { evaluate, type Facts, formatExpression, namesIn, roundTo, toJsonNumber } from '#language';
import { ASKED_DAY, type CompiledClause, type CompiledCondition } from '../clause/compile.ts';
import type { Policy } from '../clause/schema.ts';
import { type Gap, gapsOf } from './gap.ts';

export type Outcome = 'yes' | 'no' | 'unknown';

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

const outcomeOf = (value: unknown): Outcome => (value === true ? 'yes' : value === false ? 'no' : 'unknown');

/**
 * One enterprise against one clause. Unknown is never taken for yes: a fact that nobody has makes the answer unknown,
 * and says which fact it is.
 */
export function decideClause(compiled: CompiledClause, known: Facts, day: Day): Decision {
  const facts: Facts = { ...known, [ASKED_DAY]: day };
  const conditions = compiled.conditions.map((each) => decideCondition(each, facts));
  const outcome = conditions.some((each) => each.outcome === 'no')
    ? 'no'
    : conditions.some((each) => each.outcome === 'unknown')
      ? 'unknown'
      : 'yes';
  const open = outcome === 'unknown' ? conditions.flatMap((each) => each.missing) : [];
  return { outcome, conditions, missing: [...new Set(open)], ...amountOf(compiled, facts, outcome) };
}

function decideCondition({ expression, id, quote, why, when }: CompiledCondition, facts: Facts): ConditionResult {
  const { value, missing } = evaluate(expression, facts);
  const outcome = outcomeOf(value);
  return {
    id,
    text: when,
    quote,
    ...(why === undefined ? {} : { why }),
    outcome,
    missing,
    gaps: outcome === 'no' ? gapsOf(expression, { facts, format: formatExpression }) : [],
    reads: namesIn(expression).filter((name) => name !== ASKED_DAY),
  };
}

function amountOf(
  { amount }: CompiledClause,
  facts: Facts,
  outcome: Outcome,
): Pick<Decision, 'amount' | 'amountMissing'> {
  if (!amount || outcome === 'no') return { amountMissing: [] };
  const { value, missing } = evaluate(amount, facts);
  if (typeof value !== 'number' && (typeof value !== 'object' || value === null || Array.isArray(value)))
    return { amountMissing: missing };
  const fen = toJsonNumber(roundTo(value as Parameters<typeof roundTo>[0], 1, 'half-up'));
  return outcome === 'yes' ? { amount: money(Math.max(0, fen)), amountMissing: [] } : { amountMissing: [] };
}

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
