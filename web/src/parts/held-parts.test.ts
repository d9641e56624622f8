import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Held } from '../api/types/index.ts';
import { heldParts } from './held-parts.ts';

const held = (unit: string, workingMinutes: number, to?: number): Held => ({
  unit: { id: unit, name: unit },
  from: 0,
  workingMinutes,
  ...(to !== undefined && { to }),
});

describe('the parts of who held it', () => {
  it('leave out whom it only passed through, and join two turns of one desk', () => {
    const parts = heldParts([
      held('office', 0, 1),
      held('housing', 60, 2),
      held('office', 0, 3),
      held('housing', 5, 4),
    ]);
    expect(parts).toEqual([{ unit: { id: 'housing', name: 'housing' }, from: 0, to: 4, workingMinutes: 65 }]);
  });
  it('name whoever holds it now, however short', () => {
    expect(heldParts([held('office', 10, 1), held('housing', 0)]).at(-1)?.unit.id).toBe('housing');
  });
  it('always add up to the whole', () => {
    const one = fc.record({ unit: fc.constantFrom('a', 'b'), minutes: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(one), (all) => {
        const whole = all.map(({ unit, minutes }, index) => held(unit, minutes, index));
        const sum = (items: readonly Held[]) => items.reduce((total, item) => total + item.workingMinutes, 0);
        expect(sum(heldParts(whole))).toBe(sum(whole));
      }),
    );
  });
});
