import { describe, expect, it } from 'vitest';
import { createKept } from './kept.ts';

const SECOND = 1000;
const counting = () => {
  let made = 0;
  return {
    made: () => made,
    make: async (now: number) => {
      made += 1;
      return `${made} at ${now / SECOND}`;
    },
  };
};
/** Lets what was started in the background end. */
const settle = () => new Promise((done) => setImmediate(done));

describe('what is kept', () => {
  it('is made once for many who ask within half a minute', async () => {
    const kept = createKept();
    const { make, made } = counting();
    const all = await Promise.all([0, 5, 29].map((at) => kept.get('t', 'k', at * SECOND, make)));
    expect(all).toEqual(['1 at 0', '1 at 0', '1 at 0']);
    expect(made()).toBe(1);
  });

  it('is given as it was while a newer one is made, and then the newer one', async () => {
    const kept = createKept();
    const { make } = counting();
    await kept.get('t', 'k', 0, make);
    expect(await kept.get('t', 'k', 40 * SECOND, make)).toBe('1 at 0');
    await settle();
    expect(await kept.get('t', 'k', 41 * SECOND, make)).toBe('2 at 40');
  });

  it('is made anew before it is given when it is old, or when the clock went back', async () => {
    const kept = createKept();
    const { make } = counting();
    await kept.get('t', 'k', 1000 * SECOND, make);
    expect(await kept.get('t', 'k', 2000 * SECOND, make)).toBe('2 at 2000');
    expect(await kept.get('t', 'k', 1500 * SECOND, make)).toBe('3 at 1500');
  });

  it('is made anew for everybody when the records have moved, unless nobody has asked for long', async () => {
    const kept = createKept();
    const { make, made } = counting();
    await kept.get('t', 'k', 0, make);
    await kept.get('other', 'k', 0, make);
    await kept.renew('t', '', 10 * SECOND);
    expect(await kept.get('t', 'k', 10 * SECOND, make)).toBe('3 at 10');
    await kept.renew('t', '', 2000 * SECOND);
    expect(made()).toBe(3);
  });

  it('stays as it is when the records have moved of which others are made', async () => {
    const kept = createKept();
    const { make, made } = counting();
    for (const key of ['cockpit today', 'firms']) await kept.get('t', key, 0, make);
    await kept.renew('t', 'cockpit ', SECOND);
    expect(made()).toBe(3);
    expect(await kept.get('t', 'firms', 2 * SECOND, make)).toBe('2 at 0');
  });

  it('is not kept when it could not be made', async () => {
    const kept = createKept();
    const { make } = counting();
    await expect(kept.get('t', 'k', 0, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await kept.get('t', 'k', 0, make)).toBe('1 at 0');
  });
});
