import { describe, expect, test } from 'vitest';
import { assess } from '../explain/assess.ts';
import { condition, drawFrom, record } from '../random-rules.fixture.ts';
import { bookOf, programOf, rule } from '../rules.fixture.ts';
import { checkExpiry, checkPartition, checkProgram } from './check-program.ts';

const codes = (...conditions: readonly string[]) =>
  checkProgram(programOf(conditions.map((text, i) => rule(`${i + 1}`, text)))).map(({ code, rule: of, other }) =>
    [code, of, other].filter(Boolean).join(' '),
  );

describe('one rule', () => {
  test.each([
    ['营业收入 > 4亿元 且 营业收入 <= 4亿元', 'never-true 1'],
    ['营业收入 >= 4亿元 且 营业收入 <= 4亿元', undefined],
    ['行业代码 属于 "C39" 且 行业代码 不属于 "C"', 'never-true 1'],
    ['行业代码 属于 "C" 且 行业代码 不属于 "C39"', undefined],
    ['高企 或 非(高企)', 'always-true 1'],
    ['成立日期 < date("2020-01-01") 且 成立日期 >= date("2020-01-01")', 'never-true 1'],
    ['高企 且 (研发费用占比 >= 3% 或 (职工人数 > 300人 且 职工人数 < 20人))', 'part-never-true 1'],
    ['高企 且 (研发费用占比 >= 3% 或 研发费用占比 < 5%)', 'part-always-true 1'],
    ['研发费用 / 营业收入 >= 3% 且 研发费用 / 营业收入 < 2%', undefined],
    ['评分 > 1 且 评分 < 2', undefined],
    ['企业名称 = "甲" 且 企业名称 = "乙"', 'never-true 1'],
  ])('%s', (text, doubt) => {
    expect(codes(text)).toEqual(doubt === undefined ? [] : [doubt]);
  });
});

describe('several rules', () => {
  test('a rule that lies within another, and two that are the same, are told', () => {
    expect(codes('研发费用占比 >= 5% 且 高企', '研发费用占比 >= 3%')).toEqual(['subsumed 1 2']);
    expect(codes('研发费用占比 >= 3%', '3% <= 研发费用占比')).toEqual(['same-condition 1 2']);
    expect(codes('研发费用占比 >= 5%', '高企')).toEqual([]);
  });

  test('cases that overlap and cases that nobody takes are shown by an example', () => {
    const rows = ['营业收入 < 300万元', '营业收入 介于 300万元 和 2000万元', '营业收入 >= 2000万元'];
    const program = (texts: readonly string[]) => programOf(texts.map((text, i) => rule(`${i + 1}`, text)));
    const doubts = checkPartition(program(rows));
    expect(doubts.map(({ message }) => message)).toEqual(['“2”与“3”重叠，例如：营业收入 2000万元']);
    const [, middle = '', last = ''] = rows;
    const holes = program(['营业收入 < 200万元', middle, last.replace('>=', '>')]);
    const gap = checkPartition(holes);
    expect(gap.map(({ code }) => code)).toEqual(['gap']);
    expect(assess(holes, gap[0]?.example ?? {}).outcomes.map(({ truth }) => truth)).toEqual([false, false, false]);
    expect(checkPartition(program(['职工人数 <= 20人', '职工人数 >= 21人']))).toEqual([]);
  });
});

test('nothing is claimed that a random record contradicts', () => {
  for (let run = 0; run < 120; run += 1) {
    const draw = drawFrom(`checks ${run}`);
    const program = programOf(Array.from({ length: 6 }, (_, i) => rule(`${i}`, condition(draw, 2))));
    const doubts = checkProgram(program);
    for (let n = 0; n < 60; n += 1) {
      const truths = new Map(
        assess(program, record(draw, 0)).outcomes.map(({ rule: of, truth }) => [of.rule.id, truth]),
      );
      for (const { code, rule: of, other = '' } of doubts) {
        if (code === 'never-true') expect(truths.get(of)).not.toBe(true);
        if (code === 'always-true') expect(truths.get(of)).not.toBe(false);
        if (code === 'subsumed' && truths.get(of) === true) expect(truths.get(other)).not.toBe(false);
      }
    }
  }
});

test('what is about to end without a successor is told, and what goes on is not', () => {
  const book = bookOf({
    id: '甲',
    parameters: [
      { name: '率', type: 'percent', values: [{ since: '2026-01-01', until: '2026-12-31', value: '3%' }] },
      {
        name: '限',
        type: 'money',
        values: [
          { since: '2026-01-01', until: '2026-12-31', value: '50万元' },
          { since: '2027-01-01', value: '60万元' },
        ],
      },
    ],
    rules: [
      rule('一', '研发费用占比 >= 率', { until: '2027-12-31' }),
      rule('二', '营业收入 > 限', { until: '2026-12-01' }),
    ],
  });
  expect(checkExpiry(book, { rulesAsOf: '2026-11-01' }, 90).map(({ message }) => message)).toEqual([
    '规则“二”到 2026-12-01 为止，之后没有接续',
    '参数“率”的值到 2026-12-31 为止，之后没有接续',
  ]);
  expect(checkExpiry(book, { rulesAsOf: '2026-06-01' }, 90)).toEqual([]);
});
