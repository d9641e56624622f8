import type { RuleSet } from '#engines/rules';
import { amountExpression } from './amount.ts';
import type { Clause, Policy } from './schema.ts';

/** What clauses call the day for which it is asked. */
export const ASKED_DAY = '评价日';

/** What a condition is called within its clause. */
export const conditionId = ({ id }: { readonly id?: string | undefined }, at: number): string => id ?? `c${at + 1}`;

/**
 * Rules hold on every day: whether a clause is open on a day is `standingOf`'s to say, and one asks also what a clause
 * that has ended would have given. Only parameters change with time.
 */
const ALWAYS = '0001-01-01';

/**
 * A policy for the rule engine: one rule for each clause, with its conditions as parts and the sentence of each. The
 * engine then decides, explains, matches millions and writes SQL from the same text.
 *
 * @example
 * ruleSetOf(policy).rules.map((rule) => rule.id) // the marks of its clauses
 */
export function ruleSetOf(
  policy: Pick<Policy, 'policy' | 'title' | 'number' | 'parameters' | 'definitions' | 'clauses'>,
): RuleSet {
  const { parameters, definitions } = policy;
  return {
    id: policy.policy,
    title: policy.title,
    today: ASKED_DAY,
    rules: policy.clauses.map((clause) => ruleOf(clause, policy.number ?? policy.title)),
    ...(parameters ? { parameters } : {}),
    ...(definitions ? { definitions } : {}),
  };
}

function ruleOf({ clause, title, article, text, conditions, amount, assumed }: Clause, document: string) {
  const formula = amountExpression(amount);
  return {
    id: clause,
    name: title,
    since: ALWAYS,
    condition: conditions.map(({ when }) => (conditions.length > 1 ? `(${when})` : when)).join(' 且 '),
    parts: conditions.map((each, at) => ({
      id: conditionId(each, at),
      condition: each.when,
      clause: { text: each.quote, document, article },
    })),
    clause: { text, document, article },
    ...(formula === undefined ? {} : { amount: formula }),
    ...(assumed ? { assumed: true } : {}),
  };
}
