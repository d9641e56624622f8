import type { Exact } from '#language';

/** A node that SQL cannot say is an error, never left out. */
export class NotTranslatable extends Error {}

/**
 * A number in SQL is a fraction of two exact numerics with a positive denominator, so that a third stays a third.
 * A denominator that is fixed is a bigint; one that varies is text. Unknown is NULL in either.
 */
export type Fraction = { readonly n: string; readonly d: bigint | string };

export type SqlValue =
  | { readonly kind: 'number'; readonly number: Fraction }
  /** Yes or no, text, date, list: one expression, NULL when unknown. */
  | { readonly kind: 'plain'; readonly text: string };

export const denominator = (d: Fraction['d']): string => (typeof d === 'bigint' ? `${d}::numeric` : d);

const isOne = (d: Fraction['d']): boolean => d === 1n;

export const numeric = (value: bigint): string => (value < 0n ? `(${value})::numeric` : `${value}::numeric`);

export const fractionOf = (value: Exact | null): Fraction => {
  if (value === null) return { n: 'NULL::numeric', d: 1n };
  return typeof value === 'number' ? { n: numeric(BigInt(value)), d: 1n } : { n: numeric(value.n), d: value.d };
};

/** n · d, left alone where d is one. */
export const scaled = (n: string, d: Fraction['d']): string => (isOne(d) ? n : `(${n} * ${denominator(d)})`);

export const timesDenominators = (a: Fraction['d'], b: Fraction['d']): Fraction['d'] => {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a * b;
  if (isOne(a)) return b;
  return isOne(b) ? a : `(${denominator(a)} * ${denominator(b)})`;
};

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The numerators over one common denominator. */
export const alike = (all: readonly Fraction[]): { readonly n: readonly string[]; readonly d: Fraction['d'] } => {
  const fixed = all.map(({ d }) => d).filter((d) => typeof d === 'bigint');
  if (fixed.length === all.length) {
    const lcm = fixed.reduce((a, b) => (a / gcd(a, b)) * b, 1n);
    return { n: all.map(({ n, d }) => scaled(n, lcm / (d as bigint))), d: lcm };
  }
  const n = all.map((one, i) => all.reduce((text, other, j) => (i === j ? text : scaled(text, other.d)), one.n));
  return { n, d: all.map(({ d }) => d).reduce(timesDenominators) };
};

export const add = (a: Fraction, b: Fraction, operator: '+' | '-'): Fraction => {
  const { n, d } = alike([a, b]);
  return { n: `(${n.join(` ${operator} `)})`, d };
};

export const multiply = (a: Fraction, b: Fraction): Fraction => ({
  n: `(${a.n} * ${b.n})`,
  d: timesDenominators(a.d, b.d),
});

/** Dividing by zero has no result. */
export const divide = (a: Fraction, b: Fraction): Fraction => ({
  n: `(${scaled(a.n, b.d)} * sign(${b.n}))`,
  d: `NULLIF(${scaled(`abs(${b.n})`, a.d)}, 0)`,
});

export const compare = (operator: string, a: Fraction, b: Fraction): string => {
  const { n } = alike([a, b]);
  // The common denominator is positive; where it is NULL it has made a numerator NULL, or is part of both.
  const guard = [a.d, b.d].filter((d) => typeof d === 'string');
  const compared = `(${n[0]} ${operator === '!=' ? '<>' : operator} ${n[1]})`;
  return guard.length === 0
    ? compared
    : `CASE WHEN ${guard.map((d) => `${d} IS NOT NULL`).join(' AND ')} THEN ${compared} END`;
};

const unknownAmong = (texts: readonly string[], ds: readonly Fraction['d'][]): string =>
  [...texts, ...ds.filter((d) => typeof d === 'string')].map((text) => `${text} IS NULL`).join(' OR ');

/** LEAST and GREATEST pass over NULL; an unknown value makes the least of them unknown. */
export const extreme = (name: 'LEAST' | 'GREATEST', all: readonly Fraction[]): Fraction => {
  const { n, d } = alike(all);
  return {
    n: `CASE WHEN ${unknownAmong(
      n,
      all.map((one) => one.d),
    )} THEN NULL ELSE ${name}(${n.join(', ')}) END`,
    d,
  };
};

export const choose = (condition: string, a: Fraction, b: Fraction): Fraction => {
  const same = compare('=', a, b);
  if (typeof a.d === 'bigint' && typeof b.d === 'bigint') {
    const { n, d } = alike([a, b]);
    return { n: chosen(condition, n[0] ?? '', n[1] ?? '', same), d };
  }
  return { n: chosen(condition, a.n, b.n, same), d: chosen(condition, denominator(a.d), denominator(b.d), same) };
};

/** Where the condition is unknown, two branches that agree still tell the value. */
export const chosen = (condition: string, a: string, b: string, same: string): string =>
  `CASE WHEN ${condition} THEN ${a} WHEN NOT ${condition} THEN ${b} WHEN ${same} THEN ${a} END`;

const upward = (x: string, y: string): string => `(div(${x}, ${y}) + CASE WHEN mod(${x}, ${y}) > 0 THEN 1 ELSE 0 END)`;

/** To multiples of p/q. `div` and `mod` are exact, `/` and `round` of numerics are not to be trusted with thirds. */
export const rounded = (
  value: Fraction,
  [p, q]: readonly [bigint, bigint],
  how: 'half-up' | 'floor' | 'ceiling',
): Fraction => {
  const [x, y] = [scaled(value.n, q), scaled(denominator(value.d), p)];
  const wholes = {
    'half-up': `(sign(${x}) * div(abs(${x}) * 2 + ${y}, ${y} * 2))`,
    floor: `CASE WHEN ${x} >= 0 THEN div(${x}, ${y}) ELSE -${upward(`(-${x})`, y)} END`,
    ceiling: `CASE WHEN ${x} >= 0 THEN ${upward(x, y)} ELSE -div(-${x}, ${y}) END`,
  };
  return { n: scaled(wholes[how], p), d: q };
};
