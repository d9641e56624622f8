import { divide, type Exact, exactFromText, multiply, ratio } from './exact.ts';

/**
 * A dimension is a small text: '' (plain number), '%' (a share), '比' (what dividing like by like gives: fits both),
 * '?' (a JSON number whose unit nobody declared), or units such as '元', '人', '元/人', '元·天/人'.
 * Values of '元' are counted in 分 and values of '%' as the share itself (3% is 3/100); all others as written.
 */
export type Dimension = string;

export const PLAIN: Dimension = '';
export const SHARE: Dimension = '%';
export const LIKE: Dimension = '比';
export const OPEN: Dimension = '?';
export const MONEY: Dimension = '元';

/** How many stored units one written unit is: 1元 is 100 分. */
export type WrittenUnit = { readonly dimension: Dimension; readonly scale: Exact };

const PERCENT = exactFromText('0.01') ?? 0;
const PERMILLE = exactFromText('0.001') ?? 0;

const SHARES: Readonly<Record<string, Exact>> = { '%': PERCENT, 个百分点: PERCENT, '‰': PERMILLE };

const SYNONYMS: Readonly<Record<string, string>> = { 个月: '月', 日: '天', 个工作日: '工作日', 名: '人', 周年: '年' };

/** Units that every city has. A catalogue adds its own by using them. */
const COMMON =
  '元 美元 人 户 家 件 项 次 个 天 工作日 小时 分钟 周 月 年 岁 分 平方米 平方公里 亩 公顷 公里 米 吨 千克 吨标准煤 千瓦 千瓦时 千伏安 兆瓦 台 套 辆 床 条 篇 份';

/** Longer multipliers first is not needed: they are read one character at a time. */
const MULTIPLIERS: Readonly<Record<string, Exact>> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

export type UnitTable = { readonly names: readonly string[] };

const longestFirst = (names: Iterable<string>): UnitTable => ({
  names: [...new Set(names)].sort((a, b) => b.length - a.length),
});

const KNOWN = [...Object.keys(SHARES), ...Object.keys(SYNONYMS), ...COMMON.split(' ')];

/** The common units and those that only this catalogue has. */
export const unitTable = (declared: readonly string[]): UnitTable => {
  const common = longestFirst(KNOWN);
  const parts = declared.flatMap((unit) => unit.split(/[/·]/)).filter((unit) => unit !== '');
  const own = parts.filter((unit) => readOne(common, unit, 0)?.end !== unit.length);
  return longestFirst([...KNOWN, ...own]);
};

const single = (name: string): WrittenUnit => {
  const share = SHARES[name];
  if (share !== undefined) return { dimension: SHARE, scale: share };
  const dimension = SYNONYMS[name] ?? name;
  return { dimension, scale: dimension === MONEY ? 100 : 1 };
};

const readOne = (table: UnitTable, text: string, at: number): (WrittenUnit & { readonly end: number }) | undefined => {
  const name = table.names.find((candidate) => text.startsWith(candidate, at));
  if (name !== undefined) return { ...single(name), end: at + name.length };
  const multiplier = MULTIPLIERS[text[at] ?? ''];
  if (multiplier === undefined) return undefined;
  const rest = readOne(table, text, at + 1);
  if (!rest) return { dimension: PLAIN, scale: multiplier, end: at + 1 };
  if (rest.dimension === SHARE) return undefined;
  return { ...rest, scale: multiply(multiplier, rest.scale) };
};

/** Says whether a word may end at this place of the text: before a blank, a sign, a keyword. */
export type EndsAt = (at: number) => boolean;

/**
 * Reads a unit at a place in the text, longest first: 元, 万元, 亿元, 万人, %, 元/人.
 *
 * @example
 * readUnit(unitTable([]), '4亿元', 1, () => true) // { dimension: '元', scale: 10000000000, end: 3 }
 */
