import { type Library, standingOf } from '#domains/policies';
import type { ReviewedClause } from '#domains/review';
import type { Day } from '#kernel';

const STANDINGS = {
  open: '执行中',
  'not-yet': '尚未生效',
  'window-ahead': '未到申报期',
  'window-over': '申报期已过',
  expired: '已到期',
  repealed: '已废止',
} as const;

/** Every clause of the library as something to be judged by what came of it. */
export const reviewedClauses = ({ clauses }: Library, today: Day): readonly ReviewedClause[] =>
  clauses.map(({ policy, clause }) => {
    const to = clause.validTo ?? policy.to;
    return {
      id: clause.clause,
      title: clause.title,
      article: clause.article,
      policy: { id: policy.policy, title: policy.title },
      owner: clause.owner,
      from: clause.validFrom ?? policy.from,
      standing: STANDINGS[standingOf(policy, clause, today)],
      pays: clause.amount.kind !== 'none',
      declared: clause.mode === 'declared',
      ...(to ? { to } : {}),
    };
  });
