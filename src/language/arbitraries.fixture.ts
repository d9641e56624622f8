import fc from 'fast-check';
import { exactFromText, multiply } from './exact.ts';
import { functionNamed } from './functions.ts';
import type { Arithmetic, Comparison, Syntax } from './syntax.ts';
import { unitOf, unitTable } from './units.ts';
import type { Facts } from './values.ts';

const NOWHERE = { start: 0, end: 0 };
const UNITS = unitTable([]);

const named = (...names: readonly string[]): fc.Arbitrary<Syntax> =>
  fc.constantFrom(...names).map((name): Syntax => ({ kind: 'name', name, declared: true, ...NOWHERE }));

const literal = (decimal: string, unit: string): Syntax => {
  const { dimension, scale } = unitOf(UNITS, unit) ?? { dimension: '', scale: 1 };
  const value = multiply(exactFromText(decimal) ?? 0, scale);
  return { kind: 'number', value, written: decimal + unit, dimension, ...NOWHERE };
};

/** Not zero: a bare zero takes any unit, which is tested apart. */
const numbers = (units: readonly string[]): fc.Arbitrary<Syntax> =>
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('', '.5', '.25'), fc.constantFrom(...units))
    .map(([whole, fraction, unit]) => literal(`${whole}${fraction}`, unit));

const call = (name: string, ...args: readonly Syntax[]): Syntax => ({
  kind: 'call',
  function: functionNamed(name),
  args,
  ...NOWHERE,
});

const listed = (items: readonly Syntax[]): Syntax => ({ kind: 'list', items, ...NOWHERE });

/** Sums, products by plain numbers, branches and functions that keep the unit. */
const quantities = (
  base: fc.Arbitrary<Syntax>,
  test: fc.Arbitrary<Syntax>,
  plain: fc.Arbitrary<Syntax>,
  depth: number,
): fc.Arbitrary<Syntax> => {
  if (depth === 0) return base;
  const inner = quantities(base, test, plain, depth - 1);
  const sum = fc
    .tuple(fc.constantFrom<Arithmetic>('+', '-'), inner, inner)
    .map(([operator, left, right]): Syntax => ({ kind: 'arithmetic', operator, left, right, ...NOWHERE }));
  const scaled = fc
    .tuple(fc.constantFrom<Arithmetic>('*', '/'), inner, plain)
    .map(([operator, left, right]): Syntax => ({ kind: 'arithmetic', operator, left, right, ...NOWHERE }));
  const branch = fc
    .tuple(test, inner, inner)
    .map(([condition, whenTrue, whenFalse]): Syntax => ({ kind: 'if', condition, whenTrue, whenFalse, ...NOWHERE }));
  return fc.oneof(
    { weight: 4, arbitrary: base },
    { weight: 2, arbitrary: sum },
    scaled,
    branch,
    inner.map((operand): Syntax => ({ kind: 'negate', operand, ...NOWHERE })),
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((items) => call('max', listed(items))),
    inner.map((value) => call('round', value)),
  );
};

const COMPARISONS: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>='];

const memberships = (item: fc.Arbitrary<Syntax>): fc.Arbitrary<Syntax> => {
  const range = fc
    .tuple(item, item, fc.boolean(), fc.boolean())
    .map(
      ([low, high, lowClosed, highClosed]): Syntax => ({ kind: 'range', low, high, lowClosed, highClosed, ...NOWHERE }),
    );
  const set = fc.oneof(range, fc.array(fc.oneof(item, range), { minLength: 1, maxLength: 3 }).map(listed));
  return fc.tuple(item, set).map(([what, within]): Syntax => ({ kind: 'in', item: what, set: within, ...NOWHERE }));
};

const about = (item: fc.Arbitrary<Syntax>): fc.Arbitrary<Syntax> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...COMPARISONS), item, item)
      .map(([operator, left, right]): Syntax => ({ kind: 'compare', operator, left, right, ...NOWHERE })),
    memberships(item),
    fc
      .tuple(item, item, item)
      .map(([what, low, high]): Syntax => ({ kind: 'between', item: what, low, high, ...NOWHERE })),
  );

