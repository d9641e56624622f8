import { describe, expect, test } from 'vitest';
import { exactText } from './exact.ts';
import { formatExpression, namesIn, typeOf } from './expression.ts';
import { evaluated, parsed } from './facts.fixture.ts';
import type { Facts } from './values.ts';

const value = (text: string, facts: Facts = {}) => evaluated(text, facts).value;

/** 元 as the 分 that money facts are. */
const yuan = (amount: number) => amount * 100;

describe('the sentence that a clerk writes', () => {
  const RULE = '行业代码 属于 "C39" 且 研发费用占比 >= 3% 且 营业收入 <= 4亿元';
  const good = { 行业代码: 'C3912', 研发费用占比: 0.03, 营业收入: yuan(400_000_000) };

  test.each([
    ['at every boundary', {}, true],
    ['one 分 above the ceiling', { 营业收入: yuan(400_000_000) + 1 }, false],
    ['a hair below the share', { 研发费用占比: 0.029999999 }, false],
    ['in the industry itself', { 行业代码: 'C39' }, true],
    ['in another industry', { 行业代码: 'C40' }, false],
    ['with revenue unknown', { 营业收入: null }, null],
    ['with revenue unknown but another industry', { 营业收入: null, 行业代码: 'C40' }, false],
  ])('holds as it reads %s', (_when, change, result) => {
    expect(value(RULE, { ...good, ...change })).toBe(result);
  });

  test.each([
    '行业代码 属于 “C39” 且 研发费用占比 ＞＝ ３％ 且 营业收入 ＜＝ ４亿元',
    '行业代码属于"C39"且研发费用占比≥3%且营业收入≤4亿元',
    '行业代码 in "C39"and研发费用占比>=3%and营业收入<=4亿元',
    '行业代码 in "C39" and 研发费用占比 >= 3% and 年营收 <= 40000万元',
    '（行业代码 属于 「C39」） 并且 研发费用占比 不低于 3 % 并且 营业收入 不超过 4 亿元',
  ])('means the same as %s', (text) => {
    for (const facts of [good, { ...good, 营业收入: yuan(400_000_000) + 1 }, { ...good, 行业代码: 'C26' }])
      expect(value(text, facts)).toBe(value(RULE, facts));
  });
});

describe('names come first, longest first', () => {
  test.each([
    ['非税收入 > 1元', ['非税收入']],
    ['非(高企) 且 非税收入 > 1元', ['高新技术企业', '非税收入']],
    ['高企或或有负债>1元', ['高新技术企业', '或有负债']],
    ['高企且且末县产值>1元', ['高新技术企业', '且末县产值']],
    ['研发费用占比>1%且研发费用>1元', ['研发费用占比', '研发费用']],
    ['企业.注册资本 > 1元', ['企业.注册资本']],
    ['营业收入 介于 研发费用和或有负债', ['营业收入', '研发费用', '或有负债']],
  ])('%s reads %j', (text, names) => {
    expect(namesIn(parsed(text))).toEqual(names);
  });

  test('text between quotation marks is never touched', () => {
    expect(value('企业名称 = “甲（且）乙，３％ ≥ 或”', { 企业名称: '甲（且）乙，３％ ≥ 或' })).toBe(true);
    expect(value('企业名称 = "他说\\"好\\""', { 企业名称: '他说"好"' })).toBe(true);
  });
});

describe('money and numbers are exact', () => {
  test.each([
    '0.1 + 0.2 = 0.3',
    '24000元 = 2.4万元',
    '1亿元 = 10000万元',
    '0.07元 * 100 = 7元',
    '33.33% + 33.33% + 33.34% = 100%',
    '1 / 3 * 3 = 1',
    '3个百分点 = 3%',
    '5‰ = 0.5%',
    '3万人 = 30000人',
    '100万元 / 50人 = 2万元/人',
    '1000元/人 * 30人 = 3万元',
    '3万元 / 100万元 = 3%',
    '3万元 / 100万元 = 0.03',
    '0 元 < 0.01元',
    '9007199254740993 - 1 = 9007199254740992',
    '-3 + 5 = 2',
    '2 + 3 * 4 = 14',
    '-(2 - 3) - -1 = 2',
    '10 - 3 - 2 = 5',
    '1 / -3 < 0',
    '7 / (1 - 3) = -3.5',
  ])('%s', (text) => {
    expect(value(text)).toBe(true);
  });

  test('a product of money and a share keeps its fractions of 分 until somebody rounds', () => {
    const exact = evaluated('营业收入 * 3.3%', { 营业收入: 1 }).value;
    expect(typeof exact === 'object' && exact && 'n' in exact && exactText(exact)).toBe('0.033');
    expect(value('四舍五入(营业收入 * 3.3%, 2)', { 营业收入: 1000 })).toBe(33);
  });

  test.each([
    ['四舍五入(1.005, 2) = 1.01', true],
    ['四舍五入(-1.005, 2) = -1.01', true],
    ['四舍五入(12345.67元) = 12346元', true],
    ['四舍五入(12345.67元, -4) = 1万元', true],
    ['四舍五入(3.456%, 1) = 3.5%', true],
    ['向下取整(-1.5) = -2', true],
    ['向上取整(1.01元) = 2元', true],
    ['绝对值(-3%) = 3%', true],
    ['最小值(3元, 1元, 2元) = 1元', true],
    ['最大值([1, 5, 2]) = 5', true],
    ['合计(1元, 2元) = 3元', true],
    ['平均值(1元, 2元) = 1.5元', true],
    ['平均值([]) = 0', null],
    ['个数([1, 未知, 3]) = 3', true],
  ])('%s', (text, result) => {
    expect(value(text)).toBe(result);
  });

  test('zero divided by is unknown with the reason, never infinite', () => {
    const result = evaluated('研发费用 / 营业收入 >= 3%', { 研发费用: 100, 营业收入: 0 });
    expect(result).toMatchObject({
      value: null,
      missing: [],
      notes: [{ code: 'division-by-zero', start: 0, end: 11 }],
    });
    expect(value('研发费用 / 营业收入 >= 3% 或 高企', { 研发费用: 100, 营业收入: 0, 高新技术企业: true })).toBe(true);
  });
});

