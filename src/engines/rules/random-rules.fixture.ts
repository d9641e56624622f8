import { type SeededRandom, seededRandom } from '#kernel';
import type { Facts, FactValue } from '#language';

/** Random conditions and amounts over the facts of `rules.fixture.ts`, and random records that meet their boundaries. */
type Draw = { readonly random: SeededRandom };

export const below = ({ random }: Draw, n: number): number => random.int(0, n - 1);
const pick = <T>(draw: Draw, ...all: readonly T[]): T => all[below(draw, all.length)] as T;
const chance = (draw: Draw, percent: number): boolean => below(draw, 100) < percent;

const MONEY = ['0元', '5元', '10万元', '20万元', '99.99万元', '1亿元', '4亿元'];
const SHARE = ['0%', '1%', '2.5%', '3%', '5.25%', '50%'];
const PLAIN = ['0', '1', '2', '2.5', '3', '5', '60'];
const PEOPLE = ['0人', '10人', '20人', '300人'];
const DAYS = ['2019年5月31日', '2020年2月29日', '2026年1月1日'];
const CODES = ['"C"', '"C39"', '"C3912"', '"I65"', '"A01"'];
const COMPARE = ['=', '!=', '<', '<=', '>', '>='];

const POOLS = {
  money: [['营业收入', '研发费用'], MONEY],
  share: [['研发费用占比', '利润率'], SHARE],
  plain: [['评分', '次数'], PLAIN],
  people: [['职工人数'], PEOPLE],
} as const;
type Unit = keyof typeof POOLS;

const leaf = (draw: Draw, unit: Unit): string => {
  const [names, literals] = POOLS[unit];
  return chance(draw, 60) ? pick(draw, ...names) : pick(draw, ...literals);
};

const plainFactor = (draw: Draw): string => pick(draw, '2', '3', '0.5', '评分', '次数', '20%', '7', '-1');

/** A formula of that unit. */
export const quantity = (draw: Draw, unit: Unit, depth: number): string => {
  if (depth <= 0 || chance(draw, 35)) return leaf(draw, unit);
  const inner = () => quantity(draw, unit, depth - 1);
  switch (below(draw, 11)) {
    case 0:
      return `(${inner()} + ${inner()})`;
    case 1:
      return `(${inner()} - ${inner()})`;
    case 2:
      return `(${inner()} * (${unit === 'money' || unit === 'people' ? plainFactor(draw) : pick(draw, '2', '0.5', '次数')}))`;
    case 3:
      return `(${inner()} / ${pick(draw, '2', '3', '评分', '7', '0')})`;
    case 4:
      return `${pick(draw, '最大值', '最小值')}(${inner()}, ${inner()})`;
    case 5:
      return `${pick(draw, '合计', '平均值')}(${inner()}, ${inner()}, ${inner()})`;
    case 6:
      return `${pick(draw, '四舍五入', '向下取整', '向上取整')}(${inner()}${pick(draw, '', ', 1', ', -1', ', 2')})`;
    case 7:
      return `绝对值(${inner()})`;
    case 8:
      return `(-${leaf(draw, unit)})`;
    default:
      return `(如果 ${condition(draw, depth - 1)} 那么 ${inner()} 否则 ${inner()})`;
  }
};

const date = (draw: Draw): string => {
  const base = chance(draw, 75) ? pick(draw, '成立日期', '申报日期') : pick(draw, ...DAYS);
  return chance(draw, 25) ? `(${base} ${pick(draw, '+', '-')} ${pick(draw, '1年', '3月', '2周', '30天')})` : base;
};

const spans = (draw: Draw): string => {
  const [name, unit] = pick(draw, ['相隔天数', '天'], ['相隔月数', '月'], ['相隔年数', '年']);
  return `${name}(${date(draw)}, ${date(draw)}) ${pick(draw, ...COMPARE)} ${pick(draw, '0', '1', '3', '2000')}${unit}`;
};

const set = (draw: Draw, unit: Unit): string => {
  const one = () => quantity(draw, unit, 1);
  const range = () => `${pick(draw, '[', '(')}${one()}..${one()}${pick(draw, ']', ')')}`;
  return pick(
    draw,
    range,
    () => `[${one()}, ${range()}]`,
    () => `[${one()}, ${one()}]`,
  )();
};

const numeric = (draw: Draw, depth: number): string => {
  const unit = pick<Unit>(draw, 'money', 'share', 'plain', 'people');
  const one = () => quantity(draw, unit, depth);
  switch (below(draw, 6)) {
    case 0:
      return `${one()} 介于 ${one()} 和 ${one()}`;
    case 1:
      return `${one()} ${pick(draw, '属于', '不属于')} ${set(draw, unit)}`;
    case 2:
      return `研发费用 / ${pick(draw, '营业收入', '(营业收入 - 20万元)')} ${pick(draw, ...COMPARE)} ${quantity(draw, 'share', 0)}`;
    case 3:
      return `${leaf(draw, unit)} ${pick(draw, ...COMPARE)} ${leaf(draw, unit)}`;
    default:
      return `${one()} ${pick(draw, ...COMPARE)} ${one()}`;
  }
};

