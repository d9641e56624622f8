import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactDefinition } from './definition.ts';
import { beginRow, dropRow, endRow, newPacking, packedRow, packedValue, packSeparator } from './packed-row.ts';
import { cellPacker } from './read-cell.ts';
import { cellsOf, isBlankLine, lineOf } from './table-line.ts';

const text: FactDefinition = {
  key: 'x',
  name: '说明',
  type: 'string',
  group: 'g',
  owner: 'tax',
  sensitivity: 'open',
  freshDays: 30,
};
const word = fc.string({ unit: fc.constantFrom('衢', '\\', 'a', 'n', 't', '𠮷', '.'), minLength: 1, maxLength: 5 });

test('every value of a packed row is found again, whatever its signs', () => {
  fc.assert(
    fc.property(fc.array(fc.option(word), { minLength: 1, maxLength: 6 }), (values) => {
      const row = packedRow('91', values);
      expect(values.map((_, nth) => packedValue(row, nth))).toEqual(values);
      expect(packedValue(row, values.length)).toBeNull();
    }),
  );
});

test('rows packed one behind the other stay apart when room runs out, and nothing is kept of a row that is dropped', () => {
  const packing = newPacking();
  const pack = cellPacker(text);
  const words = ['长'.repeat(290), 'C:\\新\\t', '㍿'.repeat(70)];
  const kept = Array.from({ length: 900 }, (_, nth) => {
    const line = lineOf(words);
    const whole = cellsOf(line).map((each) => Buffer.from(each));
    beginRow(packing, line, words.length);
    for (const [place, cell] of whole.entries()) {
      if (place > 0) packSeparator(packing);
      expect(pack(cell, 0, cell.length, packing)).toBeUndefined();
    }
    if (nth % 3 !== 0) return endRow(packing, String(nth));
    dropRow(packing);
    return undefined;
  });
  const rows = kept.filter((each) => each !== undefined);
  expect(rows).toHaveLength(600);
  for (const row of rows)
    expect([0, 1, 2].map((nth) => packedValue(row, nth))).toEqual([
      '长'.repeat(290),
      'C:\\新\\t',
      '株式会社'.repeat(70),
    ]);
});

test('a line of blanks of any alphabet is blank, a line with one letter is not', () => {
  expect(isBlankLine(lineOf(['', ' ', '\u3000']))).toBe(true);
  expect(isBlankLine(lineOf(['', ' ', '衢']))).toBe(false);
  expect(isBlankLine(lineOf(['', '0']))).toBe(false);
});
