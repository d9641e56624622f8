import { describe, expect, it } from 'vitest';
import { scaleOf } from './scale.ts';

describe('a scale', () => {
  it('takes its words from the hint, the best first', () => {
    const hint = '5 非常满意、4 满意、3 基本满意、2 不满意、1 非常不满意';
    expect(scaleOf({ type: 'number', max: 5, hint })?.map(({ value, label }) => `${value}${label}`)).toEqual([
      '5非常满意',
      '4满意',
      '3基本满意',
      '2不满意',
      '1非常不满意',
    ]);
  });
  it('is plain figures without words, and no scale where the number is open', () => {
    expect(scaleOf({ type: 'number', max: 2 })?.map(({ label }) => label)).toEqual(['2', '1']);
    expect(scaleOf({ type: 'number', max: 60 })).toBeUndefined();
    expect(scaleOf({ type: 'number' })).toBeUndefined();
  });
});
