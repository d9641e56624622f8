import { describe, expect, it } from 'vitest';
import { matterSearch, parseSearch, stringifySearch } from './search.ts';

describe('addresses', () => {
  it('keep filters as plain words that a person can read and change', () => {
    expect(stringifySearch({ lamp: 'overdue', q: '用电', due: undefined })).toBe('?lamp=overdue&q=%E7%94%A8%E7%94%B5');
    expect(parseSearch('?lamp=overdue&q=123')).toEqual({ lamp: 'overdue', q: '123' });
  });
  it('drop what no list knows instead of failing', () => {
    expect(matterSearch({ lamp: 'near', colour: 'red', q: '' })).toEqual({ lamp: 'near' });
    expect(
      matterSearch({ lamp: 'zzz', due: 'soon', closed: 'perhaps', openedFrom: '5', openedTo: '2026-10-31' }),
    ).toEqual({ openedTo: '2026-10-31' });
  });
});
