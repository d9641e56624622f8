import { describe, expect, it } from 'vitest';
import { type Caps, cannotNormalise, normaliserOf, transformed } from './normalise.ts';
import type { Normaliser } from './scheme.ts';

const scored = (
  normaliser: Normaliser,
  values: readonly number[],
  direction: 'higher' | 'lower' = 'higher',
  caps: Caps = null,
): readonly number[] => {
  const out = new Float64Array(values.length);
  normaliserOf(normaliser, direction, caps)(Float64Array.from(values), 0, values.length, out, 0);
  return Array.from(out);
};

// Every expected value below was worked out by hand.
describe('normalising, on a scale of 0 to 100', () => {
  it('measures the way from the worst value to the frontier: 20 days of 20 is 0, 5 is 100, 8 is 80', () => {
    const goalposts = { kind: 'goalposts', worst: 20, frontier: 5 } as const;
    expect(scored(goalposts, [20, 5, 8], 'lower')).toEqual([0, 100, 80]);
  });
  it('leaves values past a goalpost as they are, or at the caps', () => {
    const goalposts = { kind: 'goalposts', worst: 0, frontier: 50 } as const;
    expect(scored(goalposts, [-5, 60])).toEqual([-10, 120]);
    expect(scored(goalposts, [-5, 60], 'higher', [0, 100])).toEqual([0, 100]);
  });
  it('gives the score of the last band reached', () => {
    const bands = {
      kind: 'bands',
      below: 0,
      bands: [
        { from: 60, score: 50 },
        { from: 90, score: 100 },
      ],
    } as const;
    expect(scored(bands as unknown as Normaliser, [59.9, 60, 89, 90])).toEqual([0, 50, 50, 100]);
  });
  it('gives the share that is not better, ties half: of 10, 20, 20, 40 they stand at 12.5, 50, 50, 87.5', () => {
    expect(scored({ kind: 'percentile' }, [10, 20, 20, 40])).toEqual([12.5, 50, 50, 87.5]);
  });
  it('puts the lowest at 0 and the highest at 100', () => {
    expect(scored({ kind: 'min-max' }, [2, 4, 10])).toEqual([0, 25, 100]);
    expect(scored({ kind: 'min-max' }, [2, 4, 10], 'lower')).toEqual([100, 75, 0]);
  });
  it('counts standard deviations: 2, 4, 6 have mean 4 and deviation √(8/3)', () => {
    const [low = 0, middle = 0, high = 0] = scored({ kind: 'z' }, [2, 4, 6]);
    expect(middle).toBe(50);
    expect(low).toBeCloseTo(50 - 20 / Math.sqrt(8 / 3), 12);
    expect(high).toBeCloseTo(50 + 20 / Math.sqrt(8 / 3), 12);
  });
  it('spreads ranks from 100 to 0, ties shared: 3, 1, 1 of three are 100, 25, 25', () => {
    expect(scored({ kind: 'rank' }, [3, 1, 1])).toEqual([100, 25, 25]);
    expect(scored({ kind: 'rank' }, [3, 1, 1], 'lower')).toEqual([0, 75, 75]);
  });
  it('takes points as they are', () => {
    expect(scored({ kind: 'none' }, [3, -2])).toEqual([3, -2]);
  });
  it('keeps what is missing missing, and does not count it among the others', () => {
    const missing = Number.NaN;
    expect(scored({ kind: 'min-max' }, [0, missing, 10])).toEqual([0, missing, 100]);
    expect(scored({ kind: 'rank' }, [3, missing, 1])).toEqual([100, missing, 0]);
    expect(scored({ kind: 'bands', below: 0, bands: [{ from: 1, score: 9 }] }, [missing])).toEqual([missing]);
    const [low = 0, none = 0, high = 0] = scored({ kind: 'z' }, [2, missing, 6]);
    expect([low, high]).toEqual([40, 60]);
    expect(none).toBeNaN();
  });
  it('says when units cannot be told apart instead of inventing a spread', () => {
    expect(cannotNormalise({ kind: 'min-max' }, [5, 5, Number.NaN])).toBe('no-spread');
    expect(cannotNormalise({ kind: 'rank' }, [5, Number.NaN])).toBe('too-few');
    expect(cannotNormalise({ kind: 'rank' }, [5, 5])).toBeUndefined();
    expect(cannotNormalise({ kind: 'goalposts', worst: 0, frontier: 1 }, [5])).toBeUndefined();
  });
  it('transforms what can be transformed', () => {
    expect(transformed({ kind: 'log' }, 1)).toBe(0);
    expect(transformed({ kind: 'log' }, 0)).toBeUndefined();
    expect(transformed({ kind: 'sqrt' }, 9)).toBe(3);
    expect(transformed({ kind: 'sqrt' }, -1)).toBeUndefined();
    expect(transformed({ kind: 'distance', target: 5 }, 3)).toBe(2);
  });
});
