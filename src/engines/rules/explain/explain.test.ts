import { describe, expect, test } from 'vitest';
import { compileRules } from '../book.ts';
import { decisionOf, replay } from '../decision.ts';
import { programFor } from '../program.ts';
import { bookOf, FACTS, programOf, rule } from '../rules.fixture.ts';
import type { RuleSet } from '../source.ts';
import { assess } from './assess.ts';
import { explainParts } from './explain-parts.ts';
import { explainRule, stepsOf } from './explain-rule.ts';

const research: RuleSet = {
  id: '研发',
  parameters: [
    {
      name: '占比下限',
      type: 'percent',
      values: [{ since: '2026-01-01', value: '3%', source: '甲〔2025〕9号第三条' }],
    },
    { name: '上限', type: 'money', values: [{ since: '2026-01-01', value: '50万元', source: '甲〔2025〕9号第四条' }] },
  ],
  definitions: [{ name: '占比', type: 'percent', formula: '研发费用 / 营业收入' }],
  rules: [
    rule('补助', '高企 且 占比 >= 占比下限 且 非(失信被执行人)', {
      amount: '最小值(研发费用 * 20%, 上限)',
      clause: {
        text: '研发费用占比不低于3%的高新技术企业，按20%补助，最高50万元。',
        document: '甲〔2025〕9号',
        article: '第三条',
      },
    }),
  ],
};
const program = programFor(bookOf(research), { rulesAsOf: '2026-06-01' });
// 3200万元 and 76.8万元: 2.4 %
const firm = { 高新技术企业: true, 营业收入: 3_200_000_000, 研发费用: 76_800_000, 失信被执行人: false };
const why = (facts: Parameters<typeof assess>[1]) => explainRule(assess(program, facts), '补助');

describe('why a rule does not apply', () => {
  test('a share says how much money is missing, as the issue asks', () => {
    const { truth, sentence, unmet, missing, clause } = why(firm);
    expect(truth).toBe(false);
    expect(sentence).toBe('不符合：占比 2.4%，需 ≥ 3%，差 19.2万元');
    expect(unmet).toMatchObject([{ actual: '2.4%', required: '≥ 3%', gap: { value: 19_200_000, of: '研发费用' } }]);
    expect(missing).toEqual([]);
    expect(clause?.article).toBe('第三条');
  });

  test('a condition that must not hold says so', () => {
    expect(why({ ...firm, 研发费用: 96_000_000, 失信被执行人: true }).sentence).toBe('不符合：失信被执行人 是，需为否');
  });

  test('one condition known to fail settles it, whatever is missing; what is open is told apart', () => {
    const { truth, unmet, open, missing } = why({ ...firm, 失信被执行人: null });
    expect(truth).toBe(false);
    expect(unmet.map((each) => each.label)).toEqual(['占比']);
    expect(open.map((each) => each.sentence)).toEqual(['缺：失信被执行人（失信被执行人需为否）']);
    expect(missing).toEqual([]);
  });

  test('an unknown is never yes: the facts that could change it are named', () => {
    const { truth, sentence, amount } = why({ ...firm, 研发费用: 96_000_000, 失信被执行人: null });
    expect([truth, sentence, amount]).toEqual([null, '尚不能确定，缺：失信被执行人', undefined]);
  });

  test('what applies says the amount, to the 分', () => {
    expect(why({ ...firm, 研发费用: 96_000_003 })).toMatchObject({
      amount: 19_200_001,
      sentence: '符合，可得 19.200001万元',
    });
    expect(why({ ...firm, 研发费用: 900_000_000 }).amount).toBe(50_000_000);
  });
});

describe('the minimal failing set', () => {
  const either = programOf([rule('一', '(高企 且 评分 >= 60 且 次数 >= 3) 或 职工人数 >= 300人')]);
  const failing = (facts: Parameters<typeof assess>[1]) => explainRule(assess(either, facts), '一');

  test('takes the way with the fewest conditions not met', () => {
    expect(failing({ 高新技术企业: true, 评分: 70, 次数: 2, 职工人数: 5 }).sentence).toBe(
      '不符合：次数 2，需 ≥ 3，差 1',
    );
    expect(failing({ 高新技术企业: false, 评分: 50, 次数: 2, 职工人数: 280 }).sentence).toBe(
      '不符合：职工人数 280人，需 ≥ 300人，差 20人',
    );
  });

  test('mending it makes the rule apply', () => {
    const facts = { 高新技术企业: false, 评分: 50, 次数: 2, 职工人数: 280 };
    expect(failing({ ...facts, 职工人数: 300 }).truth).toBe(true);
  });

  test('what can never hold has none, and says so', () => {
    const never = programOf([rule('一', '高企 且 否')]);
    expect(explainRule(assess(never, { 高新技术企业: true }), '一')).toMatchObject({ impossible: true, unmet: [] });
  });
});

