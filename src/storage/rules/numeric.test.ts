import { describe, expect, test } from 'vitest';
import { type ScaledNumbers, takeNumeric } from './numeric.ts';

/** A `numeric` as PostgreSQL sends it: groups of four digits, the first `weight` groups before the point. */
function sent(text: string): Buffer {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.');
  const before = whole.padStart(Math.ceil(whole.length / 4) * 4, '0');
  const digits = before + decimals.padEnd(Math.ceil(decimals.length / 4) * 4, '0');
  const groups = digits.match(/.{4}/g) ?? [];
  const head = [groups.length, before.length / 4 - 1, text.startsWith('-') ? 0x4000 : 0, decimals.length];
  return Buffer.from([...head, ...groups.map(Number)].flatMap((each) => [(each >> 8) & 255, each & 255]));
}

const taken = (...texts: string[]) => {
  const numbers: ScaledNumbers = { values: new Float64Array(texts.length).fill(Number.NaN), places: 0 };
  const fitted = texts.map((text, row) => takeNumeric(numbers, row, sent(text), 0));
  return { fitted, values: [...numbers.values], places: numbers.places };
};

describe('numbers as PostgreSQL sends them', () => {
  test.each([
    ['12345678901234.5', 123456789012345, 1],
    ['-900719925474.0991', -9007199254740991, 4],
    ['100000000', 100000000, 0],
    ['0.0001', 1, 4],
    ['0', 0, 0],
    ['12345678.10', 123456781, 1],
  ])('%s is read to its last digit: padding of the last group does not make it too long', (text, value, places) => {
    expect(taken(text)).toEqual({ fitted: [true], values: [value], places });
  });

  test('what no double holds is not answered, nor what would not fit once decimals come', () => {
    expect(taken('90071992547409.93').fitted).toEqual([false]);
    expect(taken('12345678901234567').fitted).toEqual([false]);
    const later = taken('900719925474099', '0.001');
    expect(later).toEqual({ fitted: [true, false], values: [900719925474099, Number.NaN], places: 0 });
  });
});
