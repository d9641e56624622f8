import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '#kernel';
import { type Candidate, settle } from './settle.ts';

const candidate = (clause: string, amount: number, more: Partial<Candidate> = {}): Candidate => ({
  clause,
  amount: money(amount),
  excludes: [],
  ...more,
});

test('of a group the highest stands, the others say to which they give way', () => {
  const settled = settle([candidate('low', 5, { group: 'g' }), candidate('high', 9, { group: 'g' })], []);
  expect(settled.map((each) => each.yields?.to)).toEqual(['high', undefined]);
});

test('what excludes another counts either way', () => {
  const settled = settle([candidate('a', 5), candidate('b', 9, { excludes: ['a'] })], []);
  expect(settled[0]?.yields).toEqual({ to: 'b', why: '按从高选择' });
});

test('a capped group adds up to its cap and no further', () => {
  const settled = settle(
    [candidate('a', 200, { group: 'g' }), candidate('b', 150, { group: 'g' })],
    [{ group: 'g', cap: money(300) }],
  );
  expect(settled.map((each) => [each.amount, each.cutFrom])).toEqual([
    [200, undefined],
    [100, 150],
  ]);
});

test('whatever is offered, no two that stand are rivals and no cap is passed', () => {
  const some = fc.array(
    fc.record({
      amount: fc.integer({ min: 0, max: 1000 }),
      group: fc.constantFrom(undefined, 'g', 'h'),
      excludes: fc.array(fc.constantFrom('c0', 'c1', 'c2'), { maxLength: 1 }),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 1500 }), (made, cap) => {
      const all = made.map(({ amount, group, excludes }, at) =>
        candidate(`c${at}`, amount, {
          excludes: excludes.filter((id) => id !== `c${at}`),
          ...(group ? { group } : {}),
        }),
      );
      const settled = settle(all, [{ group: 'h', cap: money(cap) }]);
      const stands = all.filter((_, at) => !settled[at]?.yields);
      expect(new Set(stands.flatMap((each) => (each.group === 'g' ? 'g' : []))).size).toBe(
        stands.filter((each) => each.group === 'g').length,
      );
      for (const each of stands)
        for (const other of stands) expect(each.excludes.includes(other.clause) && each !== other).toBe(false);
      const sum = settled
        .filter((each, at) => all[at]?.group === 'h' && !each.yields)
        .reduce((total, each) => total + each.amount, 0);
      expect(sum).toBeLessThanOrEqual(cap);
    }),
  );
});
