import { describe, expect, test } from 'vitest';
import { programFor } from '../program.ts';
import { drawFrom, record } from '../random-rules.fixture.ts';
import { bookOf, FACTS, rule } from '../rules.fixture.ts';
import type { Literal } from '../source.ts';
import { planMatch } from './plan.ts';
import { populationOf } from './population.ts';
import { groupingBy, matchAll } from './results.ts';
import { openWhatIf } from './what-if.ts';

const book = bookOf({
  id: '甲',
  parameters: [
    { name: '下限', type: 'percent', values: [{ since: '2026-01-01', value: '3%' }] },
    { name: '人数', type: 'number', unit: '人', values: [{ since: '2026-01-01', value: '20人' }] },
    {
      name: '行业',
      type: 'code',
      codeList: 'GB/T 4754',
      list: true,
      values: [{ since: '2026-01-01', value: ['C39'] }],
    },
    { name: '比例', type: 'percent', values: [{ since: '2026-01-01', value: '20%' }] },
    { name: '起', type: 'date', values: [{ since: '2026-01-01', value: '2020-02-29' }] },
  ],
  rules: [
    rule(
      '一',
      '(研发费用占比 >= 下限 或 高企) 且 非(职工人数 > 人数) 且 (行业代码 属于 行业 或 成立日期 < 起) 且 研发费用 / 营业收入 < 下限',
      {
        amount: '最小值(研发费用 * 比例, 1万元)',
      },
    ),
  ],
});
const draw = drawFrom('what-if');
const records = Array.from({ length: 20_000 }, () => record(draw, 15));
const population = populationOf(records, FACTS);
const by = groupingBy(population, ['企业规模']);
const at = (values: Readonly<Record<string, Literal>> = {}) =>
  programFor(book, { rulesAsOf: '2026-06-01' }, { values: { 甲: values } });
const fresh = (values: Readonly<Record<string, Literal>>) => matchAll(planMatch(at(values), population), { by })[0];

describe('moving thresholds', () => {
  const trial = openWhatIf(at(), '一', population, by);
  test.each<[string, Readonly<Record<string, Literal>>]>([
    ['nothing', {}],
    ['a share up', { 下限: '5.25%' }],
    ['down past where it was', { 下限: '1%' }],
    ['a number', { 下限: '1%', 人数: '300人' }],
    ['a list of codes', { 下限: '1%', 人数: '300人', 行业: ['C', 'I65'] }],
    ['a rate', { 下限: '1%', 人数: '300人', 行业: ['C', 'I65'], 比例: '33.3%' }],
    ['a date and a rate back', { 下限: '2.5%', 人数: '300人', 行业: ['C', 'I65'], 起: '2026-01-02' }],
    ['all back', {}],
  ])('%s: the figures are those of a fresh run', (_, values) => {
    trial.move(at(values));
    expect(trial.total()).toEqual(fresh(values));
  });

  test('a number touches only the rows between the two cuts', () => {
    const people = openWhatIf(at(), '一', population, by);
    const between = records.filter(({ 职工人数: n }) => typeof n === 'number' && n > 20 && n <= 299).length;
    expect(people.move(at({ 人数: '299人' }))).toBe(between);
  });
});
