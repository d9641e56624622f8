import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#kernel';
import { agesOf, figuresOf, histogramOf, waitsOf } from './pace.ts';
import type { ArrivedClaims, RunningClaims } from './ports.ts';

const DAY = 86_400_000;
/** Every day works: differences are what one reads. */
const ports = { workingDaysBetween: (from: number, to: number) => Math.floor((to - from) / DAY) };
const NOW = Date.parse('2026-09-30T00:00:00+08:00');
const arrived = (days: number, count: number, more: Partial<ArrivedClaims> = {}): ArrivedClaims => ({
  clause: 'a',
  days,
  count,
  sum: 100 * count,
  decided: count,
  sent: 2 * count,
  ...more,
});
const running = (filedOn: string, more: Partial<RunningClaims> = {}): RunningClaims => ({
  clause: 'a',
  wait: 'batch',
  filedOn: filedOn as Day,
  pauses: [],
  count: 1,
  sum: 100,
  ...more,
});

describe('the way from filing to arrival', () => {
  it('has a mean that counts every claim, and is late after fifteen working days, not on the fifteenth', () => {
    const found = figuresOf([arrived(5, 3), arrived(15, 1), arrived(16, 2)], []);
    expect(found).toMatchObject({ arrived: 6, mean: (15 + 15 + 32) / 6, late: 2, arrivedSum: 600 });
    expect(found.legs).toEqual({ decide: 1, send: 1, bank: (62 - 12) / 6 });
    expect(figuresOf([], []).mean).toBeUndefined();
  });

  it('goes on for what has not arrived, without the days that lay with the applicant', () => {
    const paused = { from: Date.parse('2026-09-10T00:00:00+08:00'), to: Date.parse('2026-09-13T00:00:00+08:00') };
    const ages = agesOf(
      ports,
      [
        running('2026-09-13'),
        running('2026-09-15'),
        running('2026-09-13', { wait: 'supplement' }),
        running('2026-09-12', { wait: 'review', pauses: [paused] }),
      ],
      NOW,
    );
    expect(ages.map(({ days, late }) => [days, late])).toEqual([
      [17, true],
      [15, false],
      [17, false],
      [15, false],
    ]);
    expect(figuresOf([], ages)).toMatchObject({ running: 4, runningLate: 1 });
    expect(waitsOf(ages).map(({ wait, count, late }) => [wait, count, late])).toEqual([
      ['review', 1, 0],
      ['supplement', 1, 0],
      ['batch', 2, 1],
    ]);
  });

  it('every claim stands in one column of the histogram, the late ones in the last three', () => {
    const some = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 9 })), { maxLength: 20 });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const came = a.map(([days, count]) => arrived(days, count));
        const still = b.map(([days, count]) => ({ ...running('2026-09-01', { count }), days, late: days > 15 }));
        const columns = histogramOf(came, still);
        const sum = (from: number, of: 'arrived' | 'running') =>
          columns.slice(from).reduce((total, each) => total + each[of], 0);
        const whole = figuresOf(came, still);
        expect([sum(0, 'arrived'), sum(0, 'running')]).toEqual([whole.arrived, whole.running]);
        expect([sum(5, 'arrived'), sum(5, 'running')]).toEqual([whole.late, whole.runningLate]);
      }),
    );
  });
});
