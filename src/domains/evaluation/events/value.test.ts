import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#kernel';
import { merged, valueFrom } from './value.ts';
import { monthsUpTo, todayOf, windowBefore, windowOf } from './window.ts';

const sums = (counted: number, meets = 0, sum = 0, squares = 0) => ({
  indicator: 'x',
  group: 'all',
  counted,
  meets,
  sum,
  squares,
  distinct: 0,
});
const china = (text: string): number => Date.parse(`${text}+08:00`);

describe('the value of an indicator', () => {
  it('is nothing where nothing counts, and a count of nothing is 0', () => {
    expect(valueFrom({ kind: 'rate' }, undefined)).toMatchObject({ value: null, interval: null });
    expect(valueFrom({ kind: 'mean' }, sums(0))).toMatchObject({ value: null });
    expect(valueFrom({ kind: 'count' }, undefined)).toMatchObject({ value: 0 });
  });
  it('is a share in percent, with the interval of Wilson: 8 of 10 lies in 54.1–93.1 % at 90 %', () => {
    const { value, interval } = valueFrom({ kind: 'rate' }, sums(10, 8));
    expect(value).toBe(80);
    expect(interval?.[0]).toBeCloseTo(54.1, 0);
    expect(interval?.[1]).toBeCloseTo(93.1, 0);
  });
  it('is a mean with its standard error: 2, 4, 6 are 4 ± 2/√3', () => {
    const { value, error } = valueFrom({ kind: 'mean' }, sums(3, 0, 12, 56));
    expect(value).toBe(4);
    expect(error).toBeCloseTo(2 / Math.sqrt(3), 3);
  });
  it('stays inside 0–100 and around the share, however few the records', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (meets, rest) => {
        fc.pre(meets + rest > 0);
        const { value, interval } = valueFrom({ kind: 'rate' }, sums(meets + rest, meets));
        const [low = -1, high = 101] = interval ?? [];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(value).toBeGreaterThanOrEqual(low - 0.001);
        expect(value).toBeLessThanOrEqual(high + 0.001);
      }),
    );
  });
  it('of several groups is that of their records together', () => {
    expect(merged([sums(3, 1, 5, 6), sums(2, 2, 1, 1)])).toMatchObject({ counted: 5, meets: 3, sum: 6, squares: 7 });
    expect(merged([])).toBeUndefined();
  });
});

describe('a period', () => {
  it('runs from its first day to the end of the day asked for, as known then', () => {
    const now = china('2026-12-01T10:00');
    const window = windowOf('month', day('2026-10-13'), now);
    expect(window).toEqual({
      from: china('2026-10-01T00:00'),
      to: china('2026-10-14T00:00'),
      asOf: china('2026-10-14T00:00'),
    });
    expect(windowOf('quarter', day('2026-11-02'), now).from).toBe(china('2026-10-01T00:00'));
    expect(windowOf('year', day('2026-11-02'), now).from).toBe(china('2026-01-01T00:00'));
    expect(windowOf('30d', day('2026-10-30'), now).from).toBe(china('2026-10-01T00:00'));
  });
  it('of today is known up to now', () => {
    const now = china('2026-10-13T10:00');
    expect(windowOf('month', todayOf(now), now).asOf).toBe(now + 1);
  });
  it('before is whole, as it was known when it ended', () => {
    expect(windowBefore('month', day('2026-03-31'))).toEqual({
      from: china('2026-02-01T00:00'),
      to: china('2026-03-01T00:00'),
      asOf: china('2026-03-01T00:00'),
    });
  });
  it('has twelve months behind it, each at its end, the last one at the day itself', () => {
    const months = monthsUpTo(day('2026-03-15'));
    expect(months).toHaveLength(12);
    expect([months[0], months[10], months[11]]).toEqual(['2025-04-30', '2026-02-28', '2026-03-15']);
  });
});
