import { describe, expect, test } from 'vitest';
import type { Facts } from '#language';
import { assess } from '../explain/assess.ts';
import { below, condition, drawFrom, quantity, record } from '../random-rules.fixture.ts';
import { FACTS, programOf, rule } from '../rules.fixture.ts';
import { BLOCK } from './bits.ts';
import { fillIndex, matchBlocks, newIndex } from './match.ts';
import { addParts } from './part.ts';
import { planMatch } from './plan.ts';
import { populationOf } from './population.ts';
import { groupingBy, matchAll, totalsOf } from './results.ts';
import { ROW_NO, ROW_UNKNOWN, ROW_YES, rowAnswers } from './row-answers.ts';

/** More by `RULE_RUNS=10000`. One run is a hundred random rules over a random population: a hundred pairs. */
const RUNS = Number(process.env.RULE_RUNS ?? 200);
const RULES = 100;

const expected = (program: ReturnType<typeof programOf>, records: readonly Parameters<typeof assess>[1][]) => {
  const answers = records.map((facts) => assess(program, facts).outcomes);
  return program.rules.map((each, i) => {
    const of = answers.map((outcomes) => outcomes[i]);
    const amounts = of.filter((one) => one?.truth === true).map((one) => one?.amount);
    return {
      rule: each.rule.id,
      yes: amounts.length,
      unknown: of.filter((one) => one?.truth === null).length,
      amount: amounts.reduce<bigint>((sum, amount) => sum + BigInt(amount ?? 0), 0n),
      open: amounts.filter((amount) => amount === null).length,
    };
  });
};

const assessGroups = (
  program: ReturnType<typeof programOf>,
  records: readonly Facts[],
  ...names: readonly string[]
) => {
  const groups = program.rules.map(() => new Map<string, [number, bigint]>());
  for (const facts of records)
    for (const [i, { truth, amount }] of assess(program, facts).outcomes.entries()) {
      if (truth !== true) continue;
      const key = names.map((name) => facts[name]).join();
      const [count, sum] = groups[i]?.get(key) ?? [0, 0n];
      groups[i]?.set(key, [count + 1, sum + BigInt(amount ?? 0)]);
    }
  return groups.map((each) => [...each].map(([key, [count, sum]]) => [key, count, sum]).sort());
};

const figures = (seed: string, rows: number, count: number) => {
  const draw = drawFrom(seed);
  const rules = Array.from({ length: count }, (_, i) =>
    rule(`${i}`, condition(draw, 1 + below(draw, 3)), { amount: quantity(draw, 'money', below(draw, 3)) }),
  );
  const program = programOf(rules);
  const records = Array.from({ length: rows }, () => record(draw, 5 + below(draw, 26)));
  const plan = planMatch(program, populationOf(records, FACTS));
  return { rules, program, records, plan };
};

describe('match and explain', () => {
  test('row by row, over more than one block', () => {
    const { plan, records, program } = figures('rows', BLOCK + 77, 4);
    const truths = records.map((facts) => assess(program, facts).outcomes);
    for (const [at, answers] of rowAnswers(plan).entries()) {
      const wanted = truths.map(
        (one) => [ROW_NO, ROW_YES, ROW_UNKNOWN][one[at]?.truth === null ? 2 : Number(one[at]?.truth)],
      );
      expect([...answers]).toEqual(wanted);
    }
  });

  test(`${RUNS * RULES} random rules over random populations agree, with unknowns and to the 分`, () => {
    for (let run = 0; run < RUNS; run += 1) {
      const { rules, program, records, plan } = figures(`match ${run}`, 25 + (run % 40), RULES);
      const found = matchAll(plan, { by: { groups: 1, of: new Uint16Array(records.length), keys: [[]] } });
      const wanted = expected(program, records);
      for (const [i, one] of found.entries()) {
        const { groups, ...figure } = one;
        expect(figure, `run ${run}: ${rules[i]?.condition} → ${rules[i]?.amount}`).toEqual(wanted[i]);
      }
    }
  }, 120_000);

  test('over several blocks with an unfinished last word, with and without an index, in any division of the blocks', () => {
    const { program, records, plan } = figures('blocks', 2 * BLOCK + 1234, 12);
    const by = groupingBy(plan.population, ['企业规模', '所在地']);
    const index = newIndex(plan);
    fillIndex(plan, index, 2, 3);
    fillIndex(plan, index, 0, 2);
    const parts = [matchBlocks(plan, { from: 0, to: 1, by }, index), matchBlocks(plan, { from: 1, to: 3, by }, index)];
    const divided = totalsOf(plan, addParts(parts), by);
    expect(divided).toEqual(matchAll(plan, { by }));
    expect(divided.map(({ groups, ...figure }) => figure)).toEqual(expected(program, records));
    const oldest = assessGroups(program, records, '企业规模', '所在地');
    for (const [i, { groups }] of divided.entries())
      expect(groups.map(({ key, count, amount }) => [key.join(), count, amount]).sort()).toEqual(oldest[i]);
  });

  test('only the rules asked for are answered, with the same figures', () => {
    const { plan } = figures('some', 300, 20);
    const all = matchAll(plan);
    expect(matchAll(plan, { rules: [3, 17] })).toEqual([all[3], all[17]]);
  });

  test('sums stay exact beyond what a double holds', () => {
    const program = programOf([rule('一', '营业收入 > 0元', { amount: '营业收入' })]);
    const fen = 4_000_000_000_000_001; // 2000 of them are beyond 2^53, and within what an account can be
    const records = Array.from({ length: 2000 }, () => ({ 营业收入: fen }));
    const [total] = matchAll(planMatch(program, populationOf(records, FACTS)), {
      by: { groups: 1, of: new Uint16Array(2000), keys: [[]] },
    });
    expect(total?.amount).toBe(2000n * BigInt(fen));
  });
});
