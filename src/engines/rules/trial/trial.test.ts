import { describe, expect, test } from 'vitest';
import type { Facts } from '#language';
import { planMatch } from '../match/plan.ts';
import { populationOf } from '../match/population.ts';
import { matchAll } from '../match/results.ts';
import { programFor } from '../program.ts';
import { drawFrom, record } from '../random-rules.fixture.ts';
import { bookOf, FACTS, rule } from '../rules.fixture.ts';
import type { Literal } from '../source.ts';
import { coarsen, mapColumn } from './coarse.ts';
import { liftLiterals } from './lift.ts';
import { openTrial } from './open-trial.ts';
import type { TrialAnswer, TrialAsk, TrialSource } from './trial.ts';

const draw = drawFrom('trial');
const day = (n: number): string => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10);
/** Shares and days that hardly any two have in common. */
const records: readonly Facts[] = Array.from({ length: 12_000 }, (_, i) => ({
  ...record(draw, 15),
  研发费用占比: i % 9 === 0 ? null : ((i * 7919) % 10_007) / 100_000,
  成立日期: i % 7 === 0 ? null : day((i * 4801) % 12_011),
}));
const population = populationOf(records, FACTS);
const { set, handles } = liftLiterals(
  {
    id: '甲',
    rules: [
      rule('补', '研发费用占比≥3% 且 非(职工人数>20人)', { amount: '最小值(四舍五入(研发费用 * 20%, 2), 1万元)' }),
      rule('奖', '高企 且 行业代码 属于 "C39"', { amount: '5000元' }),
      rule('认定', '高企 或 职工人数 >= 10人'),
    ],
  },
  FACTS,
  { rulesAsOf: '2026-06-01' },
);
const source = (more: Partial<TrialSource> = {}): TrialSource => ({
  set,
  facts: FACTS,
  day: { rulesAsOf: '2026-06-01' },
  terms: {},
  caps: [],
  dimensions: ['企业规模'],
  seed: 7,
  ...more,
});
const fresh = (values: Readonly<Record<string, Literal>>) =>
  matchAll(planMatch(programFor(bookOf(set), { rulesAsOf: '2026-06-01' }, { values: { 甲: values } }), population), {
    by: { groups: 1, of: new Uint16Array(population.size), keys: [[]] },
  });
const byHand = (ask: TrialAsk, more: Partial<TrialSource> = {}) => openTrial(source(more), population).ask(ask);

describe('literals', () => {
  test('every number, date and list of codes of a rule gets a name, and the rule still says the same', () => {
    expect(handles.map(({ parameter, value }) => [parameter, value])).toEqual([
      ['研发费用占比下限', '3%'],
      ['职工人数下限', '20人'],
      ['研发费用比例', '20%'],
      ['最高额', '1万元'],
      ['行业代码范围', ['C39']],
      ['标准', '5000元'],
      ['职工人数下限2', '10人'],
    ]);
    const written = bookOf({
      id: '乙',
      rules: [
        rule('补', '研发费用占比≥3% 且 非(职工人数>20人)', { amount: '最小值(四舍五入(研发费用 * 20%, 2), 1万元)' }),
      ],
    });
    const [as] = matchAll(planMatch(programFor(written, { rulesAsOf: '2026-06-01' }), population));
    expect(fresh({})[0]).toMatchObject({ yes: as?.yes, unknown: as?.unknown });
  });

  test('conditions one by one, and what has a name already', () => {
    const parts = [
      { id: 'c1', condition: '职工人数 >= 20人' },
      { id: 'c2', condition: '研发费用占比 >= 占比下限' },
    ];
    const lifted = liftLiterals(
      {
        id: '丙',
        parameters: [{ name: '占比下限', type: 'percent', values: [{ since: '2020-01-01', value: '3%' }] }],
        rules: [rule('丁', '(职工人数 >= 20人) 且 (研发费用占比 >= 占比下限)', { parts })],
      },
      FACTS,
      { rulesAsOf: '2026-06-01' },
    );
    expect(lifted.handles.map(({ parameter, piece, value, own }) => [parameter, piece, value, own])).toEqual([
      ['职工人数下限', 'c1', '20人', undefined],
      ['占比下限', 'c2', '3%', true],
    ]);
    expect(bookOf(lifted.set).sets[0]?.rules[0]?.names).toEqual([
      '职工人数',
      '职工人数下限',
      '研发费用占比',
      '占比下限',
    ]);
  });

  test('a handle knows where it stands in the text', () => {
    const text = '研发费用占比≥3% 且 非(职工人数>20人)';
    expect(handles.slice(0, 2).map(({ start, end }) => text.slice(start, end))).toEqual(['3%', '20人']);
  });
});

