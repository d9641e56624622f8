import { describe, expect, it } from 'vitest';
import { checkScheme, type Leaf, Scheme } from '#engines/indicators';
import { formulaOf, formulaValue, isFormula } from './formula.ts';

const written = {
  id: 'per-thousand',
  title: '每千户诉求',
  formula: '诉求数 / 户数 * 1000',
  inputs: { 诉求数: 'appeal-filed', 户数: 'market-entities' },
};
const schemeOf = (formula: string): Scheme =>
  Scheme.parse({
    scheme: 'x',
    title: '试',
    version: '1',
    source: { title: '试' },
    defaults: { normaliser: { kind: 'rank' } },
    root: { id: 'root', title: '合计', children: [{ ...written, formula }] },
  });
const leaf = schemeOf(written.formula).root.children[0] as Leaf;
const known: Readonly<Record<string, { value: number; error: number }>> = {
  'appeal-filed': { value: 120, error: 10 },
  'market-entities': { value: 40_000, error: 0 },
};

describe('a leaf with a formula', () => {
  it('is worked out from its inputs, and carries their sampling error through', () => {
    const formula = formulaOf(leaf);
    if (!isFormula(formula)) throw new Error('does not read');
    const found = formulaValue(formula, (indicator) => known[indicator]);
    expect(found?.value).toBe(3);
    // d(a/b·1000)/da = 1000/b = 0.025; times 10
    expect(found?.error).toBeCloseTo(0.25, 10);
  });
  it('has no value while an input has none, and none where it divides by nothing', () => {
    const formula = formulaOf(leaf);
    if (!isFormula(formula)) throw new Error('does not read');
    expect(
      formulaValue(formula, (indicator) => (indicator === 'appeal-filed' ? known[indicator] : undefined)),
    ).toBeUndefined();
    const empty = { value: 0, error: 0 };
    expect(
      formulaValue(formula, (indicator) => (indicator === 'market-entities' ? empty : known[indicator])),
    ).toBeUndefined();
  });
  it('is a finding of the pack when it names what is no input', () => {
    expect(checkScheme(schemeOf('诉求数 / 人数')).map((each) => each.path.at(-1))).toContain('formula');
  });
});
