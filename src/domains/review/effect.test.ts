import { expect, test } from 'vitest';
import { effectOf, type Pair } from './effect.ts';

const firms = (count: number, growth: (i: number) => number): readonly Pair[] =>
  Array.from({ length: count }, (_, i) => ({ before: 100 * (i + 1), after: 100 * (i + 1) * growth(i) }));
const side = (pairs: readonly Pair[]) => ({ count: pairs.length, after: pairs.length, pairs });
/** Even noise around nothing, so that the mean growth is known. */
const wobble = (i: number) => Math.exp(i % 2 === 0 ? 0.1 : -0.1);

test('what recipients grew more than those who just missed is told, whatever their size', () => {
  const effect = effectOf({
    treated: side(firms(40, (i) => 1.2 * wobble(i))),
    comparison: side(firms(60, (i) => 1.1 * wobble(i))),
  });
  expect(effect.difference).toBeCloseTo(1.2 / 1.1 - 1, 10);
  const [low, high] = effect.interval ?? [0, 0];
  expect([low < (effect.difference ?? 0), (effect.difference ?? 0) < high]).toEqual([true, true]);
});

test('the interval is Welch’s: by hand for twelve against twelve', () => {
  const effect = effectOf({ treated: side(firms(12, wobble)), comparison: side(firms(12, wobble)) });
  // Each side: variance 12 · 0.01 / 11, of the mean 0.01 / 11; 22 degrees of freedom, t = 2.0739.
  const half = 2.0739 * Math.sqrt((2 * 0.01) / 11);
  expect(effect.difference).toBeCloseTo(0, 10);
  expect(effect.interval?.[1]).toBeCloseTo(Math.exp(half) - 1, 4);
});

test('when it cannot be told, why', () => {
  const [many, few, none] = [side(firms(30, wobble)), side(firms(9, wobble)), side([])];
  const blank = { count: 30, after: 30, pairs: [] };
  const early = { count: 30, after: 0, pairs: [] };
  expect(effectOf({ treated: none, comparison: many }).cannot).toBe('no-recipients');
  expect(effectOf({ treated: many, comparison: none }).cannot).toBe('no-comparison');
  expect(effectOf({ treated: many, comparison: early }).cannot).toBe('no-after');
  expect(effectOf({ treated: blank, comparison: many }).cannot).toBe('no-before');
  expect(effectOf({ treated: few, comparison: many })).toMatchObject({ cannot: 'too-few', treated: { compared: 9 } });
  expect(effectOf({ treated: few, comparison: many }).difference).toBeUndefined();
});

test('a firm that had nothing before is counted and not compared', () => {
  const { treated } = effectOf({ treated: side([{ before: 0, after: 5 }]), comparison: side([]) });
  expect(treated).toEqual({ count: 1, compared: 0, growth: null });
});
