import { describe, expect, it } from 'vitest';
import { Alert, readAlert } from './alert.ts';

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
