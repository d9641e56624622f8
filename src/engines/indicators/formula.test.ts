import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScheme } from './check-scheme.ts';
import { type FormulaInput, formulaOf, formulaValue, inputsOf, isFormula } from './formula.ts';
import { inputOf, schemeOf, valuesOf } from './indicators.fixture.ts';
import type { Leaf, Scheme } from './scheme.ts';
import { sensitivityOf } from './what-if.ts';

const quantity = (id: string, title: string, unit: string, more: object = {}) => ({
  ...{ id, title, unit, definition: title },
  ...more,
});
const QUANTITIES = [
  quantity('all', '全部办件', '件'),
  quantity('online', '网上办件', '件'),
  quantity('firms', '企业数', '万户'),
  quantity('prepaid', '预付款', '万元'),
  quantity('signed', '合同额', '亿元'),
  quantity('days', '合计用时', '工作日'),
];
type Given = { readonly formula: string; readonly unit?: string; readonly inputs?: Record<string, string> };
/** One leaf over those of the quantities above that its formula names. */
const schemeWith = (given: Given, more: readonly object[] = []): Scheme =>
  schemeOf({
    units: 'city',
    quantities: QUANTITIES.filter(({ title }) => JSON.stringify([given, more]).includes(title)),
    root: { id: 'root', title: '合计', children: [{ id: 'made', title: '算出的', ...given }, ...more] },
  });
const made = (scheme: Scheme): Leaf => scheme.root.children[0] as Leaf;
const worked = (given: Given, known: Readonly<Record<string, FormulaInput>>): FormulaInput => {
  const scheme = schemeWith(given);
  const formula = formulaOf(scheme, made(scheme));
  if (!isFormula(formula)) throw new Error(JSON.stringify(formula));
  return formulaValue(formula, (id) => known[id]);
};
const sure = (value: number): FormulaInput => ({ value, error: 0 });
const faults = (scheme: Scheme) => checkScheme(scheme).map((each) => `${each.path.join('.')}：${each.message}`);

// Each worked out by hand.
describe('a formula over quantities', () => {
  it('makes a share of like by like, without anybody writing × 100', () => {
    const known = { all: sure(10_000), online: sure(9_650) };
    expect(worked({ formula: '网上办件 / 全部办件', unit: '%' }, known)).toEqual({ value: 96.5, error: 0 });
    expect(worked({ formula: '网上办件 / 全部办件' }, known)).toEqual({ value: 0.965, error: 0 });
    expect(worked({ formula: '(网上办件 - 全部办件) / 全部办件', unit: '%' }, known)).toEqual(sure(-3.5));
  });
  it('minds multiples: 4,500 万元 of 1.5 亿元 is 30 %', () => {
    expect(worked({ formula: '预付款 / 合同额', unit: '%' }, { prepaid: sure(4_500), signed: sure(1.5) })).toEqual(
      sure(30),
    );
    expect(
      worked({ formula: '预付款 / 合同额', unit: '元/百元' }, { prepaid: sure(4_500), signed: sure(1.5) }),
    ).toEqual(sure(30));
    expect(worked({ formula: '全部办件 / 企业数', unit: '件/千户' }, { all: sure(120), firms: sure(4) })).toEqual(
      sure(3),
    );
    expect(worked({ formula: '合计用时 / 全部办件', unit: '工作日/件' }, { days: sure(375), all: sure(250) })).toEqual(
      sure(1.5),
    );
  });
  it('carries sampling errors through to first order', () => {
    // 9,650 ± 100 of 10,000: d(share) = 100 / 10,000 = 1 percentage point
    const known = { all: sure(10_000), online: { value: 9_650, error: 100 } };
    const found = worked({ formula: '网上办件 / 全部办件', unit: '%' }, known);
    expect('error' in found && found.error).toBeCloseTo(1, 10);
  });
  it('is missing for the reason that its input is, and does not apply where there was no case', () => {
    const formula = { formula: '网上办件 / 全部办件', unit: '%' };
    expect(worked(formula, { all: sure(10), online: { missing: 'unpublished' } })).toEqual({ missing: 'unpublished' });
    expect(worked(formula, { all: { missing: 'confidential' } })).toEqual({ missing: 'confidential' });
    expect(worked(formula, { online: sure(1), all: { missing: 'not-applicable' } })).toEqual({
      missing: 'not-applicable',
    });
    expect(worked(formula, { all: sure(0), online: sure(0) })).toEqual({ missing: 'not-applicable' });
  });
  it('is the share to the last digit, whatever the counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const online = Math.floor(all * share);
        const found = worked({ formula: '网上办件 / 全部办件', unit: '%' }, { all: sure(all), online: sure(online) });
        expect('value' in found && found.value).toBeCloseTo((100 * online) / all, 8);
      }),
    );
  });
  it('names what it is made of, quantities by their titles and others as it says', () => {
    const scheme = schemeWith({ formula: '网上办件 / 总数', unit: '%', inputs: { 总数: 'all' } }, [
      { id: 'other', title: '另一个', formula: '网上办件 / 全部办件' },
    ]);
    expect(inputsOf(scheme, made(scheme))).toEqual(['online', 'all']);
    expect(checkScheme(scheme)).toEqual([]);
  });
});

