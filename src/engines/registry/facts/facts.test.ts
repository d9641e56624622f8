import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FactDefinition } from './definition.ts';
import {
  type CellOptions,
  cellReader,
  factCatalogueOf,
  factColumn,
  headingOf,
  matchHeadings,
  rankOf,
  shiftDecimal,
} from './index.ts';

const fact = (type: FactDefinition['type'], more: Partial<FactDefinition> = {}): FactDefinition => ({
  key: 'someFact',
  name: '某项',
  type,
  group: 'tax',
  owner: 'tax',
  sensitivity: 'open',
  freshDays: 30,
  ...more,
});
const read = (one: FactDefinition, text: string, options: CellOptions = {}) => cellReader(one, options)(text);

describe('a cell is read as people write it', () => {
  test.each([
    ['1,234.5', '元', '123450'],
    ['1234.56', '万元', '1234560000'],
    ['３．２亿', '元', '32000000000'],
    ['-12', '元', '-1200'],
    ['2.4万元', undefined, '2400000'],
    ['0.30000000000000004', '元', '30'],
    ['1e3', '元', '100000'],
  ])('money %s under %s is %s fen', (text, unit, fen) => {
    expect(read(fact('money', { signed: true }), text, { unit })).toBe(fen);
  });

  test.each([
    ['2.4%', undefined, '0.024'],
    ['2.4', '%', '0.024'],
    ['0.024', undefined, '0.024'],
    ['-35 %', undefined, '-0.35'],
    ['12‰', undefined, '0.012'],
  ])('share %s under %s is %s', (text, unit, share) => {
    expect(read(fact('percent', { signed: true }), text, { unit })).toBe(share);
  });

  test.each([
    [fact('number', { unit: '人' }), '12人', '12'],
    [fact('number', { unit: '千瓦时' }), '3.5万', '35000'],
    [fact('number', { unit: '亩', decimals: 2 }), '12.345678901234', '12.35'],
    [fact('number', { unit: '元/亩' }), '150000', '15000000'],
    [fact('boolean'), '是', 't'],
    [fact('boolean'), '0', 'f'],
    [fact('date'), '2025年3月1日', '2025-03-01'],
    [fact('date'), '20250301', '2025-03-01'],
    [fact('date'), '2025/3/1 00:00:00', '2025-03-01'],
    [fact('string'), '衢州 某 公司', '衢州 某 公司'],
  ])('%o %s is %s', (one, text, value) => {
    expect(read(one, text)).toBe(value);
  });

  test.each([
    [fact('money', { signed: true }), '-3万元', '-3000000'],
    [fact('percent', { signed: true, max: '100%' }), '-2.4%', '-0.024'],
    [fact('percent', { max: '100%' }), '100%', '1'],
    [fact('date', { past: true }), '2026-11-22', '2026-11-22'],
    [fact('date'), '9999-12-31', '9999-12-31'],
  ])('what %o can be is taken: %s', (one, text, value) => {
    expect(read(one, text, { today: '2026-11-22' })).toBe(value);
  });

  test.each(['', '  ', '-', '—', '/', '未知', '不详', 'NULL', '#N/A'])('“%s” is unknown, which is not zero', (text) => {
    expect(read(fact('money'), text)).toBeNull();
  });

  test.each([
    [fact('money'), '12.345', '小于一分'],
    [fact('money'), '三百万', '不是金额'],
    [fact('money'), '12人', '不是金额单位'],
    [fact('percent'), '35', '不知道是 35% 还是 35 倍'],
    [fact('number', { unit: '人' }), '12.5', '不是整数'],
    [fact('number', { unit: '人' }), '-5', '“-5”不能是负数'],
    [fact('money'), '-3万元', '“-3万元”不能是负数'],
    [fact('percent', { max: '100%' }), '120%', '“120%”超过了最大值 100%'],
    [fact('number', { max: '20', decimals: 1 }), '20.5', '超过了最大值 20'],
    [fact('date', { past: true }), '2026-11-23', '应是已经发生的日期'],
    [fact('date'), '2126-11-23', '太远了'],
    [fact('date'), '1026-11-23', '太早了'],
    [fact('date'), '2025-02-30', '不是日期'],
    [fact('boolean'), '也许', '不是是非'],
    [fact('code', { codeList: 'scale' }), '巨型', '不在某项的代码表'],
  ])('%o refuses %s and says why', (one, text, why) => {
    expect(read(one, text, { today: '2026-11-22' })).toMatchObject({
      why: expect.stringContaining(why),
      todo: expect.any(String),
    });
  });
});

