import { describe, expect, it } from 'vitest';
import { Alert, readAlert, readWorse, tierWith } from './alert.ts';

const alert = (more: object) => Alert.parse({ id: 'a', indicator: 'x', period: '90d', fewest: 10, ...more });
const value = (at: number, half: number, counted = 100) => ({
  value: at,
  counted,
  meets: 0,
  interval: [at - half, at + half] as const,
  error: half,
});

describe('an alert', () => {
  it('rings only where chance alone does not carry the value past the threshold', () => {
    const low = alert({ below: 80 });
    expect(readAlert(low, value(70, 5))).toBe('past');
    expect(readAlert(low, value(78, 5))).toBe('unsure');
    expect(readAlert(low, value(81, 5))).toBe('within');
    const high = alert({ above: 15 });
    expect(readAlert(high, value(25, 5))).toBe('past');
    expect(readAlert(high, value(14, 5))).toBe('within');
  });
  it('says nothing of a handful of records', () => {
    expect(readAlert(alert({ below: 80 }), value(0, 0, 9))).toBe('unsure');
  });
  it('has exactly one threshold', () => {
    expect(() => alert({})).toThrow();
    expect(() => alert({ below: 1, above: 2 })).toThrow();
  });
});

describe('an indicator off its own history', () => {
  const fell = alert({ worse: 10 });
  it('rings where it is worse by more than chance may do, and by so much at least', () => {
    expect(readWorse(fell, 'higher', value(45, 10), value(100, 2))).toBe('past');
    expect(readWorse(fell, 'lower', value(45, 10), value(100, 2))).toBe('within');
    expect(readWorse(fell, 'higher', value(85, 10), value(100, 2))).toBe('unsure');
    expect(readWorse(fell, 'higher', value(95, 1), value(100, 1))).toBe('unsure');
    expect(readWorse(fell, 'none', value(45, 10), value(100, 2))).toBe('unsure');
  });
  it('says nothing where there was nothing before', () => {
    expect(readWorse(fell, 'higher', value(45, 10), { ...value(0, 0), value: null })).toBe('unsure');
    expect(readWorse(fell, 'higher', value(45, 10), value(100, 2, 9))).toBe('unsure');
  });
});

describe('a tier', () => {
  const line = (id: string, score: number, tier: number) => ({ unit: { id }, score, tier });
  const lines = [line('a', 92, 1), line('b', 88, 1), line('c', 84, 2), line('d', 60, 3)];
  it('is that of whom one would stand beside with this score', () => {
    expect(tierWith(lines, 'a', 89)).toBe(1);
    expect(tierWith(lines, 'a', 85)).toBe(2);
    expect(tierWith(lines, 'a', 50)).toBe(3);
    expect(tierWith(lines, 'd', 50)).toBe(2);
  });
});
