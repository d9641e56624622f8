import { describe, expect, test } from 'vitest';
import { evaluateWithJsonFacts } from './infer.ts';

const codes = (text: string, facts: unknown) =>
  evaluateWithJsonFacts(text, facts).diagnostics.map((one) => `${one.severity} ${one.code}`);

describe('the value comes from the JSON record', () => {
  test.each([
    ['营业收入 <= 4亿元', { 营业收入: '4亿元' }, true],
    ['营业收入 <= 4亿元', { 营业收入: '40,000万元' }, 'unknown'],
    ['营业收入 <= 4亿元', { 营业收入: '40001万元' }, false],
    ['营业收入 <= 4亿元', { 营业收入: 400_000_000 }, true],
    ['营业收入 <= 4亿元', { 营业收入: 400_000_000.01 }, false],
    ['占比 >= 3%', { 占比: '3%' }, true],
    ['占比 >= 3%', { 占比: '２．４％' }, false],
    ['占比 >= 3%', { 占比: 0.03 }, true],
    ['净利润 + 利息 >= 100万元', { 净利润: 600_000, 利息: 400_000 }, true],
    ['研发费用 / 营业收入 >= 3%', { 研发费用: 3, 营业收入: 100 }, true],
    ['研发费用 / 营业收入 >= 3%', { 研发费用: '3万元', 营业收入: '100万元' }, true],
    ['补助 / 10万元 >= 0.5', { 补助: 50_000 }, true],
    ['1000元/人 * 人数', { 人数: 30 }, '3万元'],
    ['人数 <= 300人', { 人数: 300 }, true],
    ['年限 >= 3年', { 年限: 3 }, true],
    ['成立日期 <= 2020年1月1日', { 成立日期: '2019-05-01' }, true],
    ['行业代码 属于 "C39"', { 行业代码: 'C3912' }, true],
    ['行业代码 属于 ["C39", "C40"]', { 行业代码: 'C4011' }, true],
    ['所在地 属于 "330800"', { 所在地: '330803' }, true],
    ['类型 属于 ["国有", "集体"]', { 类型: '国有企业' }, false],
    ['甲 = 乙', { 甲: 'C39', 乙: 'C39' }, true],
    ['包含(名称, "科技")', { 名称: '某科技公司' }, true],
    ['包含(荣誉, "雏鹰")', { 荣誉: ['雏鹰', '瞪羚'] }, true],
    ['最大值(各年收入) >= 1万元', { 各年收入: [5_000, 10_000] }, true],
    ['企业.行业代码 属于 "C39"', { 企业: { 行业代码: 'C3912' } }, true],
    ['甲 + 乙 = 0.3', { 甲: 0.1, 乙: 0.2 }, true],
    ['甲 + 乙', { 甲: 0.1, 乙: 0.2 }, 0.3],
    ['营业收入 * 3%', { 营业收入: '640万元' }, '19.2万元'],
    ['占比 * 2', { 占比: '1.2%' }, '2.4%'],
    ['如果 高企 那么 "甲" 否则 "乙"', { 高企: true }, '甲'],
    ['成立日期 + 1年', { 成立日期: '2019-05-01' }, '2020-05-01'],
    ['12345678901234567890 + 1', {}, '12345678901234567891'],
    ['1 / 3', {}, 0.3333333333333333],
    ['[1, 2%]', {}, 'unknown'],
    ['非税收入 > 1元 且 或有负债 < 1元', { 非税收入: '2元', 或有负债: '0元' }, true],
  ])('%s with %j is %j', (text, facts, value) => {
    expect(evaluateWithJsonFacts(text, facts).value).toBe(value);
  });

  test('text with a unit reads back as the value that it shows', () => {
    for (const amount of ['0.01元', '9999.99元', '1万元', '19.2万元', '1.23456789亿元', '-3万元']) {
      expect(evaluateWithJsonFacts('甲', { 甲: amount }).value).toBe(amount);
      expect(evaluateWithJsonFacts('甲 + 0', { 甲: amount }).value).toBe(amount);
    }
  });
});