export const readUnit = (
  table: UnitTable,
  text: string,
  at: number,
  endsAt: EndsAt,
): (WrittenUnit & { readonly end: number }) | undefined => {
  const first = readOne(table, text, at);
  if (!first) return undefined;
  const alone = endsAt(first.end) ? first : undefined;
  if (text[first.end] !== '/' || first.dimension === SHARE || first.dimension === PLAIN) return alone;
  const name = table.names.find((candidate) => text.startsWith(candidate, first.end + 1));
  const end = first.end + 1 + (name?.length ?? 0);
  if (name === undefined || name in SHARES || name === MONEY || !endsAt(end)) return alone;
  return { dimension: quotient(first.dimension, single(name).dimension), scale: first.scale, end };
};

/** The dimension and scale of a unit as a catalogue writes it; `undefined` when it cannot be one. */
export const unitOf = (table: UnitTable, text: string): WrittenUnit | undefined => {
  const unit = readUnit(table, text, 0, (at) => at === text.length);
  return unit ? { dimension: unit.dimension, scale: unit.scale } : undefined;
};

type Powers = Map<string, number>;

const powersOf = (dimension: Dimension): Powers => {
  const powers: Powers = new Map();
  const [over = '', ...under] = dimension.split('/');
  const count = (list: string, step: number) => {
    for (const unit of list.split('·').filter((name) => name && name !== '1' && name !== SHARE && name !== LIKE))
      powers.set(unit, (powers.get(unit) ?? 0) + step);
  };
  count(over, 1);
  for (const list of under) count(list, -1);
  return powers;
};

const textOf = (powers: Powers): Dimension => {
  const take = (sign: number) =>
    [...powers].flatMap(([unit, power]) => Array<string>(Math.max(0, power * sign)).fill(unit)).sort();
  const [over, under] = [take(1), take(-1)];
  return (over.join('·') || (under.length ? '1' : '')) + under.map((unit) => `/${unit}`).join('');
};

const combine = (a: Dimension, b: Dimension, sign: 1 | -1): Dimension => {
  const powers = powersOf(a);
  for (const [unit, power] of powersOf(b)) powers.set(unit, (powers.get(unit) ?? 0) + power * sign);
  return textOf(powers);
};

const isPure = (dimension: Dimension): boolean => dimension === PLAIN || dimension === SHARE || dimension === LIKE;

/** The dimension of a product: 元/人 times 人 is 元, a share of money is money. */
export const product = (a: Dimension, b: Dimension): Dimension => {
  if (!isPure(a) || !isPure(b)) return combine(a, b, 1);
  if (a === SHARE || b === SHARE) return SHARE;
  return a === LIKE || b === LIKE ? LIKE : PLAIN;
};

/** The dimension of a quotient: like by like is a bare ratio that compares with 3% and with 0.03. */
export const quotient = (a: Dimension, b: Dimension): Dimension => {
  if (isPure(a) && isPure(b)) return a === SHARE && b === PLAIN ? SHARE : LIKE;
  return combine(a, b, -1) || LIKE;
};

/**
 * A unit as tables write it, with multiples on both sides and names that nobody declared.
 *
 * @example
 * writtenUnit('亿元/万户') // { dimension: '元/户', scale: 1000000 }
 */
export const writtenUnit = (text: string): WrittenUnit => {
  const [over = { dimension: PLAIN, scale: 1 }, ...under] = text
    .split('/')
    .map((part): WrittenUnit => unitOf(unitTable([part]), part) ?? { dimension: PLAIN, scale: 1 });
  return under.reduce((made, each) => {
    const scale = divide(made.scale, each.scale) ?? 1;
    return { dimension: quotient(made.dimension, each.dimension), scale };
  }, over);
};

/** Stored units in one unit of the dimension as people say it: 100 分 for 元 and 元/人, 1/100 for %. */
export const spokenScale = (dimension: Dimension): Exact => {
  if (dimension === SHARE) return PERCENT;
  const power = powersOf(dimension).get(MONEY) ?? 0;
  return power < 0 ? ratio(1n, 100n ** BigInt(-power)) : ratio(100n ** BigInt(power), 1n);
};
