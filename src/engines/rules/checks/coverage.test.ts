import { expect, test } from 'vitest';
import { assess } from '../explain/assess.ts';
import { planMatch } from '../match/plan.ts';
import { populationOf } from '../match/population.ts';
import { matchAll } from '../match/results.ts';
import { condition, drawFrom, record } from '../random-rules.fixture.ts';
import { FACTS, programOf, rule } from '../rules.fixture.ts';
import { boundaryRecords, coverageOf, lackingIn } from './coverage.ts';

const program = programOf([rule('一', '高企 且 研发费用占比 >= 3% 且 职工人数 介于 20人 和 300人')]);

test('what the cases have not shown of each condition is said', () => {
  const records = [
    { 高新技术企业: true, 研发费用占比: 0.03, 职工人数: 20 },
    { 高新技术企业: false, 研发费用占比: 0.02, 职工人数: 300 },
    { 高新技术企业: null, 研发费用占比: 0.05, 职工人数: 19 },
  ];
  expect(coverageOf(program, records).map(lackingIn)).toEqual([
    undefined,
    '研发费用占比 >= 3%：没有例子是未知',
    '职工人数 介于 20人 和 300人：没有例子是未知',
  ]);
  expect(coverageOf(program, records.slice(0, 2)).map(lackingIn)[2]).toBe(
    '职工人数 介于 20人 和 300人：没有例子是不成立、未知',
  );
});

test('the records made from the thresholds show every answer of every condition, boundaries too', () => {
  const records = boundaryRecords(program, { 高新技术企业: true, 研发费用占比: 0.05, 职工人数: 50 });
  expect(coverageOf(program, records).map(lackingIn)).toEqual([undefined, undefined, undefined]);
});

test('at every boundary of random rules, one record and many are answered alike', () => {
  for (let run = 0; run < 60; run += 1) {
    const draw = drawFrom(`boundary ${run}`);
    const random = programOf(Array.from({ length: 10 }, (_, i) => rule(`${i}`, condition(draw, 2))));
    const records = boundaryRecords(random, record(draw, 10)).filter((facts) => !Object.values(facts).includes(1 / 3));
    const totals = matchAll(planMatch(random, populationOf(records, FACTS)));
    for (const [i, { yes, unknown }] of totals.entries()) {
      const truths = records.map((facts) => assess(random, facts).outcomes[i]?.truth);
      expect([yes, unknown], random.rules[i]?.rule.condition).toEqual([
        truths.filter((truth) => truth === true).length,
        truths.filter((truth) => truth === null).length,
      ]);
    }
  }
});
