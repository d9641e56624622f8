import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { pooled } from './results.ts';
import { heldBack, type TableCell } from './suppress.ts';

const cell = (name: string, answered: number, agree: number, population = 100): TableCell => ({
  name,
  answered,
  agree,
  population,
});
const LEAST = 5;

describe('what a table of a survey holds back', () => {
  it('is a part with too few answers, and a second one that it would else be worked out from', () => {
    const held = heldBack([cell('甲', 3, 2), cell('乙', 12, 9), cell('丙', 30, 20), cell('丁', 8, 4)], LEAST);
    expect([...held].sort()).toEqual(['丁', '甲'].sort());
  });
  it('is nothing where every part is large and of more than one mind', () => {
    expect(heldBack([cell('甲', 9, 5), cell('乙', 12, 9)], LEAST).size).toBe(0);
  });
  it('is a part whose people all said the same, when most of them answered', () => {
    expect(heldBack([cell('甲', 8, 0, 10), cell('乙', 12, 9), cell('丙', 30, 20)], LEAST)).toContain('甲');
    expect(heldBack([cell('甲', 8, 0, 100), cell('乙', 12, 9), cell('丙', 30, 20)], LEAST).size).toBe(0);
  });
  it('is everything where two parts cannot hide each other', () => {
    expect(heldBack([cell('甲', 2, 1), cell('乙', 40, 30)], LEAST)).toEqual(new Set(['甲', '乙']));
  });

  const cells = fc
    .array(
      fc.record({
        answered: fc.integer({ min: 0, max: 40 }),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
        more: fc.nat(60),
      }),
      { minLength: 1, maxLength: 9 },
    )
    .map((all) =>
      all.map(({ answered, part, more }, at) => cell(`${at}`, answered, Math.round(answered * part), answered + more)),
    );

  it('does not come back through the weighted share: however the hidden answers are split, what is published is the same', () => {
    fc.assert(
      fc.property(cells, (table) => {
        const held = heldBack(table, LEAST);
        const hidden = table.filter((each) => held.has(each.name));
        const agree = hidden.reduce((sum, each) => sum + each.agree, 0);
        // The same sum, given to the hidden parts from the first on.
        let left = agree;
        const other = new Map(
          hidden.map((each) => {
            const own = Math.min(left, each.answered);
            left -= own;
            return [each.name, own] as const;
          }),
        );
        const moved = table.map((each) => ({ ...each, agree: other.get(each.name) ?? each.agree }));
        expect(estimate(pooled(moved, held))).toEqual(estimate(pooled(table, held)));
      }),
    );
  });
  it('leaves nothing to be worked out from the whole: what is missing is large enough, or everything', () => {
    fc.assert(
      fc.property(cells, (table) => {
        const held = heldBack(table, LEAST);
        const shown = table.filter((each) => each.answered > 0 && !held.has(each.name));
        for (const each of shown) expect(each.answered).toBeGreaterThanOrEqual(LEAST);
        const hidden = table.filter((each) => held.has(each.name));
        const answered = hidden.reduce((sum, each) => sum + each.answered, 0);
        // The whole minus what is shown is the sum of what is hidden: never one part alone, never fewer than the least.
        if (hidden.length > 0 && shown.length > 0) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(answered).toBeGreaterThanOrEqual(LEAST);
        }
      }),
    );
  });
});
