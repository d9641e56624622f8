import { expect, test } from 'vitest';
import { day } from '#kernel';
import type { Policy } from '../clause/index.ts';
import { afterActs, type PolicyAct } from './acts.ts';
import { byPressure, dueOf } from './due.ts';

const policy = (more: Partial<Policy>): Policy => ({ policy: 'p', title: '办法', clauses: [], ...more }) as never;
const today = day('2026-09-01');
const by = { policy: 'p', at: 0, actor: 'x' };

test('the newest review date and the repeal hold, the text stays', () => {
  const acts: readonly PolicyAct[] = [
    { ...by, type: 'reviewed', data: { verdict: 'keep', next: day('2027-01-01'), note: '仍有需要' } },
    { ...by, type: 'reviewed', data: { verdict: 'amend', note: '另起草案' } },
    { ...by, type: 'repealed', data: { on: day('2026-10-01'), by: '市政府', document: '甲〔2026〕1号' } },
  ];
  const before = policy({ review: day('2026-08-01') });
  expect(afterActs(before, acts)).toMatchObject({ review: '2027-01-01', repealed: { on: '2026-10-01' } });
  expect(before.review).toBe('2026-08-01');
});

test('what is overdue comes first, what has no review date is told, what is repealed comes last', () => {
  const dues = [
    dueOf(policy({ review: day('2027-09-01') }), today),
    dueOf(policy({ repealed: { on: today, by: '市政府' } }), today),
    dueOf(policy({}), today),
    dueOf(policy({ review: day('2025-10-31'), to: day('2025-12-31') }), today),
    dueOf(policy({ review: day('2026-08-31') }), today),
    dueOf(policy({ review: day('2027-09-01'), to: day('2026-10-01') }), today),
    dueOf(policy({ review: day('2026-09-11') }), today),
  ].toSorted(byPressure);
  expect(dues).toEqual([
    { why: 'overdue', days: -1 },
    { why: 'soon', days: 10 },
    { why: 'ends', days: 30 },
    { why: 'no-date' },
    { why: 'later', days: 365 },
    { why: 'ended', days: -244 },
    { why: 'repealed' },
  ]);
});
