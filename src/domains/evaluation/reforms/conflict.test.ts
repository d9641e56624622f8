import { describe, expect, it } from 'vitest';
import { conflictOf } from './conflict.ts';

const parents: Record<string, string> = { housing: 'gov', tax: 'gov', town: 'housing', gov: 'province' };
const ancestors = (unit: string): readonly string[] => {
  const parent = parents[unit];
  return parent ? [parent, ...ancestors(parent)] : [];
};
const conflict = (unit: string | undefined, nominee: string, recused = false) =>
  conflictOf({ unit, recused }, nominee, ancestors);

describe('a judge', () => {
  it('does not score what his own unit did, nor the one directly above or any below it', () => {
    expect(conflict('housing', 'housing')).toContain('推荐单位');
    expect(conflict('town', 'housing')).toContain('下级');
    expect(conflict('gov', 'housing')).toContain('上级');
  });
  it('scores what others did', () => {
    expect(conflict('tax', 'housing')).toBeUndefined();
    expect(conflict('province', 'housing')).toBeUndefined();
  });
  it('does not score after he stepped aside', () => {
    expect(conflict('tax', 'housing', true)).toContain('回避');
  });
});
