/**
 * Exact numbers. A plain `number` is a safe integer; everything else is a ratio of two bigints, so that
 * 0.1 + 0.2 equals 0.3 and 2.4万元 equals 24000元. No binary fraction ever takes part in a decision.
 */
export type Ratio = { readonly kind: 'ratio'; readonly n: bigint; readonly d: bigint };
export type Exact = number | Ratio;

const LARGE = 10n ** 24n;

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y) [x, y] = [y, x % y];
  return x;
};

/** `n / d` as an exact number; `d` is not zero. */
export const ratio = (n: bigint, d: bigint): Exact => {
  if (d < 0n) return ratio(-n, -d);
  if (n % d === 0n) {
    const whole = Number(n / d);
    return Number.isSafeInteger(whole) ? whole : { kind: 'ratio', n: n / d, d: 1n };
  }
  if (d < LARGE) return { kind: 'ratio', n, d };
  const common = gcd(n, d);
  return { kind: 'ratio', n: n / common, d: d / common };
};

const top = (x: Exact): bigint => (typeof x === 'number' ? BigInt(x) : x.n);
const bottom = (x: Exact): bigint => (typeof x === 'number' ? 1n : x.d);

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * Reads decimal text exactly; `undefined` when it is not a decimal.
 *
 * @example
 * toJsonNumber(exactFromText('0.1') ?? 0) // 0.1
 * exactFromText('1/3') // undefined
 */
export const exactFromText = (text: string): Exact | undefined => {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = '', power = '0'] = match;
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return exponent >= 0 ? ratio(digits * 10n ** BigInt(exponent), 1n) : ratio(digits, 10n ** BigInt(-exponent));
};

/** The shortest decimal that a JavaScript number prints as: 0.024 is 24/1000, as its writer meant. */
export const exactFromNumber = (value: number): Exact | undefined => {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return Number.isFinite(value) ? exactFromText(String(value)) : undefined;
};

export const exactFromBigInt = (value: bigint): Exact => ratio(value, 1n);

export const add = (a: Exact, b: Exact): Exact => {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const [d, e] = [bottom(a), bottom(b)];
  return d === e ? ratio(top(a) + top(b), d) : ratio(top(a) * e + top(b) * d, d * e);
};

export const negate = (a: Exact): Exact => {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  return { kind: 'ratio', n: -a.n, d: a.d };
};

export const subtract = (a: Exact, b: Exact): Exact => add(a, negate(b));

export const multiply = (a: Exact, b: Exact): Exact => {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return ratio(top(a) * top(b), bottom(a) * bottom(b));
};

/** `undefined` when the divisor is zero: there is no Infinity here. */
export const divide = (a: Exact, b: Exact): Exact | undefined =>
  top(b) === 0n ? undefined : ratio(top(a) * bottom(b), bottom(a) * top(b));

/** Negative, zero or positive, like a comparator of `sort`. */
export const compareExact = (a: Exact, b: Exact): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [top(a) * bottom(b), top(b) * bottom(a)];
  return left < right ? -1 : left > right ? 1 : 0;
};

const floorDivide = (n: bigint, d: bigint): bigint => (n % d !== 0n && n < 0n ? n / d - 1n : n / d);

export type Rounding = 'half-up' | 'floor' | 'ceiling';

/** The nearest multiple of `step`; 四舍五入 takes halves away from zero, as officials do on paper. */
export const roundTo = (value: Exact, step: Exact, how: Rounding): Exact => {
  const [n, d] = [top(value) * bottom(step), bottom(value) * top(step)];
  if (how === 'floor') return multiply(ratio(floorDivide(n, d), 1n), step);
  if (how === 'ceiling') return multiply(ratio(-floorDivide(-n, d), 1n), step);
  const size = floorDivide((n < 0n ? -n : n) * 2n + d, d * 2n);
  return multiply(ratio(n < 0n ? -size : size, 1n), step);
};

/** A JavaScript number, nearest when it cannot be exact. For charts and scores, not for money. */
export const toJsonNumber = (value: Exact): number => {
  if (typeof value === 'number') return value;
  const text = exactText(value);
  if (text !== undefined) return Number(text);
  const scale = 10n ** 20n;
  return Number((value.n * scale) / value.d) / 1e20;
};

/** Decimal text without loss, `undefined` for the likes of one third. */
export const exactText = (value: Exact): string | undefined => {
  if (typeof value === 'number') return String(value);
  const common = gcd(value.n, value.d);
  const [n, d] = [value.n / common, value.d / common];
  let [places, rest] = [0, d];
  while (rest % 10n === 0n) [rest, places] = [rest / 10n, places + 1];
  while (rest % 2n === 0n) [rest, places] = [rest / 2n, places + 1];
  while (rest % 5n === 0n) [rest, places] = [rest / 5n, places + 1];
  if (rest !== 1n) return undefined;
  const digits = ((n < 0n ? -n : n) * 10n ** BigInt(places)) / d;
  const padded = String(digits).padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  const fraction = padded.slice(padded.length - places).replace(/0+$/, '');
  return `${n < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
};