describe('units belong to the type', () => {
  test.each([
    ['营业收入 * 3%', '元'],
    ['营业收入 / 职工人数', '元/人'],
    ['人均补助 * 职工人数', '元'],
    ['研发费用 / 营业收入', '比'],
    ['研发人员 / 职工人数', '比'],
    ['研发费用占比 * 2', '%'],
    ['申报日期 - 成立日期', '天'],
    ['评分 * 2', ''],
    ['相隔年数(成立日期, 申报日期)', '年'],
    ['最大值(营业收入, 0)', '元'],
    ['如果 高企 那么 研发费用 * 20% 否则 0', '元'],
  ])('%s counts in “%s”', (text, dimension) => {
    expect(typeOf(parsed(text))).toEqual({ kind: 'number', dimension });
  });
});

describe('membership', () => {
  test.each([
    ['行业代码 属于 ["C39", "C40"]', { 行业代码: 'C4011' }, true],
    ['行业代码 不属于 ["C39", "C40"]', { 行业代码: 'C4011' }, false],
    ['行业代码 = "C40"', { 行业代码: 'C4011' }, false],
    ['所在地 属于 "330800"', { 所在地: '330803' }, true],
    ['所在地 属于 "330000"', { 所在地: '330803' }, true],
    ['所在地 属于 "330700"', { 所在地: '330803' }, false],
    ['行业代码 属于 许可行业', { 行业代码: 'C3912', 许可行业: ['A01', 'C39'] }, true],
    ['包含(许可行业, "C39")', { 许可行业: ['A01', 'C3912'] }, true],
    ['包含(荣誉, "雏鹰")', { 荣誉: ['雏鹰'] }, true],
    ['包含(企业名称, "科技")', { 企业名称: '衢州某某科技有限公司' }, true],
    ['开头是(企业名称, "衢州")', { 企业名称: '衢州某某科技有限公司' }, true],
    ['字数(企业名称) = 10', { 企业名称: '衢州某某科技有限公司' }, true],
    ['企业名称 属于 ["甲", "乙"]', { 企业名称: '乙' }, true],
    ['评分 属于 [60..80)', { 评分: 80 }, false],
    ['评分 属于 (60..80]', { 评分: 60 }, false],
    ['评分 属于 [60..80]', { 评分: 60 }, true],
    ['评分 属于 [[0..10], 55, (60..80]]', { 评分: 55 }, true],
    ['评分 属于 (1, 2, 3)', { 评分: 2 }, true],
    ['评分 介于 60 和 80', { 评分: 80 }, true],
    ['评分 between 60 and 80 and 高企', { 评分: 70, 高新技术企业: true }, true],
    ['行业代码 属于 []', { 行业代码: 'C39' }, false],
  ])('%s', (text, facts, result) => {
    expect(value(text, facts)).toBe(result);
  });
});

describe('dates are days', () => {
  test.each([
    ['成立日期 <= 2020年1月1日', true],
    ['成立日期 = @"2019-05-31"', true],
    ['成立日期 = 日期("2019-05-31")', true],
    ['成立日期 + 1天 = 2019年6月1日', true],
    ['成立日期 + 9个月 = 2020年2月29日', true],
    ['成立日期 - 3个月 = 2019年2月28日', true],
    ['成立日期 + 1年 = 2020年5月31日', true],
    ['成立日期 + 2周 = 2019年6月14日', true],
    ['2020年3月1日 - 2020年2月28日 = 2天', true],
    ['相隔天数(2019年12月31日, 2020年1月1日) = 1天', true],
    ['相隔年数(成立日期, 2022年5月30日) = 2年', true],
    ['相隔年数(成立日期, 2022年5月31日) = 3年', true],
    ['相隔月数(2020年1月31日, 2020年2月29日) = 1月', true],
    ['成立日期 介于 2019年1月1日 和 2019年12月31日', true],
  ])('%s', (text, result) => {
    expect(value(text, { 成立日期: '2019-05-31' })).toBe(result);
  });
});

describe('canonical text', () => {
  test.each([
    ['not(高企)and(失信被执行人 or 评分>3)', '非(高新技术企业) 且 (失信被执行人 或 评分 > 3)'],
    ['高企 且 失信被执行人 或 评分 > 3', '(高新技术企业 且 失信被执行人) 或 评分 > 3'],
    ['高企 且 (失信被执行人 且 评分 > 3)', '高新技术企业 且 失信被执行人 且 评分 > 3'],
    ['非（行业代码 属于 “C39”）', '行业代码 不属于 "C39"'],
    ['营业收入 为空', '非(已知(营业收入))'],
    ['if 高企 then 1 else 2', '如果 高新技术企业 那么 1 否则 2'],
    ['min(1,2)*(3+4)', '最小值(1, 2) * (3 + 4)'],
    ['10-(3-2)', '10 - (3 - 2)'],
    ['成立日期>@"2020-01-01"', '成立日期 > 2020年1月1日'],
    ['高企=true', '高新技术企业 = 是'],
  ])('%s is written %s', (text, canonical) => {
    expect(formatExpression(parsed(text))).toBe(canonical);
    expect(formatExpression(parsed(canonical))).toBe(canonical);
  });
});