describe('a trial', () => {
  const trial = openTrial(source(), population);
  test.each<[string, Readonly<Record<string, Literal>>]>([
    ['as it is', {}],
    ['a threshold', { 研发费用占比下限: '5%' }],
    ['a rate and a cap', { 研发费用占比下限: '1%', 研发费用比例: '30%', 最高额: '3万元' }],
    ['codes', { 行业代码范围: ['C', 'I'] }],
    ['back', {}],
  ])('%s: each rule has the figures of a fresh match', (_, values) => {
    const { rules } = trial.ask({ values });
    expect(
      rules.map(({ certain, unknown }) => ({ yes: certain.count, unknown: unknown.count, amount: certain.amount })),
    ).toEqual(fresh(values).map(({ yes, unknown, amount }) => ({ yes, unknown, amount: Number(amount) })));
  });

  test('the breakdown adds up, and who wins and who loses explains the difference', () => {
    const { now, base, gained, lost, more, less, by } = trial.ask({
      values: { 研发费用占比下限: '5%', 最高额: '2万元' },
    });
    expect(base.count + gained.count - lost.count).toBe(now.count);
    expect(base.amount + gained.amount + lost.amount + more.amount + less.amount).toBe(now.amount);
    const lines = by[0]?.lines ?? [];
    expect(lines.reduce((sum, line) => sum + line.now.amount, 0)).toBe(now.amount);
    expect(lost.count + gained.count).toBeGreaterThan(0);
    expect(trial.rows({ values: { 研发费用占比下限: '5%' } }, 'lost', 1_000_000)).toHaveLength(
      trial.ask({ values: { 研发费用占比下限: '5%' } }).lost.count,
    );
  });

  test('the curve goes through the point of every single question', () => {
    const values = ['1%', '3%', '8%'];
    const points = trial.curve({}, '研发费用占比下限', values);
    expect(points.map((each) => each.now)).toEqual(
      values.map((value) => trial.ask({ values: { 研发费用占比下限: value } }).now),
    );
  });

  test.each<[string, string, readonly Literal[], TrialAsk]>([
    ['a threshold', '研发费用占比下限', ['1%', '2%', '3%', '3%', '8%', '0.5%'], {}],
    ['a threshold beside another one moved', '职工人数下限', ['5人', '20人', '80人'], { values: { 最高额: '2万元' } }],
    ['a rate', '研发费用比例', ['10%', '20%', '35%'], {}],
    ['a cap', '最高额', ['5000元', '1万元', '3万元'], { values: { 研发费用占比下限: '1%' } }],
    ['codes', '行业代码范围', [['C39'], ['C', 'I'], ['A']], {}],
    ['a rate under a budget', '研发费用比例', ['10%', '20%'], { budget: { most: 9_000_000, how: { by: 'share' } } }],
  ])('walked step by step, the curve along %s is that of fresh trials', (_, parameter, values, ask) => {
    const together = source({
      terms: { 补: { group: 'g' }, 奖: { group: 'g' }, 认定: { excludes: ['奖'] } },
      caps: [{ group: 'g', cap: 1_200_000 }],
    });
    const points = openTrial(together, population).curve(ask, parameter, values);
    for (const [nth, value] of values.entries()) {
      const { now, possible } = openTrial(together, population).ask({
        ...ask,
        values: { ...ask.values, [parameter]: value },
      });
      expect(points[nth]).toEqual({ value, now, possible });
    }
    expect(new Set(points.map(({ now, possible }) => JSON.stringify([now, possible]))).size).toBeGreaterThan(1);
  });

  test('of one rule alone it is the curve of a set that has no other', () => {
    const alone = { ...set, rules: set.rules.filter((each) => each.id === '补') };
    const values = ['1%', '2%', '3%', '8%'];
    const own = openTrial(source({ set: alone }), population).curve({}, '研发费用占比下限', values);
    expect(openTrial(source(), population).curve({ only: '补' }, '研发费用占比下限', values)).toEqual(own);
    expect(own[0]?.now.amount).toBeGreaterThan(own[3]?.now.amount ?? Number.NaN);
  });

  test('what nobody knows makes a range', () => {
    const { now, possible } = trial.ask({});
    expect(possible.count).toBeGreaterThan(now.count);
    expect(possible.amount).toBeGreaterThan(now.amount);
  });
});

const paidBy = ({ rules }: TrialAnswer, id: string) => rules.find((each) => each.rule === id)?.paid.count ?? 0;

