import { describe, expect, test } from 'vitest';
import { compileRules } from './book.ts';
import { programFor } from './program.ts';
import { bookOf, FACTS, programOf, rule } from './rules.fixture.ts';
import type { Parameter, RuleSet } from './source.ts';

const share: Parameter = {
  name: '占比下限',
  type: 'percent',
  values: [
    { since: '2024-01-01', value: '2%', source: '甲〔2024〕1号第三条' },
    { since: '2026-01-01', announced: '2025-12-15', value: '3%', source: '甲〔2025〕9号第三条' },
    { since: '2027-01-01', value: '4%', expected: true },
    { since: '2028-01-01', repealed: true, source: '甲〔2027〕2号' },
  ],
};
const set: RuleSet = {
  id: '甲',
  parameters: [share],
  rules: [rule('一', '研发费用占比 >= 占比下限', { since: '2024-01-01' })],
};
const used = (rulesAsOf: string, more: { knownAsOf?: string; expected?: boolean } = {}) =>
  programFor(bookOf(set), { rulesAsOf, knownAsOf: more.knownAsOf }, { expected: more.expected }).rules[0]
    ?.parameters[0];

describe('parameters', () => {
  test.each([
    ['2024-01-01', '2%'],
    ['2025-12-31', '2%'],
    ['2026-01-01', '3%'],
    ['2027-06-01', '3%'],
    ['2028-01-01', '未知'],
  ])('on %s the value is %s', (day, value) => {
    expect(used(day)?.value).toBe(value);
  });

  test('an expected value is seen by a simulation that asks for it, and says so', () => {
    expect(used('2027-06-01', { expected: true })).toMatchObject({ value: '4%', expected: true });
  });

  test('who asks what was known before the announcement gets the older value', () => {
    expect(used('2026-02-01', { knownAsOf: '2025-12-14' })?.value).toBe('2%');
    expect(used('2026-02-01', { knownAsOf: '2025-12-15' })?.value).toBe('3%');
  });

  test.each<[Partial<Parameter>, string]>([
    [{ values: [{ since: '2024-01-01', value: '3' }] }, '“占比下限”是百分比，“3”没有写单位，是不是“3%”？'],
    [{ values: [{ since: '2024-01-01', value: '4亿元' }] }, '单位不符'],
    [{ values: [{ since: '2024-01-01', value: '1% + 2%' }] }, '不是一个值'],
    [{ values: [{ since: '2024-01-01' }] }, '没有写'],
    [{ values: [{ since: '2024-01-01', repealed: true, value: '3%' }] }, '不应再写值'],
    [
      {
        values: [
          { since: '2024-01-01', value: '1%' },
          { since: '2024-01-01', value: '2%' },
        ],
      },
      '有两个值',
    ],
    [{ name: '营业收入' }, '声明了两次'],
  ])('%j is told: %s', (wrong, message) => {
    const compiled = compileRules([{ ...set, parameters: [{ ...share, ...wrong }] }], FACTS);
    expect(compiled.ok).toBe(false);
    expect(compiled.findings.map((each) => each.message).join('\n')).toContain(message);
  });
});

describe('definitions', () => {
  test('a definition stands for its formula and keeps its name', () => {
    const program = programOf([rule('一', '占比 >= 3%')], {
      definitions: [{ name: '占比', type: 'percent', formula: '研发费用 / 营业收入' }],
    });
    expect(program.rules[0]?.reads).toEqual(['研发费用', '营业收入']);
  });

  test('one that rests on itself or on a later one is refused', () => {
    const definitions = [
      { name: '甲占比', type: 'percent', formula: '乙占比' },
      { name: '乙占比', type: 'percent', formula: '乙占比 + 1%' },
    ] as const;
    const { findings } = compileRules([{ id: '甲', definitions, rules: [] }], FACTS);
    expect(findings.map((each) => each.message)).toEqual([
      '“甲占比”用到了写在后面的“乙占比”',
      '“乙占比”不能用自己来定义',
    ]);
  });
});

describe('rules', () => {
  test('a mistake is told with its place and what to write instead', () => {
    const { findings } = compileRules([{ id: '甲', rules: [rule('一', '研发费用站比 >= 3%')] }], FACTS);
    expect(findings).toMatchObject([
      {
        set: '甲',
        path: ['rules', 0, 'condition'],
        code: 'unknown-name',
        start: 0,
        end: 6,
        suggestion: '研发费用占比',
      },
    ]);
  });

  test('an amount must be money', () => {
    const { findings } = compileRules([{ id: '甲', rules: [rule('一', '高企', { amount: '职工人数 * 2' })] }], FACTS);
    expect(findings.map((each) => each.code)).toEqual(['amount-not-money']);
  });

  test('of several versions the one in force on the day is taken, and none before the first or after the last', () => {
    const versions = [
      rule('一', '高企', { since: '2024-01-01' }),
      rule('一', '非(高企)', { since: '2026-01-01', until: '2026-12-31' }),
    ];
    const book = bookOf({ id: '甲', rules: versions });
    const on = (rulesAsOf: string) => programFor(book, { rulesAsOf }).rules.map((each) => each.rule.condition);
    expect(on('2023-12-31')).toEqual([]);
    expect(on('2025-12-31')).toEqual(['高企']);
    expect(on('2026-12-31')).toEqual(['非(高企)']);
  });

  test('equal conditions of different rules are one node, however they are written', () => {
    const program = programOf([
      rule('一', '研发费用占比 >= 3% 且 高企'),
      rule('二', '高企 且 3% <= 研发费用占比'),
      rule('三', '非(研发费用占比 >= 3.0%)'),
    ]);
    expect(program.rules[0]?.condition).toBe(program.rules[1]?.condition);
    expect(program.nodes.filter((node) => node.role === 'atom').length).toBe(2);
  });
});
