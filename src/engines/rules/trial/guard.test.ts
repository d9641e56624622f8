import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST, shownCell, shownTotals } from './guard.ts';

const rows = fc.array(fc.integer({ min: 1, max: 1e10 }), { maxLength: 60 });
const cellOf = (amounts: readonly number[]) => ({
  count: amounts.length,
  amount: amounts.reduce((sum, each) => sum + each, 0),
});
/** Rows that all get at least as much as before, and some that are new. */
const grown = fc
  .tuple(rows, fc.array(fc.integer({ min: 0, max: 1e9 })), rows)
  .map(([before, more, others]) => [before, [...before.map((each, i) => each + (more[i] ?? 0)), ...others]] as const);

describe('figures of ten and more', () => {
  test('that are more are never shown as less', () => {
    fc.assert(
      fc.property(grown, ([before, after]) => {
        const [less, more] = [before, after].map((each) => shownCell(cellOf(each), true, before.length));
        if (!less || !more) throw new Error('two cells');
        expect(more.count ?? 0).toBeGreaterThanOrEqual(less.count ?? 0);
        expect(more.amount ?? 0).toBeGreaterThanOrEqual(less.amount ?? 0);
      }),
    );
  });

  test('are shown near what they are: a count five off at most, an amount of fifty rows a fortieth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e7 }), fc.integer({ min: 1, max: 1e15 }), (count, amount) => {
        const shown = shownCell({ count, amount }, true, count);
        expect(Math.abs((shown.count ?? 0) - count)).toBeLessThanOrEqual(5);
        const off = amount / (count < 50 ? 7 : 39);
        expect(Math.abs((shown.amount ?? 0) - amount)).toBeLessThanOrEqual(Math.max(0.5, off));
      }),
    );
  });

  test('move on only after ten rows, and fewer are not shown', () => {
    const seen = Array.from({ length: 101 }, (_, count) => shownCell({ count, amount: count }, true).count);
    expect(seen.slice(0, LEAST)).toEqual(Array(LEAST).fill(null));
    expect(new Set(seen).size).toBe(11);
  });
});

describe('totals of rules of which some are guarded', () => {
  const totals = (open: readonly number[], hidden: readonly number[], most?: number, before = hidden) => {
    const cell = cellOf([...open, ...hidden]);
    const paid = [cellOf(open), cellOf(hidden)];
    const three = { base: cell, now: cell, possible: cell };
    return shownTotals(
      three,
      { base: [cellOf(open), cellOf(before)], now: paid, possible: paid },
      {
        hidden: [false, true],
        most,
      },
    );
  };

  test('tell the open part exactly, and nothing of a guarded one that fewer than ten have', () => {
    const open = Array.from({ length: 40 }, (_, i) => 1_234_567 + i);
    expect(totals(open, [777, 888]).now.amount).toBe(cellOf(open).amount);
    const [one, other] = [totals(open, Array(60).fill(1000)), totals(open, Array(60).fill(1001))];
    expect(one.now.amount).toBe(other.now.amount);
    expect(one.now.amount).toBe(cellOf(open).amount + 60_000);
  });

  test('never end below where they begin, nor above the budget, and grow when their rows do', () => {
    fc.assert(
      fc.property(rows, grown, fc.integer({ min: 1, max: 1e11 }), (open, [sure, more], most) => {
        const [low, high] = [totals(open, sure, most), totals(open, more, most, sure)];
        for (const of of ['count', 'amount'] as const) {
          expect(high.now[of] ?? 0).toBeGreaterThanOrEqual(low.now[of] ?? 0);
          expect(low.possible[of] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(low.now[of] ?? 0);
        }
        expect(Math.max(high.now.amount ?? 0, high.possible.amount ?? 0)).toBeLessThanOrEqual(most);
      }),
    );
  });
});
