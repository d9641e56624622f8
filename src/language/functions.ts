import { daysBetween, monthsBetween } from './dates.ts';
import { add, compareExact, divide, type Exact, multiply, negate, ratio, roundTo } from './exact.ts';
import { isUnknown, type Known, type Running, unite, unknownOf } from './running.ts';
import { BOOLEAN, numberOf, type Type } from './types.ts';
import { PLAIN } from './units.ts';

/** What an argument must be. `number` keeps its unit, `plain` has none; `comparables` is a list of numbers or dates. */
export type Parameter = 'any' | 'number' | 'plain' | 'string' | 'date' | 'list' | 'numbers' | 'comparables';

export type LibraryFunction = {
  /** FEEL's name. */
  readonly name: string;
  /** The name in canonical text. */
  readonly inChinese: string;
  readonly aliases: readonly string[];
  readonly parameters: readonly Parameter[];
  /** How many of the parameters must be given. */
  readonly required: number;
  /** Takes one list or several values, which then are the list. */
  readonly spread: boolean;
  /** The type of the result from the type of the first argument. */
  readonly result: (first: Type) => Type;
  /** `scale` is one spoken unit of the first argument in stored units: round rounds 元, not 分. */
  readonly apply: (args: readonly Running[], scale: Exact) => Running;
};

/** Any unknown argument makes the result unknown. */
const strict =
  (apply: (args: readonly Known[], scale: Exact) => Running): LibraryFunction['apply'] =>
  (args, scale) =>
    unite(args) ?? apply(args as readonly Known[], scale);

/** Every element of the list must be known as well. */
const overElements = (apply: (values: readonly Known[]) => Running): LibraryFunction['apply'] =>
  strict(([list]) => {
    const values = list as readonly Running[];
    return unite(values) ?? apply(values as readonly Known[]);
  });

const isLess = (a: Known, b: Known): boolean =>
  typeof a === 'string' ? a < (b as string) : compareExact(a as Exact, b as Exact) < 0;

const extreme = (first: (a: Known, b: Known) => boolean) =>
  overElements((values) =>
    values.length ? values.reduce((best, value) => (first(value, best) ? value : best)) : unknownOf([]),
  );

const rounding = (how: 'half-up' | 'floor' | 'ceiling') =>
  strict(([value, digits = 0], scale) => {
    const places = typeof digits === 'number' ? digits : 0;
    const power = 10n ** BigInt(Math.min(30, Math.abs(places)));
    return roundTo(value as Exact, multiply(places < 0 ? ratio(power, 1n) : ratio(1n, power), scale), how);
  });

const between = (count: (from: string, to: string) => number) =>
  strict(([from, to]) => count(from as string, to as string));

const itself = (type: Type): Type => type;
const elementOf = (type: Type): Type => (type.kind === 'list' ? type.of : type);
const always = (type: Type) => () => type;

type Short = Pick<LibraryFunction, 'name' | 'inChinese' | 'parameters' | 'result' | 'apply'> &
  Partial<Pick<LibraryFunction, 'aliases' | 'required' | 'spread'>>;

const define = (short: Short): LibraryFunction => ({
  aliases: [],
  required: short.parameters.length,
  spread: false,
  ...short,
});

const absolute = strict(([value]) => (compareExact(value as Exact, 0) < 0 ? negate(value as Exact) : (value as Exact)));
const sum = overElements((values) => (values as readonly Exact[]).reduce<Exact>(add, 0));
const mean = overElements(
  (values) => divide((values as readonly Exact[]).reduce<Exact>(add, 0), values.length) ?? unknownOf([]),
);
const round: readonly Parameter[] = ['number', 'plain'];
const dates: readonly Parameter[] = ['date', 'date'];

/** The whole library. `contains` on a list is turned into `in` by the checker, so its `apply` is about text. */
export const LIBRARY: readonly LibraryFunction[] = [
  {
    name: 'min',
    inChinese: '最小值',
    aliases: ['最小'],
    parameters: ['comparables'],
    spread: true,
    result: elementOf,
    apply: extreme(isLess),
  },
  {
    name: 'max',
    inChinese: '最大值',
    aliases: ['最大'],
    parameters: ['comparables'],
    spread: true,
    result: elementOf,
    apply: extreme((a, b) => isLess(b, a)),
  },
  {
    name: 'sum',
    inChinese: '合计',
    aliases: ['求和'],
    parameters: ['numbers'],
    spread: true,
    result: elementOf,
    apply: sum,
  },
  {
    name: 'mean',
    inChinese: '平均值',
    aliases: ['平均'],
    parameters: ['numbers'],
    spread: true,
    result: elementOf,
    apply: mean,
  },
  {
    name: 'count',
    inChinese: '个数',
    aliases: ['计数'],
    parameters: ['list'],
    result: always(numberOf(PLAIN)),
    apply: strict(([list]) => (list as readonly Running[]).length),
  },
  { name: 'abs', inChinese: '绝对值', parameters: ['number'], result: itself, apply: absolute },
  {
    name: 'round',
    inChinese: '四舍五入',
    aliases: ['round half up'],
    parameters: round,
    required: 1,
    result: itself,
    apply: rounding('half-up'),
  },
  { name: 'floor', inChinese: '向下取整', parameters: round, required: 1, result: itself, apply: rounding('floor') },
  {
    name: 'ceiling',
    inChinese: '向上取整',
    parameters: round,
    required: 1,
    result: itself,
    apply: rounding('ceiling'),
  },
  {
    name: 'contains',
    inChinese: '包含',
    aliases: ['list contains'],
    parameters: ['any', 'any'],
    result: always(BOOLEAN),
    apply: strict(([text, part]) => (text as string).includes(part as string)),
  },
  {
    name: 'starts with',
    inChinese: '开头是',
    parameters: ['string', 'string'],
    result: always(BOOLEAN),
    apply: strict(([text, part]) => (text as string).startsWith(part as string)),
  },
  {
    name: 'string length',
    inChinese: '字数',
    parameters: ['string'],
    result: always(numberOf(PLAIN)),
    apply: strict(([text]) => [...(text as string)].length),
  },
  {
    name: 'days between',
    inChinese: '相隔天数',
    parameters: dates,
    result: always(numberOf('天')),
    apply: between(daysBetween),
  },
  {
    name: 'months between',
    inChinese: '相隔月数',
    parameters: dates,
    result: always(numberOf('月')),
    apply: between(monthsBetween),
  },
  {
    name: 'years between',
    inChinese: '相隔年数',
    parameters: dates,
    result: always(numberOf('年')),
    apply: between((from, to) => Math.trunc(monthsBetween(from, to) / 12)),
  },
  {
    name: 'is known',
    inChinese: '已知',
    parameters: ['any'],
    result: always(BOOLEAN),
    apply: ([value = false]) => !isUnknown(value),
  },
].map((short) => define(short as Short));

export const functionNamed = (name: string): LibraryFunction => {
  const found = LIBRARY.find((one) => one.name === name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
};
