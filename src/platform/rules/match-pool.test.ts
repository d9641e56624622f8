import { afterAll, expect, test } from 'vitest';
import { compileRules, groupingBy, matchAll, planMatch, populationOf, programFor, type RuleSet } from '#engines/rules';
import { seededRandom } from '#kernel';
import type { FactDeclaration } from '#language';
import { openMatchPool } from './index.ts';

const FACTS: readonly FactDeclaration[] = [
  { name: '企业规模', type: 'string' },
  { name: '研发费用', type: 'money' },
  { name: '占比', type: 'percent' },
];
const SETS: readonly RuleSet[] = [
  {
    id: '甲',
    rules: [
      { id: '一', name: '一', since: '2026-01-01', condition: '占比 >= 3%', amount: '最小值(研发费用 * 20%, 50万元)' },
      { id: '二', name: '二', since: '2026-01-01', condition: '企业规模 = "小" 或 非(占比 < 1%)' },
    ],
  },
];
const day = { rulesAsOf: '2026-06-01' };
const random = seededRandom('pool');
const population = populationOf(
  Array.from({ length: 40_000 }, () => ({
    企业规模: random.pick(['大', '小', null]),
    研发费用: random.pick([100, 1_000_001, 90_000_000_00, null]),
    占比: random.pick([0.01, 0.03, 0.5, null]),
  })),
  FACTS,
);
const pool = openMatchPool(3);
afterAll(() => pool.close());

test('several workers give the figures of one, with and without a kept index', async () => {
  const by = groupingBy(population, ['企业规模']);
  const compiled = compileRules(SETS, FACTS);
  if (!compiled.ok) throw new Error('the rules are right');
  const alone = matchAll(planMatch(programFor(compiled.book, day), population), { by });
  const match = await pool.open({ sets: SETS, facts: FACTS, day }, population);
  expect(match.rules).toEqual(['一', '二']);
  expect(await match.run({ by })).toEqual(alone);
  await match.keepIndex();
  expect(await match.run({ by })).toEqual(alone);
  expect(await match.run({ by, rules: [1] })).toEqual([alone[1]]);
});

test('a rule that does not compile is told, and the pool goes on', async () => {
  const wrong = [{ id: '乙', rules: [{ id: '三', name: '三', since: '2026-01-01', condition: '站比 >= 3%' }] }];
  await expect(pool.open({ sets: wrong, facts: FACTS, day }, population)).rejects.toThrow('是不是“占比”');
  expect((await pool.open({ sets: SETS, facts: FACTS, day }, population)).rules.length).toBe(2);
});
