import { describe, expect, it } from 'vitest';
import type { MatterState } from '#engines/matters';
import { LOOP_CHECKS } from './loop-hooks.ts';

const DONE = Date.parse('2026-10-12T10:00:00+08:00');
const check = (more: Partial<MatterState>) => () =>
  LOOP_CHECKS['called-on-three-days'].standing({ state: { finishedAt: DONE, ...more } as MatterState });

describe('a rater who does not answer', () => {
  it('must have been called on three different days since the work was done', () => {
    expect(check({ callDays: ['2026-10-12', '2026-10-13'] })).toThrow('三个不同的日子');
    expect(check({ callDays: ['2026-10-09', '2026-10-10', '2026-10-13'] })).toThrow('三个不同的日子');
    expect(check({ callDays: ['2026-10-12', '2026-10-13', '2026-10-14'] })).not.toThrow();
  });
  it('did answer where he rated again', () => {
    const callDays = ['2026-10-12', '2026-10-13', '2026-10-14'];
    expect(check({ callDays, rating: { grade: 2, at: DONE + 1, by: 'follow:m' } })).toThrow('已经再次评价');
    expect(check({ callDays, rating: { grade: 2, at: DONE - 1, by: 'follow:m' } })).not.toThrow();
  });
});