describe('what is not known', () => {
  test.each([
    ['非(黑名单)', { 黑名单: null }, 'unknown', ['黑名单']],
    ['非(黑名单)', {}, 'unknown', ['黑名单']],
    ['非(黑名单) 且 评分 > 3', { 评分: 1 }, false, []],
    ['行业代码 不属于 ["C39"]', { 行业代码: null }, 'unknown', ['行业代码']],
    ['非税收入 > 1元 或 或有负债 > 1元', {}, 'unknown', ['非税收入', '或有负债']],
    ['营业收入 <= 4亿元 且 占比 >= 3%', {}, 'unknown', ['营业收入', '占比']],
    ['企业.收入 > 3', { 企业: { 行业: 'A' } }, 'unknown', ['企业.收入']],
    ['甲 > 3', null, 'unknown', ['甲']],
  ])('%s with %j is %j, missing %j', (text, facts, value, missing) => {
    expect(evaluateWithJsonFacts(text, facts)).toEqual({ value, missing, diagnostics: [] });
  });
});

describe('what is said about it', () => {
  test('a name close to one that the record has is a missing fact with a hint', () => {
    expect(evaluateWithJsonFacts('研发费用站比 >= 3%', { 研发费用占比: '3%' })).toEqual({
      value: 'unknown',
      missing: ['研发费用站比'],
      diagnostics: [
        {
          code: 'unknown-name',
          severity: 'warning',
          message: '事实里没有“研发费用站比”，按未知处理；是不是“研发费用占比”？',
          start: 0,
          end: 6,
          suggestion: '研发费用占比',
        },
      ],
    });
  });

  test.each([
    ['上年收入 > 3 且 本年收入 > 3', { 上年收入: 5 }, []],
    ['营业收入 <= 4亿元', { 营业收入: 5 }, ['info unit-assumed']],
    ['营业收入 <= 4亿元 且 营业收入 >= 1万元', { 营业收入: 5 }, ['info unit-assumed']],
    ['营业收入 <= 4亿元 且 营业收入 >= 3%', { 营业收入: 5 }, ['info unit-assumed', 'error unit-conflict']],
    ['占比 >= 3%', { 占比: 2.4 }, ['info unit-assumed', 'warning large-share']],
    ['占比 >= 3%', { 占比: 1 }, ['info unit-assumed']],
    ['营业收入 <= 300人', { 营业收入: '4亿元' }, ['error unit-mismatch']],
    ['营业收入 <= 4亿元', { 营业收入: '四亿元' }, ['error type-mismatch']],
    ['营业收入 <= 4亿元', { 营业收入: true }, ['error type-mismatch']],
    ['甲 = 3', { 甲: [1, '2'] }, ['error type-mismatch']],
    ['包含(甲, 1)', { 甲: [1, '2'] }, ['warning bad-fact']],
    ['研发费用 / 营业收入 > 3%', { 研发费用: 1, 营业收入: 0 }, ['warning division-by-zero']],
    ['甲 >', { 甲: 1 }, ['error unfinished']],
    ['行业 = 制造业', { 行业: '制造业' }, ['warning unknown-name']],
    ['营业收入 > 4億元', { 营业收入: '5亿元' }, []],
    ['营业收入 > 400萬元', { 营业收入: '5亿元' }, []],
  ])('%s with %j: %j', (text, facts, said) => {
    expect(codes(text, facts)).toEqual(said);
  });

  test('a share above one is shown as the percentage that it would be', () => {
    expect(evaluateWithJsonFacts('占比 >= 3%', { 占比: 2.4 }).diagnostics[1]?.message).toBe(
      '“占比”的值 2.4 按比值计算，即 240%；如指 2.4%，请在事实里写成 "2.4%"',
    );
  });
});
