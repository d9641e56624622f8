import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#kernel';
import { PERIOD_KINDS, type PeriodKind, periodBefore, periodNamed, periodOf, periodWords } from './periods.ts';

const kinds = fc.constantFrom(...(Object.keys(PERIOD_KINDS) as PeriodKind[]));
const days = fc.integer({ min: 0, max: 20_000 }).map((at) => addDays(day('1990-01-01'), at));

describe('the periods of collected values', () => {
  it('contain the day they are asked for, are read back from their name, and touch the one before', () => {
    fc.assert(
      fc.property(kinds, days, (kind, on) => {
        const found = periodOf(kind, on);
        expect(found.first <= on && on <= found.last).toBe(true);
        expect(periodNamed(found.code)).toEqual(found);
        expect(addDays(periodBefore(found).last, 1)).toBe(found.first);
      }),
    );
  });
  it('are said as people say them', () => {
    expect(['2026', '2026-H1', '2026-Q3', '2026-09'].map(periodWords)).toEqual([
      '2026 年',
      '2026 年上半年',
      '2026 年第 3 季度',
      '2026 年 9 月',
    ]);
    expect(periodNamed('2026-Q5')).toBeUndefined();
    expect(periodNamed('2026-Q3')).toMatchObject({ first: '2026-07-01', last: '2026-09-30' });
  });
});
