import { describe, expect, it } from 'vitest';
import { ratingLeague } from './league.ts';

const unit = (name: string, good: number, counted: number, more: object = {}) => ({
  unit: name,
  counted,
  good,
  active: counted,
  activeGood: good,
  bad: counted - good,
  open: 0,
  rectified: 0,
  unanswered: 0,
  dissatisfied: 0,
  ...more,
});

describe('units by their ratings', () => {
  it('share a tier until one beats the tier’s head for certain', () => {
    const lines = ratingLeague([unit('c', 500, 1000), unit('a', 990, 1000), unit('b', 985, 1000)]);
    expect(lines.map((each) => [each.unit, each.tier])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ]);
  });
  it('are not ranked on a handful of ratings', () => {
    const [first, second] = ratingLeague([unit('few', 3, 3), unit('many', 90, 100)]);
    expect(first).toMatchObject({ unit: 'many', tier: 1 });
    expect(second).toMatchObject({ unit: 'few', tier: null, goodRate: 100 });
  });
  it('never count a rater who did not answer as mended, nor as not mended', () => {
    const [line] = ratingLeague([unit('x', 90, 100, { rectified: 3, dissatisfied: 1, unanswered: 6 })]);
    expect(line?.rectifiedRate).toBe(75);
  });
  it('have no rate where there is nothing to rate', () => {
    expect(ratingLeague([unit('x', 0, 0)])[0]).toMatchObject({ goodRate: null, rectifiedRate: null, interval: null });
  });
});
