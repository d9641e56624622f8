import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';

describe('a share estimated from a stratified sample', () => {
  it('weights strata by their size, not by who happened to answer', () => {
    const found = estimate([
      { population: 900, answered: 10, agree: 5 },
      { population: 100, answered: 90, agree: 90 },
    ]);
    expect(found?.share).toBe(55);
  });
  it('has the margin that the formula gives by hand', () => {
    // p̃ = 82/104; var = (1 − 100/400) · p̃(1 − p̃) / 100
    const drawn = 82 / 104;
    const by = 100 * 1.959964 * Math.sqrt((0.75 * drawn * (1 - drawn)) / 100);
    expect(estimate([{ population: 400, answered: 100, agree: 80 }])?.margin).toBeCloseTo(by, 2);
  });
  it('is certain only when everybody answered', () => {
    expect(estimate([{ population: 50, answered: 50, agree: 40 }])?.margin).toBe(0);
    expect(estimate([{ population: 500, answered: 5, agree: 5 }])?.margin).toBeGreaterThan(20);
  });
  it('says how much of the population it speaks for', () => {
    const found = estimate([
      { population: 300, answered: 10, agree: 5 },
      { population: 100, answered: 0, agree: 0 },
    ]);
    expect(found).toMatchObject({ covered: 0.75, answered: 10 });
    expect(estimate([{ population: 10, answered: 0, agree: 0 }])).toBeUndefined();
  });
});
