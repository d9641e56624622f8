import { expect, test } from 'vitest';
import { FACTS } from '../rules.fixture.ts';
import { checkRuleFile, loadRuleFile } from './load.ts';
import { runCases } from './run-cases.ts';

const TEXT = `id: 研发补助
title: 研发费用补助
parameters:
  - name: 占比下限
    type: percent
    values:
      - { since: 2026-01-01, value: 3%, source: 甲〔2025〕9号第三条 }
definitions:
  - { name: 占比, type: percent, formula: 研发费用 / 营业收入 }
rules:
  - id: 补助
    name: 研发费用补助
    since: 2026-01-01
    condition: 高企 且 占比 >= 占比下限
    amount: 最小值(研发费用 * 20%, 50万元)
    clause: { text: 研发费用占比不低于3%的高新技术企业，按20%补助，最高50万元。, article: 第三条 }
cases:
  - name: 刚好 3%
    facts: { 高企: true, 营业收入: 3200万元, 研发费用: 96万元 }
    expect: { 补助: 19.2万元 }
  - name: 差一分
    facts: { 高企: true, 营业收入: 3200万元, 研发费用: 959999.99元 }
    expect: { 补助: 不符合 }
  - name: 不知道是不是高企
    facts: { 高企: null, 营业收入: 3200万元, 研发费用: 96万元 }
    expect: { 补助: 未知 }
`;

const load = (text: string) => {
  const result = loadRuleFile(text, '研发.yaml');
  if (!result.ok) return { findings: result.findings, cases: [] };
  const { compiled, findings } = checkRuleFile(result.loaded, FACTS);
  return { findings, cases: compiled.ok ? runCases(result.loaded.file, compiled.book, FACTS) : [] };
};

test('a rule file is read, and its cases hold', () => {
  const { findings, cases } = load(TEXT);
  expect(findings).toEqual([]);
  expect(cases.map(({ passed, actual }) => [passed, actual])).toEqual([
    [true, '19.2万元'],
    [true, '不符合'],
    [true, '未知'],
  ]);
});

test.each([
  ['占比 >= 占比下限', '占比 >= 占比下线', 14, 27, '没有名为“占比下线”的事实，是不是“占比下限”'],
  ['since: 2026-01-01\n', 'snice: 2026-01-01\n', 13, 12, '没有“snice”这一项，是不是想写 since？'],
  ['value: 3%', 'value: 3', 7, 37, '“占比下限”是百分比，“3”没有写单位，是不是“3%”？'],
  ['50万元)', '50万)', 15, 29, '是不是“50万元”？'],
  ['type: percent\n', 'type: 百分比\n', 5, 11, '只能是：boolean'],
  ['since: 2026-01-01\n', 'since: 2026-02-30\n', 13, 12, '日期须为存在的'],
])('“%s” written as “%s” is told with its line and column', (right, wrong, line, column, message) => {
  const found = load(TEXT.replace(right, wrong)).findings;
  expect(found.map((each) => each.message).join('\n')).toContain(message);
  expect(found.find((each) => each.message.includes(message))).toMatchObject({ line, column });
});

test('a case that does not hold says what came out and why', () => {
  const { cases } = load(TEXT.replace('{ 补助: 19.2万元 }', '{ 补助: 20万元 }').replace('959999.99元', '959999元'));
  expect(cases[0]).toMatchObject({
    passed: false,
    expected: '20万元',
    actual: '19.2万元',
    path: ['cases', 0, 'expect', '补助'],
  });
  expect(cases[1]?.why).toBe('不符合：占比 2.999997%，需 ≥ 3%，差 1元');
});

test('a fact that does not exist, or has the wrong unit, fails its case', () => {
  const { cases } = load(
    TEXT.replace('研发费用: 959999.99元', '研发费用: 96').replace('{ 高企: null,', '{ 高奇: null,'),
  );
  expect(cases.map((each) => each.why).filter((why) => !why.startsWith('符合'))).toEqual([
    '“研发费用”是金额，“96”没有写单位，是不是“96元”？',
    expect.stringContaining('尚不能确定'),
  ]);
});
