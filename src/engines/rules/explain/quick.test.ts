import { expect, test } from 'vitest';
import { evaluate } from '#language';
import { programOf, rule } from '../rules.fixture.ts';
import { assess } from './assess.ts';

const CONDITIONS = [
  '研发费用占比 >= 3%',
  '3% > 研发费用占比',
  '研发费用占比 != 3%',
  '营业收入 < 4亿元',
  '高企',
  '成立日期 <= date("2020-02-29")',
  '行业代码 属于 ["C39", "I65"]',
  '非(已知(企业名称))',
  '评分 = 1 / 3',
  '高企 且 (营业收入 < 4亿元 或 研发费用占比 >= 3%)',
  '非(高企 或 行业代码 属于 ["C39"]) 且 营业收入 / 评分 > 1元',
];
/** Among them what no fact should be: the short way must not know better than the language. */
const VALUES = [
  null,
  undefined,
  true,
  false,
  0,
  0.03,
  0.030000000000000002,
  3e-2,
  1 / 3,
  40_000_000_000,
  39_999_999_999.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  '3%',
  '4亿元',
  'C3912',
  '2020-02-29',
  '2020-02-30',
  '2020-03-01',
  '',
  [],
  ['C39'],
  { kind: 'ratio', n: 1n, d: 3n },
] as const;

test('the short way answers as the language does, whatever is given for the fact', () => {
  const program = programOf(CONDITIONS.map((condition, i) => rule(`${i}`, condition)));
  for (const value of [...VALUES, ...VALUES]) {
    const names = ['研发费用占比', '营业收入', '高新技术企业', '成立日期', '行业代码', '企业名称', '评分'];
    const facts = Object.fromEntries(names.map((name) => [name, value])) as Parameters<typeof assess>[1];
    const { outcomes, missingOf, evaluationOf } = assess(program, facts);
    for (const { rule: each, truth } of outcomes) {
      const root = program.nodes[each.condition]?.node;
      if (!root) throw new Error('every rule has a condition');
      expect(truth, `${each.rule.condition} with ${String(value)}`).toBe(
        evaluate({ source: '', root, diagnostics: [] }, facts).value,
      );
      expect(missingOf(each.condition).toSorted()).toEqual(evaluationOf(each.condition).missing.toSorted());
    }
  }
});
