import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOnes, rowsOf, transpose32 } from './bits.ts';

const words = (n: number) => fc.array(fc.integer(), { minLength: n, maxLength: n });

test('turning 32 words on their side moves bit c of word r to bit r of word c', () => {
  fc.assert(
    fc.property(words(32), (before) => {
      const turned = Int32Array.from(before);
      transpose32(turned);
      for (let r = 0; r < 32; r += 1)
        for (let c = 0; c < 32; c += 1) expect(((turned[c] ?? 0) >>> r) & 1).toBe(((before[r] ?? 0) >>> c) & 1);
    }),
    { numRuns: 20 },
  );
});

test('set bits are counted and their rows found', () => {
  fc.assert(
    fc.property(words(64), (list) => {
      const plain = list.flatMap((word, i) =>
        Array.from({ length: 32 }, (_, bit) => i * 32 + bit).filter((row) => (word >>> (row & 31)) & 1),
      );
      const all = Int32Array.from([7, ...list]);
      expect(countOnes(all, 1, 64)).toBe(plain.length);
      const rows = new Int32Array(2048);
      const count = rowsOf(all, 1, 64, 100, rows);
      expect([...rows.subarray(0, count)]).toEqual(plain.map((row) => row + 100));
    }),
  );
});