describe('a scheme whose indicators are worked out', () => {
  it('is tried without each of them: the quantities of what is left out are no fault', () => {
    const scheme = schemeWith({ formula: '网上办件 / 全部办件', unit: '%' }, [
      { id: 'b', title: '乙', formula: '甲值 + 1', inputs: { 甲值: 'made' }, unit: '%' },
    ]);
    const observations = valuesOf({ 甲地: { made: 90, b: 20 }, 乙地: { made: 60, b: 80 } });
    const tried = sensitivityOf(inputOf(scheme, observations), '2026');
    expect(tried.map((each) => each.title).join()).toContain('算出的');
  });
});

describe('the check of a scheme', () => {
  it('tells units that do not fit, in the formula and in its result', () => {
    expect(faults(schemeWith({ formula: '网上办件 + 预付款', unit: '件' }))[0]).toContain('root.children.0.formula');
    expect(faults(schemeWith({ formula: '预付款 / 全部办件', unit: '%' }))).toEqual([
      'root.children.0.formula：算出来的是“元/件”，而计量单位写的是比值',
    ]);
    expect(faults(schemeWith({ formula: '网上办件 / 全部办件', unit: '工作日' }))).toEqual([
      'root.children.0.formula：算出来的是比值，而计量单位写的是“工作日”',
    ]);
  });
  it('tells names that nobody declared and quantities that nothing uses', () => {
    const scheme = schemeWith({ formula: '网上办件 / 全部办理件', unit: '%' });
    expect(faults(scheme).join()).toContain('全部办理件');
    const other = schemeWith({ formula: '网上办件 / 总数', unit: '%', inputs: { 总数: 'totals' } });
    expect(faults(other)).toEqual([
      'root.children.0.inputs.总数：本方案里没有量或指标“totals”',
      expect.stringMatching(/formula/),
    ]);
    const idle = {
      ...schemeWith({ formula: '网上办件 * 2', unit: '件' }),
      quantities: schemeOf({
        quantities: QUANTITIES,
        root: { id: 'r', title: 'r', children: [{ id: 'a', title: 'a' }] },
      }).quantities,
    };
    expect(faults(idle)).toContain('quantities.0.id：没有公式用到“全部办件”：不必采集');
  });
  it('tells a circle, by the titles it goes through', () => {
    const scheme = schemeWith({ formula: '乙值 * 2', inputs: { 乙值: 'b' } }, [
      { id: 'b', title: '乙', formula: '甲值 + 1', inputs: { 甲值: 'made' } },
    ]);
    expect(faults(scheme)).toContain('root.children.0.formula：公式绕成了圈：算出的 → 乙 → 算出的');
  });
});