const coded = (draw: Draw): string =>
  pick(
    draw,
    () => `行业代码 ${pick(draw, '属于', '不属于')} ${pick(draw, ...CODES)}`,
    () => `行业代码 属于 [${pick(draw, ...CODES)}, ${pick(draw, ...CODES)}]`,
    () => `行业代码 ${pick(draw, '=', '!=')} ${pick(draw, ...CODES)}`,
    () => `所在地 属于 ${pick(draw, '"330800"', '"330802"', '"330000"')}`,
    () => `企业名称 ${pick(draw, '=', '!=')} ${pick(draw, '"甲"', '"乙"')}`,
    () => `企业名称 属于 ["甲", "丙"]`,
    () => `包含(企业名称, ${pick(draw, '"甲"', '"公司"')})`,
    () => `开头是(企业名称, "乙")`,
    () => `字数(企业名称) >= ${pick(draw, '1', '2')}`,
    () => `包含(许可行业, ${pick(draw, ...CODES)})`,
    () => `个数(许可行业) ${pick(draw, ...COMPARE)} ${pick(draw, '0', '1', '2')}`,
    () => `行业代码 属于 许可行业`,
  )();

const known = (draw: Draw): string =>
  pick(
    draw,
    () => `已知(${pick(draw, '营业收入', '行业代码', '高企', '成立日期')})`,
    () => `已知(${quantity(draw, 'money', 1)})`,
    () => '评分 为空',
  )();

const truth = (draw: Draw): string =>
  pick(draw, '高企', '失信被执行人', '高企 = 是', '高企 != 失信被执行人', '是', '否', '未知');

/** A condition of about that depth. */
export const condition = (draw: Draw, depth: number): string => {
  const inner = () => condition(draw, depth - 1);
  if (depth <= 0)
    return pick(
      draw,
      () => truth(draw),
      () => numeric(draw, 0),
      () => coded(draw),
    )();
  switch (below(draw, 12)) {
    case 0:
    case 1:
      return `(${inner()} 且 ${inner()} 且 ${inner()})`;
    case 2:
    case 3:
      return `(${inner()} 或 ${inner()})`;
    case 4:
      return `非(${inner()})`;
    case 5:
      return `(如果 ${inner()} 那么 ${inner()} 否则 ${inner()})`;
    case 6:
      return coded(draw);
    case 7:
      return `${date(draw)} ${pick(draw, ...COMPARE)} ${date(draw)}`;
    case 8:
      return spans(draw);
    case 9:
      return known(draw);
    default:
      return numeric(draw, depth);
  }
};

export const drawFrom = (seed: string): Draw => ({ random: seededRandom(seed) });

const VALUES: Readonly<Record<string, readonly FactValue[]>> = {
  高新技术企业: [true, false],
  失信被执行人: [true, false],
  行业代码: ['A01', 'C', 'C39', 'C3912', 'C40', 'I65'],
  所在地: ['330800', '330802', '330881', '330100'],
  企业规模: ['大', '中', '小', '微'],
  许可行业: [[], ['C39'], ['C3912', 'I65'], ['A01', 'C', 'I6510']],
  企业名称: ['甲', '乙', '甲公司', '乙“或”丙', '丙'],
  成立日期: ['2019-05-31', '2020-02-29', '2026-01-01', '2026-01-02', '2023-12-31'],
  申报日期: ['2019-05-31', '2020-02-29', '2026-01-01', '2022-05-31'],
  营业收入: [0, 500, 10_000_000, 20_000_001, 99_999_900, 10_000_000_000, 40_000_000_000, 40_000_000_001, -500],
  研发费用: [0, 1, 250_000, 300_000, 9_999, 2_000_000, 1_200_000_000],
  研发费用占比: [0, 0.01, 0.025, 0.03, 0.0525, 0.5, 0.02999],
  利润率: [-0.01, 0, 0.03, 0.0525],
  职工人数: [0, 9, 10, 20, 299, 300, 301],
  评分: [-2.5, -1, 0, 1, 2.5, 5, 9, 60],
  次数: [0, 1, 2, 3, 5],
};

/** A record with some facts unknown. */
export const record = (draw: Draw, unknown: number): Facts =>
  Object.fromEntries(
    Object.entries(VALUES).map(([name, values]) => [name, chance(draw, unknown) ? null : pick(draw, ...values)]),
  );
