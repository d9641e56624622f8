import { expect, test } from 'vitest';
import type { Call } from '#kernel';
import { library } from '../match/shipped-firms.fixture.ts';
import { asSeen } from './in-charge.ts';
import type { ClaimView } from './views.ts';

const clause = library.clauses.find(({ reads }) => reads.includes('上年研发费用'));
const reason = '研发费用占比 0.84%，需 ≥ 3%，差 84.93万元';
const view = (status: string, byRule: boolean) =>
  ({ clause: clause?.clause.clause, status: { code: status, title: '' }, byRule, reason, decision: {} }) as ClaimView;
const seenBy = (isOver: boolean, seen: ClaimView) => {
  const call = { tenant: 'city', now: 0, actor: { kind: 'person', unit: 'other', permissions: [] } } as unknown as Call;
  return asSeen({ isOver: async () => isOver, placesOf: async () => undefined }, call, library, seen);
};

test.each([
  ['refused', true],
  ['with-clerk', false],
])('what a rule said of a firm’s figures stays with the unit in charge, %s', async (status, byRule) => {
  expect((await seenBy(false, view(status, byRule))).reason).toBeUndefined();
  expect((await seenBy(true, view(status, byRule))).reason).toBe(reason);
});

test('what a person wrote as the reason is read by every official', async () => {
  expect((await seenBy(false, view('refused', false))).reason).toBe(reason);
});
