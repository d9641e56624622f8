import { describe, expect, it } from 'vitest';
import { resultsOf, yearScores } from './results.ts';

describe('what is told of a review of work style', () => {
  it('is nothing below five ballots, and no problem that one or two named', () => {
    const [loud, quiet] = resultsOf([
      { unit: 'quiet', ballots: 4, points: 400, problems: { slow: 4 } },
      { unit: 'loud', ballots: 5, points: 375, problems: { slow: 3, lazy: 2 } },
    ]);
    expect(quiet).toEqual({ unit: 'quiet', ballots: 4, score: null, problems: null });
    expect(loud?.score).toBe(75);
    expect(loud?.problems).toMatchObject({ slow: 3, lazy: null, weak: 0 });
  });
  it('goes into a year as the mean of the reviews closed by then', () => {
    const result = (score: number | null) => [{ unit: 'tax', ballots: 9, score, problems: null }];
    const reviews = [
      { closedAt: 10, results: result(80) },
      { closedAt: 20, results: result(60) },
      { closedAt: 30, results: result(0) },
      { closedAt: null, results: null },
    ];
    expect(yearScores(reviews, 20).get('tax')).toBe(70);
    expect(yearScores(reviews, 5).size).toBe(0);
  });
});
