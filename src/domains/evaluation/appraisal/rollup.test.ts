import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthsOf, rollUp, rollupHash } from './rollup.ts';

const months = (period: string) => monthsOf(period).map((month) => ({ month, weight: 1 }));

describe('the year as the sum of its months', () => {
  it('knows the months of a year and of a quarter', () => {
    expect(monthsOf('2026')).toHaveLength(12);
    expect(monthsOf('2026-Q3')).toEqual(['2026-07', '2026-08', '2026-09']);
  });
  it('is the mean of the months in which a unit was scored, and nothing where they are too few', () => {
    const scores = [
      { month: '2026-07', unit: 'tax', score: 90 },
      { month: '2026-08', unit: 'tax', score: null },
      { month: '2026-09', unit: 'tax', score: 80 },
      { month: '2026-09', unit: 'water', score: 100 },
    ];
    const lines = rollUp({ period: '2026-Q3', months: months('2026-Q3'), scores });
    expect(lines.map(({ unit, score, counted }) => [unit, score, counted])).toEqual([
      ['tax', 85, 2],
      ['water', null, 1],
    ]);
  });
  it('holds the review of work style with its share, where there was one', () => {
    const scores = [
      { month: 'a', unit: 'tax', score: 90 },
      { month: 'a', unit: 'water', score: 90 },
    ];
    const given = { period: '2026', months: [{ month: 'a', weight: 1 }], scores };
    const lines = rollUp({ ...given, reviews: new Map([['tax', 60]]) });
    expect(lines.find((each) => each.unit === 'tax')).toMatchObject({ score: 87, review: { score: 60, weight: 0.1 } });
    expect(lines.find((each) => each.unit === 'water')?.score).toBe(90);
    expect(rollupHash(rollUp({ ...given, reviews: new Map() }))).toBe(rollupHash(rollUp(given)));
  });
  it('counts months by their weights', () => {
    const weighted = [
      { month: 'a', weight: 3 },
      { month: 'b', weight: 1 },
    ];
    const scores = [
      { month: 'a', unit: 'tax', score: 100 },
      { month: 'b', unit: 'tax', score: 60 },
    ];
    expect(rollUp({ period: 'x', months: weighted, scores })[0]?.score).toBe(90);
  });
  it('is the same bytes when counted again, in whatever order the months come', () => {
    const score = fc.record({
      month: fc.constantFrom(...monthsOf('2026')),
      unit: fc.constantFrom('a', 'b', 'c'),
      score: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
    });
    const unique = fc.uniqueArray(score, { selector: (each) => `${each.unit} ${each.month}`, maxLength: 36 });
    fc.assert(
      fc.property(unique, (scores) => {
        const hash = (given: typeof scores) =>
          rollupHash(rollUp({ period: '2026', months: months('2026'), scores: given }));
        expect(hash([...scores].reverse())).toBe(hash(scores));
      }),
    );
  });
});
