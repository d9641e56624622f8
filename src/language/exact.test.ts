import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compareExact,
  divide,
  type Exact,
  exactFromNumber,
  exactFromText,
  exactText,
  multiply,
  negate,
  ratio,
  roundTo,
  subtract,
  toJsonNumber,
} from './exact.ts';

const exacts: fc.Arbitrary<Exact> = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
    .map(([n, d]) => ratio(n, d)),
);
const same = (a: Exact | undefined, b: Exact) => expect(a !== undefined && compareExact(a, b)).toBe(0);

describe('exact numbers', () => {
  test('sums and products undo each other', () => {
    fc.assert(
      fc.property(exacts, exacts, exacts, (a, b, c) => {
        same(subtract(add(a, b), b), a);
        same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
        if (compareExact(b, 0) !== 0) same(divide(multiply(a, b), b), a);
        same(add(a, negate(a)), 0);
      }),
    );
  });

  test('order agrees with difference', () => {
    fc.assert(
      fc.property(exacts, exacts, (a, b) => {
        expect(Math.sign(compareExact(a, b))).toBe(Math.sign(compareExact(subtract(a, b), 0)));
      }),
    );
  });

  test('decimal text is read and written without loss', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(30), (digits, places) => {
        const value = ratio(digits, 10n ** BigInt(places));
        same(exactFromText(exactText(value) ?? ''), value);
      }),
    );
  });

  test('a JavaScript number is the decimal that it prints as', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const exact = exactFromNumber(value);
        expect(exact !== undefined && toJsonNumber(exact)).toBe(value === 0 ? 0 : value);
      }),
    );
    expect(exactFromNumber(Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  test('rounding stays within half a step, floor and ceiling on their side', () => {
    fc.assert(
      fc.property(exacts, fc.constantFrom<Exact>(1, 100, ratio(1n, 100n)), (value, step) => {
        const distance = subtract(roundTo(value, step, 'half-up'), value);
        expect(compareExact(multiply(distance, 2), step)).toBeLessThanOrEqual(0);
        expect(compareExact(multiply(distance, -2), step)).toBeLessThanOrEqual(0);
        expect(compareExact(roundTo(value, step, 'floor'), value)).toBeLessThanOrEqual(0);
        expect(compareExact(roundTo(value, step, 'ceiling'), value)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('division by zero has no result and one third no decimals', () => {
    expect(divide(1, 0)).toBeUndefined();
    expect(exactText(ratio(1n, 3n))).toBeUndefined();
    expect(exactText(ratio(-1n, 8n))).toBe('-0.125');
  });
});
