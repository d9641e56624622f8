import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestRemainder } from './largest-remainder.ts';
import {
  addMoney,
  allocateMoney,
  formatMoney,
  formatYuan,
  type Money,
  money,
  multiplyMoney,
  parseMoney,
  subtractMoney,
} from './money.ts';

test.each([
  ['1.2万元', 1_200_000],
  ['￥３，０００．５０', 300_050],
  ['4亿', 40_000_000_000],
  ['0.05元', 5],
  ['12', 1_200],
  ['五角不算', null],
  ['2百万元', 200_000_000],
  ['-0.3万元', -300_000],
  ['7分', 7],
  ['人民币 100元整', 10_000],
  ['0.001元', null],
  ['1.2.3元', null],
  ['', null],
  ['99999999亿元', null],
])('%s is %s 分', (text, fen) => {
  if (fen === null) expect(() => parseMoney(text)).toThrow(`“${text}”`);
  else expect(parseMoney(text)).toBe(fen);
});

test('an amount is shown in the largest unit that stays short, and never rounded', () => {
  expect(formatMoney(money(1_200_000))).toBe('1.2万元');
  expect(formatMoney(money(40_000_000_000))).toBe('4亿元');
  expect(formatMoney(money(1_234_567))).toBe('12,345.67元');
  expect(formatMoney(money(-500))).toBe('-5.00元');
  expect(formatYuan(money(123_456_789))).toBe('1,234,567.89');
  expect(formatYuan(money(5))).toBe('0.05');
});

const anyMoney = fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map(money);

test('what is formatted reads back as the same amount', () => {
  fc.assert(fc.property(anyMoney, (amount) => void expect(parseMoney(formatMoney(amount))).toBe(amount)));
});

test('sums are exact where binary fractions are not', () => {
  expect(addMoney(parseMoney('0.1'), parseMoney('0.2'))).toBe(parseMoney('0.3'));
  expect(subtractMoney(money(3), money(5))).toBe(-2);
  expect(() => addMoney(money(Number.MAX_SAFE_INTEGER), money(1))).toThrow('exact');
  expect(() => money(0.5)).toThrow('whole');
});

test('shares round half away from zero, exactly, at any size', () => {
  expect(multiplyMoney(money(5), 1n, 10n)).toBe(1);
  expect(multiplyMoney(money(-5), 1n, 10n)).toBe(-1);
  expect(multiplyMoney(money(4), 1n, 10n)).toBe(0);
  expect(multiplyMoney(9_007_199_254_740_991 as Money, 999_999_999n, 1_000_000_000n)).toBe(9_007_199_245_733_792);
});

test('an allocation loses and adds nothing, and no part is a 分 or more off its share', () => {
  const weights = fc.array(fc.nat(1000), { minLength: 1, maxLength: 9 }).filter((all) => all.some((w) => w > 0));
  fc.assert(
    fc.property(anyMoney, weights, (amount, all) => {
      const parts = allocateMoney(amount, all);
      expect(addMoney(...parts)).toBe(amount);
      const sum = all.reduce((a, b) => a + b, 0);
      parts.forEach((part, at) => {
        expect(Math.abs(part - (amount * (all[at] ?? 0)) / sum)).toBeLessThan(1.02);
      });
    }),
  );
  expect(largestRemainder(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(largestRemainder(0, [0, 0])).toEqual([0, 0]);
  expect(() => largestRemainder(1, [0])).toThrow('no weight');
  expect(() => largestRemainder(1, [-1, 3])).toThrow('not negative');
});