describe('settling', () => {
  test('of a group each gets the highest only', () => {
    const terms = { 补: { group: 'g' }, 奖: { group: 'g' } };
    const [alone, together] = [byHand({}), byHand({}, { terms })];
    const both = together.rules.reduce((sum, each) => sum + each.yields, 0);
    expect(both).toBeGreaterThan(0);
    expect(paidBy(alone, '补') + paidBy(alone, '奖') - both).toBe(paidBy(together, '补') + paidBy(together, '奖'));
  });

  test('a cap over a group cuts what is above it', () => {
    const terms = { 补: { group: 'g' }, 奖: { group: 'g' } };
    const { rules } = byHand({}, { terms, caps: [{ group: 'g', cap: 600_000 }] });
    expect(rules.map((each) => each.yields)).toEqual([0, 0, 0]);
    const most = openTrial(source({ terms, caps: [{ group: 'g', cap: 600_000 }] }), population).rows({}, 'now', 1);
    expect(most[0]?.now).toBe(600_000);
  });

  test('a quota serves the first in its order, a budget the first that fit or all in part', () => {
    const quota = byHand({ quotas: { 奖: { most: 5, order: { by: 'fact', fact: '成立日期', ascending: true } } } });
    expect(quota.rules[1]).toMatchObject({ paid: { count: 5 } });
    const whole = byHand({});
    const most = Math.floor(whole.now.amount / 3);
    const shared = byHand({ budget: { most, how: { by: 'share' } } });
    expect(shared.now.amount).toBeLessThanOrEqual(most);
    expect(shared.now.amount).toBeGreaterThan(most - whole.now.count * 2);
    expect(shared.now.count).toBe(whole.now.count);
    const inOrder = byHand({ budget: { most, how: { by: 'amount' } } });
    expect(inOrder.now.amount).toBeLessThanOrEqual(most);
    expect(inOrder.now.amount).toBeGreaterThan(most - 1_000_000);
    expect(inOrder.lost.count).toBeGreaterThan(0);
  });
});

describe('for someone who may not read a fact', () => {
  const groupsIn = (name: string) => {
    const column = coarsen(population, [name], 10).columns.get(name);
    const rows = [...(column?.values ?? [])].map((value, row) => ({ value, row }));
    return Map.groupBy(
      rows.filter(({ value }) => !Number.isNaN(value) && value !== -2_147_483_648),
      ({ value }) => value,
    );
  };

  test.each(['研发费用占比', '成立日期'])('no threshold of %s parts fewer than ten rows', (name) => {
    const groups = [...groupsIn(name).values()];
    expect(groups.length).toBeGreaterThan(50);
    expect(Math.min(...groups.map((each) => each.length))).toBeGreaterThanOrEqual(10);
  });

  test('two rows of one group may change places: nothing that anyone sees tells which is which', () => {
    const name = '研发费用占比';
    const pairs = [...groupsIn(name).values()].flatMap((rows) => {
      const [first, ...others] = rows;
      const other = others.find(({ row }) => records[row]?.[name] !== records[first?.row ?? 0]?.[name]);
      return first && other ? [[first.row, other.row] as const] : [];
    });
    const trade = new Map(pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
    const swapped = records.map((each, row) => ({ ...each, [name]: records[trade.get(row) ?? row]?.[name] ?? null }));
    expect(trade.size).toBeGreaterThan(100);
    const answers = [records, swapped].map((all) => {
      const trial = openTrial(source(), coarsen(populationOf(all, FACTS), [name], 10));
      return trial.curve({ values: { 职工人数下限: '37人' } }, `${name}下限`, ['1%', '2%', '3%', '4%', '5%']);
    });
    expect(answers[0]).toEqual(answers[1]);
  });

  test('a code that fewer than ten have becomes the class above it, and a name of its own unknown', () => {
    const all = records.slice(0, 300).map((each, i) => ({
      ...each,
      行业代码: i < 3 ? 'C3911' : i < 15 ? 'C3912' : i < 20 ? 'B06' : 'C39',
    }));
    const { columns } = coarsen(populationOf(all, FACTS), ['行业代码'], 10, ['行业代码']);
    const column = columns.get('行业代码');
    if (column?.kind !== 'code') throw new Error('a column of codes');
    const at = (row: number) => column.dictionary[column.values[row] ?? 0];
    expect([at(0), at(5), at(16), at(100)]).toEqual(['C39', 'C3912', null, 'C39']);
    const flat = coarsen(populationOf(all, FACTS), ['行业代码'], 10).columns.get('行业代码');
    expect(flat?.kind === 'code' && flat.dictionary).toEqual([null, 'C3912', 'C39']);
  });

  test('codes are put together by a coarser list', () => {
    const mapped = mapColumn(population, '行业代码', '门类', (code) => code.slice(0, 1)).columns.get('门类');
    expect(
      mapped?.kind === 'code' && mapped.dictionary.every((each) => each === null || String(each).length === 1),
    ).toBe(true);
  });
});
