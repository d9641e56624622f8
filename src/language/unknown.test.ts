import { describe, expect, test } from 'vitest';
import { explain } from './evaluate.ts';
import { evaluated, parsed } from './facts.fixture.ts';
import type { Facts } from './values.ts';

type Case = readonly [text: string, facts: Facts, value: unknown, missing: readonly string[]];

const CASES: readonly Case[] = [
  ['非(失信被执行人)', {}, null, ['失信被执行人']],
  ['失信被执行人 = 否', {}, null, ['失信被执行人']],
  ['企业名称 不属于 ["甲", "乙"]', {}, null, ['企业名称']],
  ['企业名称 != "甲"', {}, null, ['企业名称']],
  ['高企 且 失信被执行人', { 高新技术企业: false }, false, []],
  ['失信被执行人 且 高企', { 高新技术企业: false }, false, []],
  ['高企 且 失信被执行人', { 高新技术企业: true }, null, ['失信被执行人']],
  ['高企 或 失信被执行人', { 失信被执行人: true }, true, []],
  ['高企 或 评分 > 3 且 失信被执行人', { 失信被执行人: false }, null, ['高新技术企业']],
  ['营业收入 > 研发费用', {}, null, ['营业收入', '研发费用']],
  ['营业收入 > 研发费用', { 营业收入: 3 }, null, ['研发费用']],
  ['评分 属于 [1, 次数, 3]', { 评分: 3 }, true, []],
  ['评分 属于 [1, 次数, 3]', { 评分: 4 }, null, ['次数']],
  ['评分 不属于 [1, 次数]', { 评分: 1 }, false, []],
  ['评分 属于 [1..次数]', { 评分: 0 }, false, []],
  ['评分 属于 [1..次数]', { 评分: 2 }, null, ['次数']],
  ['评分 介于 次数 和 5', { 评分: 6 }, false, []],
  ['行业代码 属于 许可行业', { 行业代码: 'C39', 许可行业: ['A', null] }, null, ['许可行业']],
  ['行业代码 属于 许可行业', { 行业代码: 'C39', 许可行业: ['C', null] }, true, []],
  ['包含(荣誉, "雏鹰")', { 荣誉: ['瞪羚', null] }, null, ['荣誉']],
  ['如果 高企 那么 1 否则 2', {}, null, ['高新技术企业']],
  ['如果 高企 那么 1 否则 1', {}, 1, []],
  ['如果 高企 那么 评分 否则 1', { 高新技术企业: false }, 1, []],
  ['如果 高企 那么 评分 否则 次数', {}, null, ['高新技术企业', '评分', '次数']],
  ['已知(评分)', {}, false, []],
  ['已知(评分) 且 评分 > 3', {}, false, []],
  ['评分 不为空', { 评分: 0 }, true, []],
  ['最大值(评分, 次数) > 3', { 评分: 9 }, null, ['次数']],
  ['[评分, 1] = [2, 2]', {}, false, []],
  ['[评分, 2] = [2, 2]', {}, null, ['评分']],
  ['评分 + 未知 > 3', { 评分: 1 }, null, []],
  ['评分 > 3 且 评分 > 4', {}, null, ['评分']],
  ['企业.注册资本 > 1元', { 企业: { 注册资本: null } }, null, ['企业.注册资本']],
];

test.each(CASES)('%s with %j is %j, missing %j', (text, facts, value, missing) => {
  expect(evaluated(text, facts)).toMatchObject({ value, missing });
});

describe('a fact that is not what was declared', () => {
  test.each([
    ['高企', { 高新技术企业: '是' }],
    ['营业收入 > 0', { 营业收入: '240000' }],
    ['营业收入 > 0', { 营业收入: '3人' }],
    ['营业收入 > 0', { 营业收入: Number.NaN }],
    ['成立日期 < 2020年1月1日', { 成立日期: '2019-02-30' }],
    ['包含(荣誉, "甲")', { 荣誉: '甲' }],
    ['企业名称 = "1"', { 企业名称: 1 }],
  ])('makes %s unknown with a note, never true or false: %j', (text, facts) => {
    expect(evaluated(text, facts)).toMatchObject({ value: null, notes: [{ code: 'bad-fact' }] });
  });

  test('facts do not come from the prototype of the record', () => {
    expect(evaluated('企业名称 = "甲"', Object.create({ 企业名称: '甲' })).value).toBe(null);
  });
});

describe('explaining', () => {
  test('every part shows its value, also the parts that were not needed', () => {
    const root = explain(parsed('行业代码 属于 "C39" 且 研发费用占比 >= 3% 且 营业收入 <= 4亿元'), {
      行业代码: 'C40',
      研发费用占比: 0.024,
    });
    expect(root).toMatchObject({ value: false, shown: '否', missing: [] });
    expect(root.children.map(({ text, shown, missing }) => ({ text, shown, missing }))).toEqual([
      { text: '行业代码 属于 "C39"', shown: '否', missing: [] },
      { text: '研发费用占比 >= 3%', shown: '否', missing: [] },
      { text: '营业收入 <= 4亿元', shown: '未知', missing: ['营业收入'] },
    ]);
    expect(root.children[1]?.children.map((part) => part.shown)).toEqual(['2.4%', '3%']);
  });

  test('ranges and inner lists are shown as they are written', () => {
    const root = explain(parsed('评分 属于 [[1..5], 9]'), { 评分: 3 });
    expect(root.value).toBe(true);
    expect(root.children.map((part) => part.text)).toEqual(['评分', '[[1..5], 9]']);
  });
});
