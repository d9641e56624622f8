import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenOut } from './even-out.ts';
import { shownRange } from './guard.ts';

const part = fc.record({
  count: fc.integer({ min: 0, max: 40 }),
  each: fc.integer({ min: 1, max: 1e8 }),
  key: fc.nat(),
});

test('a rounded range never ends below where it begins, nor above the budget', () => {
  fc.assert(
    fc.property(part, part, fc.integer({ min: 1, max: 1e9 }), (sure, more, most) => {
      const amount = Math.min(sure.count * sure.each, most);
      const now = { count: sure.count, amount, key: sure.key };
      const possible = {
        count: sure.count + more.count,
        amount: Math.min(amount + more.count * more.each, most),
        key: (sure.key + more.key) >>> 0,
      };
      const shown = shownRange({ now, possible }, true, most);
      for (const of of ['count', 'amount'] as const)
        expect(shown.possible[of] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(shown.now[of] ?? 0);
      expect(Math.max(shown.now.amount ?? 0, shown.possible.amount ?? 0)).toBeLessThanOrEqual(most);
    }),
  );
});

describe('a curve of rounded points', () => {
  const goesOneWay = (line: readonly number[]) => {
    const steps = line.slice(1).map((value, i) => value - (line[i] ?? 0));
    return steps.every((each) => each >= -1e-6) || steps.every((each) => each <= 1e-6);
  };

  test('that falls but for its rounding is drawn falling, no point farther off than the rounding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: -10, max: 10 })), {
          minLength: 2,
          maxLength: 40,
        }),
        (points) => {
          const truth = points.map(([value]) => value).toSorted((a, b) => b - a);
          const seen = truth.map((value, i) => value + (points[i]?.[1] ?? 0));
          const line = evenOut(seen, 20);
          expect(goesOneWay(line)).toBe(true);
          for (const [i, value] of line.entries()) expect(Math.abs(value - (seen[i] ?? 0))).toBeLessThanOrEqual(20);
        },
      ),
    );
  });

  test('that really turns is left as it is', () => {
    expect(evenOut([0, 100, 0], 10)).toEqual([0, 100, 0]);
  });
});
