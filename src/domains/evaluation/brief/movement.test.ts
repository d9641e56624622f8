import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sums } from '../ports.ts';
import { contributionsOf } from './movement.ts';

const sums = (group: string, counted: number, meets: number, sum = 0): Sums => ({
  indicator: 'i',
  group,
  counted,
  meets,
  sum,
  squares: 0,
  distinct: 0,
});

describe('who moved a number', () => {
  it('names the unit that got worse, not the one that merely grew', () => {
    const before = [sums('a', 50, 45), sums('b', 50, 45)];
    const now = [sums('a', 150, 135), sums('b', 50, 25)];
    // 90 % before, 80 % now: all of it is b's.
    expect(contributionsOf({ kind: 'rate' }, now, before)).toEqual([
      { group: 'a', points: 0 },
      { group: 'b', points: -10 },
    ]);
  });

  it('sums to the whole change of a rate, of a mean and of a count', () => {
    const row = fc.record({
      counted: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.array(row, { minLength: 1, maxLength: 6 }),
        (a, b) => {
          const rows = (list: typeof a): Sums[] =>
            list.map((each, at) =>
              sums(`g${at}`, each.counted, Math.round(each.counted * each.share), each.counted * each.share * 7),
            );
          const [before, now] = [rows(a), rows(b)];
          const total = (list: readonly Sums[], of: (each: Sums) => number) =>
            list.reduce((sum, each) => sum + of(each), 0);
          const change = (of: (each: Sums) => number) =>
            total(now, of) / total(now, (each) => each.counted) -
            total(before, of) / total(before, (each) => each.counted);
          const parts = (kind: 'rate' | 'mean' | 'count') =>
            contributionsOf({ kind }, now, before).reduce((sum, each) => sum + each.points, 0);
          expect(parts('rate')).toBeCloseTo(100 * change((each) => each.meets), 6);
          expect(parts('mean')).toBeCloseTo(
            change((each) => each.sum),
            6,
          );
          expect(parts('count')).toBe(total(now, (each) => each.counted) - total(before, (each) => each.counted));
        },
      ),
    );
  });

  it('says nothing where one of the periods has no records, or where firms are counted once', () => {
    expect(contributionsOf({ kind: 'rate' }, [sums('a', 3, 1)], [])).toEqual([]);
    expect(contributionsOf({ kind: 'distinct' }, [sums('a', 3, 1)], [sums('a', 2, 1)])).toEqual([]);
  });
});