const text = (...values: readonly string[]): fc.Arbitrary<Syntax> =>
  fc.constantFrom(...values).map((value): Syntax => ({ kind: 'string', value, ...NOWHERE }));

const CODES = text('A', 'C', 'C39', 'C3912');
const codes = fc.oneof(
  fc
    .tuple(named('行业代码'), fc.oneof(CODES, fc.array(CODES, { minLength: 1, maxLength: 3 }).map(listed)))
    .map(([item, set]): Syntax => ({ kind: 'in', item, set, ...NOWHERE })),
  fc
    .tuple(fc.constantFrom<Comparison>('=', '!='), named('企业名称'), text('甲', '乙"或“', 'a\\且b'))
    .map(([operator, left, right]): Syntax => ({ kind: 'compare', operator, left, right, ...NOWHERE })),
);
const days = fc.oneof(
  named('成立日期', '申报日期'),
  fc
    .constantFrom('2019-05-31', '2020-02-29', '2026-01-01')
    .map((value): Syntax => ({ kind: 'date', value, ...NOWHERE })),
);

const flat = (kind: 'and' | 'or', operands: readonly Syntax[]): Syntax => ({
  kind,
  operands: operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand])),
  ...NOWHERE,
});

/** Conditions of a given depth, well typed over the catalogue of `facts.fixture.ts`, without 已知 (which is not monotone). */
export const conditions = (depth: number): fc.Arbitrary<Syntax> => {
  const truth = fc.oneof(
    named('高新技术企业', '失信被执行人'),
    fc.boolean().map((value): Syntax => ({ kind: 'boolean', value, ...NOWHERE })),
  );
  if (depth === 0) return truth;
  const inner = conditions(depth - 1);
  const plain = fc.oneof(named('评分', '次数'), numbers(['']));
  const deep = depth - 1;
  return fc.oneof(
    truth,
    about(quantities(fc.oneof(named('营业收入', '研发费用'), numbers(['元', '万元', '亿元'])), inner, plain, deep)),
    about(quantities(fc.oneof(named('研发费用占比', '利润率'), numbers(['%'])), inner, plain, deep)),
    about(quantities(plain, inner, plain, deep)),
    about(days),
    codes,
    inner.map((operand): Syntax => ({ kind: 'not', operand, ...NOWHERE })),
    fc.array(inner, { minLength: 2, maxLength: 4 }).map((operands) => flat('and', operands)),
    fc.array(inner, { minLength: 2, maxLength: 4 }).map((operands) => flat('or', operands)),
  );
};

/** A record in which every fact is known; small ranges, so that boundaries are met often. */
export const fullFacts: fc.Arbitrary<Facts> = fc.record({
  高新技术企业: fc.boolean(),
  失信被执行人: fc.boolean(),
  行业代码: fc.constantFrom('A01', 'C', 'C39', 'C3912', 'C40'),
  企业名称: fc.constantFrom('甲', '乙"或“', 'a\\且b', '丙'),
  成立日期: fc.constantFrom('2019-05-31', '2020-02-29', '2026-01-01', '2026-01-02'),
  申报日期: fc.constantFrom('2019-05-31', '2020-02-29', '2026-01-01', '2026-01-02'),
  营业收入: fc.constantFrom(0, 100, 500, 10_000_00, 50_000_00, 1_000_000_000_00),
  研发费用: fc.constantFrom(0, 100, 525, 10_000_00, 25_000_00),
  研发费用占比: fc.constantFrom(0, 0.01, 0.025, 0.03, 0.5),
  利润率: fc.constantFrom(-0.01, 0, 0.03, 0.0525),
  评分: fc.constantFrom(-2.5, -1, 0, 1, 2.5, 5, 9),
  次数: fc.constantFrom(0, 1, 2, 5),
});

/** The record with the facts of some places taken away. */
export const forget = (facts: Facts, hidden: readonly boolean[]): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value], i) => [name, hidden[i] ? null : value]));