describe('gaps in words', () => {
  test.each([
    [
      '成立日期 <= date("2020-01-01")',
      { 成立日期: '2020-01-11' },
      '成立日期 2020年1月11日，需 不晚于 2020年1月1日，差 10天',
    ],
    ['研发费用占比 >= 3%', { 研发费用占比: 0.024 }, '研发费用占比 2.4%，需 ≥ 3%，差 0.6 个百分点'],
    ['营业收入 < 4亿元', { 营业收入: 40_000_000_000 }, '营业收入 4亿元，需 < 4亿元，正在界限上'],
    ['4亿元 >= 营业收入', { 营业收入: 41_000_000_000 }, '营业收入 4.1亿元，需 ≤ 4亿元，差 1000万元'],
    ['行业代码 属于 ["C39", "I65"]', { 行业代码: 'C13' }, '行业代码 C13，需 属于 ["C39", "I65"]'],
    ['行业代码 不属于 "C39"', { 行业代码: 'C3912' }, '行业代码 C3912，需 不属于 "C39"'],
    ['职工人数 介于 20人 和 300人', { 职工人数: 310 }, '职工人数 310人，需 介于 20人 和 300人，差 10人'],
    ['非(职工人数 >= 300人)', { 职工人数: 310 }, '职工人数 310人，需 < 300人，差 10人'],
  ])('%s', (condition, facts, sentence) => {
    const { unmet } = explainRule(assess(programOf([rule('一', condition)]), facts), '一');
    expect(unmet.map((each) => each.sentence)).toEqual([sentence]);
  });
});

describe('decisions', () => {
  const book = bookOf(research);
  const decision = decisionOf(assess(program, { ...firm, 研发费用: 96_000_000 }), '补助', '2026-05-31');

  test('a stored decision replays to the same answer', () => {
    expect(decision).toMatchObject({ truth: true, amount: 19_200_000, factsAsOf: '2026-05-31' });
    expect(Object.keys(decision.facts)).toEqual(['高新技术企业', '研发费用', '营业收入', '失信被执行人']);
    expect(replay(JSON.parse(JSON.stringify(decision)), book)).toEqual({ same: true });
  });

  test('a decision that was touched, or whose law was rewritten, is found out', () => {
    expect(replay({ ...decision, amount: 1 }, book)).toMatchObject({ changed: 'content' });
    const other = (change: Partial<RuleSet>) => replay(decision, bookOf({ ...research, ...change }));
    const [parameter, limit] = research.parameters ?? [];
    if (!parameter || !limit) throw new Error('the set has two parameters');
    const values = [{ since: '2026-01-01', value: '2%' }];
    expect(other({ parameters: [{ ...parameter, values }, limit] })).toMatchObject({ changed: 'parameters' });
    expect(other({ rules: [rule('补助', '高企', { amount: '1元' })] })).toMatchObject({ changed: 'rule' });
  });
});

describe('conditions one by one', () => {
  const parts = [
    { id: 'a', condition: '高企 或 营业收入 >= 1亿元', clause: { text: '高新技术企业，或者营业收入不低于1亿元' } },
    { id: 'b', condition: '研发费用占比 >= 3% 且 非(失信被执行人)' },
    { id: 'c', condition: '职工人数 <= 300人' },
  ];
  const whole = parts.map((each) => `(${each.condition})`).join(' 且 ');
  const several = programOf([rule('一', whole, { parts })]);

  test('each says whether it passed, failed or lacks a fact, and of alternatives names all', () => {
    const facts = { 高新技术企业: false, 营业收入: 9_000_000_000, 研发费用占比: 0.03, 职工人数: 10 };
    const [first, second, third] = explainParts(assess(several, facts), '一');
    expect(first).toMatchObject({
      id: 'a',
      truth: false,
      clause: parts[0]?.clause,
      reads: ['高新技术企业', '营业收入'],
    });
    expect(first?.unmet.map((each) => [each.sentence, each.oneOf])).toEqual([
      ['高新技术企业 否，需为是', 1],
      ['营业收入 9000万元，需 ≥ 1亿元，差 1000万元', 1],
    ]);
    expect(second).toMatchObject({ truth: null, missing: ['失信被执行人'], unmet: [] });
    expect(third).toMatchObject({ truth: true, missing: [] });
  });

  test('parts that together say something else than the condition are refused', () => {
    const wrong = rule('一', '高企 且 评分 >= 60', { parts: [{ id: 'a', condition: '高企' }] });
    expect(compileRules([{ id: '甲', rules: [wrong] }], FACTS)).toMatchObject({
      ok: false,
      findings: [{ code: 'parts-differ', path: ['rules', 0, 'parts'] }],
    });
  });
});

test('the steps show every condition with its answer, in the order of the text', () => {
  const { kind, truth, steps } = stepsOf(assess(program, firm), '补助');
  expect([kind, truth]).toEqual(['and', false]);
  expect(steps.map((step) => [step.text, step.truth])).toEqual([
    ['高新技术企业', true],
    ['研发费用 / 营业收入 >= 3%', false],
    ['非(失信被执行人)', true],
  ]);
});
