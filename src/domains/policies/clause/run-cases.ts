import { type Day, formatMoney } from '#kernel';
import { decideClause } from '../match/decide.ts';
import type { LibraryPolicy } from './load.ts';
import { caseDay, caseFacts, OUTCOME_SAID, wrongIn } from './prove.ts';

export type PolicyCaseResult = {
  readonly case: string;
  readonly rule: string;
  readonly expected: string;
  readonly actual: string;
  readonly passed: boolean;
  readonly why: string;
};

/** Every case of a policy with what came out, for people who want to see them run. */
export const runPolicyCases = ({ policy, clauses }: LibraryPolicy): readonly PolicyCaseResult[] =>
  clauses.flatMap((compiled) => {
    const day: Day = caseDay(policy, compiled.clause);
    return compiled.clause.cases.map((each) => {
      const asked = caseFacts(compiled, each, day);
      const { outcome, amount } = decideClause(compiled, asked.facts, asked.day);
      const wrong = wrongIn(compiled, each, day);
      const paid = amount === undefined ? '' : ` ${formatMoney(amount)}`;
      return {
        case: each.name,
        rule: compiled.clause.clause,
        expected: `${each.expect}${each.amount ? ` ${each.amount}` : ''}`,
        actual: `${OUTCOME_SAID[outcome]}${paid}`,
        passed: wrong.length === 0,
        why: wrong.join('；'),
      };
    });
  });
