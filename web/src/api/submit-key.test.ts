import { describe, expect, it } from 'vitest';
import { createSubmitKey } from './submit-key.ts';

const counted = () => {
  let made = 0;
  return createSubmitKey(() => `key-${++made}`);
};

describe('the key of a submit', () => {
  it('is the same for a retry of the same words', () => {
    const key = counted();
    expect(key.keyFor({ text: '催一下' })).toBe(key.keyFor({ text: '催一下' }));
  });
  it('is another for other words, also when a person goes back to the first ones', () => {
    const key = counted();
    const keys = ['a', 'b', 'a'].map((text) => key.keyFor({ text }));
    expect(new Set(keys).size).toBe(3);
  });
  it('is another for another file, and the same for the same one', () => {
    const key = counted();
    const one = new File(['一'], '台账.xlsx', { lastModified: 1 });
    const first = key.keyFor({ file: one });
    expect(key.keyFor({ file: one })).toBe(first);
    expect(key.keyFor({ file: new File(['二'], '台账.xlsx', { lastModified: 2 }) })).not.toBe(first);
  });
  it('is another for the same words once they were accepted', () => {
    const key = counted();
    const first = key.keyFor('谢谢');
    key.accepted();
    expect(key.keyFor('谢谢')).not.toBe(first);
  });
  it('is there for an act that needs no words, too: the same until it was accepted', () => {
    const key = counted();
    const first = key.keyFor(undefined);
    expect(key.keyFor(undefined)).toBe(first);
    key.accepted();
    expect(key.keyFor(undefined)).not.toBe(first);
  });
});
