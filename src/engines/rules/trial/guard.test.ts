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

  test('are shown near what they are: a count five off at most, an amount by as much as ten rows are worth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e7 }), fc.integer({ min: 1, max: 1e15 }), (count, amount) => {
        const shown = shownCell({ count, amount }, true, count);
        expect(Math.abs((shown.count ?? 0) - count)).toBeLessThanOrEqual(5);
        const off = amount / (count < 100 ? 7 : count < 400 ? 15 : 39);
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
  type Rows = readonly (number | undefined)[];
  const had = (all: Rows) => all.filter((each) => each !== undefined);
  /** The guarded rule pays these rows, and paid those before; the open one pays others, the same as before. */
  const totals = (open: readonly number[], hidden: Rows, was: Rows = hidden, most?: number) => {
    const changed = (is: (now: number | undefined, before: number | undefined) => boolean) =>
      cellOf(
        Array.from({ length: Math.max(hidden.length, was.length) }, (_, i) => [hidden[i], was[i]] as const)
          .filter(([now, before]) => is(now, before))
          .map(([now = 0, before = 0]) => now - before),
      );
    const [own, other] = [had(hidden), had(was)];
    const three = {
      base: cellOf([...open, ...other]),
      now: cellOf([...open, ...own]),
      possible: cellOf([...open, ...own]),
    };
    const changes = {
      gained: changed((now, before) => now !== undefined && before === undefined),
      lost: changed((now, before) => now === undefined && before !== undefined),
      more: changed((now = 0, before = Number.POSITIVE_INFINITY) => now > before),
      less: changed((now = Number.POSITIVE_INFINITY, before = 0) => now < before),
    };
    const paid = [cellOf(open), cellOf(own)];
    return shownTotals(
      { ...three, ...changes },
      { base: [cellOf(open), cellOf(other)], now: paid, possible: paid },
      {
        hidden: [false, true],
        most,
      },
    );
  };

  test('tell the open part exactly, and nothing of a guarded one that fewer than ten have', () => {
    const open = Array.from({ length: 40 }, (_, i) => 1_234_567 + i);
    expect(totals(open, [777, 888]).now.amount).toBe(cellOf(open).amount);
    const [one, other] = [totals(open, Array(60).fill(1000)), totals(open, Array(62).fill(1000))];
    expect(one.now.amount).toBe(other.now.amount);
    expect(one.now.amount).toBe(cellOf(open).amount + 60_000);
  });

  test('add up: nothing moved is what it was, and who comes on top is what it rises by', () => {
    const [was, more] = [Array(80).fill(1_000_000), Array(12).fill(500_000)];
    expect(totals([], was).now).toEqual(totals([], was).base);
    const { base, now, gained } = totals([], [...was, ...more], was);
    expect([base.amount, gained.amount, now.amount]).toEqual([80_000_000, 6_000_000, 86_000_000]);
    expect(totals([], [], []).possible).toEqual({ count: null, amount: null });
  });

  test('keep the order of whatever is granted to more, or more of, from one base', () => {
    fc.assert(
      fc.property(rows, rows, grown, fc.integer({ min: 1, max: 1e11 }), (open, was, [some, others], most) => {
        const [less, more] = [some, others].map((each) => totals(open, [...was, ...each], was, most));
        if (!less || !more) throw new Error('two answers');
        for (const of of ['count', 'amount'] as const) {
          expect(less.now[of] ?? 0).toBeGreaterThanOrEqual(Math.min(most, less.base[of] ?? 0));
          expect(more.now[of] ?? 0).toBeGreaterThanOrEqual(less.now[of] ?? 0);
          expect(less.possible[of] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(less.now[of] ?? 0);
        }
        expect(Math.max(more.now.amount ?? 0, more.possible.amount ?? 0)).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('are exact where nothing is hidden, but that what may come on top is never below what is certain', () => {
    const cell = { count: 3, amount: 999_997 };
    const [none, paid] = [{ count: 0, amount: 0 }, [cell]];
    const seen = shownTotals(
      {
        base: cell,
        now: cell,
        possible: { count: 5, amount: 999_995 },
        gained: none,
        lost: none,
        more: none,
        less: none,
      },
      { base: paid, now: paid, possible: paid },
      { hidden: [false] },
    );
    expect([seen.now, seen.possible]).toEqual([cell, { count: 5, amount: 999_997 }]);
  });

  test('and of whatever is taken away', () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(60), fc.nat(60), (open, was, a, b) => {
        const without = (n: number) =>
          totals(
            open,
            was.map((each, i) => (i < n ? undefined : each)),
            was,
          );
        const [few, many] = [without(Math.max(a, b)), without(Math.min(a, b))];
        for (const of of ['count', 'amount'] as const)
          expect(many.now[of] ?? 0).toBeGreaterThanOrEqual(few.now[of] ?? 0);
      }),
    );
  });
});