test('moving the point is exact: the same as multiplying whole numbers', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.nat(6),
      fc.nat(8),
      (digits, decimals, places) => {
        const sign = digits < 0n ? '-' : '';
        const text = String(digits < 0n ? -digits : digits).padStart(decimals + 1, '0');
        const cut = text.length - decimals;
        const written = `${sign}${text.slice(0, cut)}${decimals > 0 ? `.${text.slice(cut)}` : ''}`;
        const whole = digits * 10n ** BigInt(places);
        const expected = whole % 10n ** BigInt(decimals) === 0n ? String(whole / 10n ** BigInt(decimals)) : undefined;
        expect(shiftDecimal(written, places, 0)).toBe(expected);
      },
    ),
  );
});

const catalogue = factCatalogueOf(
  [
    fact('money', { key: 'annualRevenue', name: '上年营业收入', aliases: ['营业收入'] }),
    fact('percent', { key: 'rdRatio', name: '研发费用占比' }),
    fact('number', { key: 'staff', name: '从业人数', unit: '人' }),
  ],
  [],
);

describe('columns are recognised by their headings', () => {
  test('by name or alias, with the unit in brackets; the code by any of its names; what is odd gets the nearest names', () => {
    expect(
      matchHeadings(['社会信用代码', '营业收入（万元）', ' 研发费用占比(%) ', '从业人', '备注'], catalogue),
    ).toEqual([
      { heading: '社会信用代码', key: 'code', by: 'name' },
      { heading: '营业收入（万元）', key: 'annualRevenue', unit: '万元', by: 'name' },
      { heading: ' 研发费用占比(%) ', key: 'rdRatio', unit: '%', by: 'name' },
      { heading: '从业人', near: ['从业人数'] },
      { heading: '备注', near: [] },
    ]);
  });

  test('as they were settled before, also when that was to leave one out', () => {
    const remembered = new Map([
      ['收入', { key: 'annualRevenue', unit: '万元' }],
      ['从业人数', { key: '' }],
    ]);
    expect(matchHeadings(['收入', '从业人数'], catalogue, remembered)).toEqual([
      { heading: '收入', key: 'annualRevenue', unit: '万元', by: 'memory' },
      { heading: '从业人数', by: 'memory' },
    ]);
  });

  test('the headings of our own template are all recognised', () => {
    const headings = catalogue.facts.map(headingOf);
    expect(matchHeadings(headings, catalogue).map((each) => each.key)).toEqual(catalogue.facts.map((each) => each.key));
  });
});

test('a column is named after its key', () => {
  expect(factColumn('annualRevenue')).toBe('annual_revenue');
});

test('the department that answers for a fact is believed first, others by their kind', () => {
  const precedence = {
    owner: 100,
    kinds: [
      { id: 'department', title: '部门数据', rank: 60 },
      { id: 'enterprise', title: '企业自报', rank: 20 },
    ],
  };
  const rank = (kind: string, department?: string) => rankOf(precedence, { kind, department }, { owner: 'tax' });
  expect([rank('department', 'tax'), rank('department', 'labour'), rank('enterprise')]).toEqual([100, 60, 20]);
  expect(() => rank('rumour')).toThrow('rumour');
});
