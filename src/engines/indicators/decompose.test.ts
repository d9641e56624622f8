import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose } from './decompose.ts';
import { inputOf, schemeOf, valuesOf } from './indicators.fixture.ts';
import { runScheme } from './run.ts';
import type { Aggregator } from './scheme.ts';
import { sensitivityOf, whatIf } from './what-if.ts';

const posts = { kind: 'goalposts', worst: 0, frontier: 100 };
const leaf = (id: string, weight = 1) => ({ id, title: id, weight, normaliser: posts });
const nested = (aggregator: Aggregator, missing: object = { kind: 'require-all' }) =>
  schemeOf({
    uncertainty: { draws: 100 },
    defaults: { aggregator, missing: missing as never },
    root: {
      id: 'all',
      title: '总分',
      children: [
        { id: 'p', title: 'p', weight: 2, children: [leaf('x', 1), leaf('y', 3)] },
        { id: 'q', title: 'q', weight: 1, children: [leaf('z')] },
      ],
    },
  });
const at = (unit: string) => ({ unit, period: '2026' });
const millionths = (points: number) => Math.round(points * 1e6);

describe('a gap', () => {
  it('between two units is weight times difference, leaf by leaf', () => {
    const run = runScheme(
      inputOf(nested({ kind: 'arithmetic' }), valuesOf({ a: { x: 40, y: 80, z: 60 }, b: { x: 80, y: 80, z: 30 } })),
    );
    // x: 2/3 × 1/4 × 40; z: 1/3 × (−30)
    expect(decompose(run, at('a'), at('b'))).toEqual({
      total: -3.333333,
      parts: [
        { node: 'z', points: -10 },
        { node: 'x', points: 6.666667 },
        { node: 'y', points: 0 },
      ],
    });
  });
  it('to the frontier is what each leaf still lacks', () => {
    const run = runScheme(inputOf(nested({ kind: 'arithmetic' }), valuesOf({ a: { x: 40, y: 100, z: 70 } })));
    expect(decompose(run, at('a'), 'frontier')).toEqual({
      total: 20,
      parts: [
        { node: 'x', points: 10 },
        { node: 'z', points: 10 },
        { node: 'y', points: 0 },
      ],
    });
  });
  it('sums to the difference to the millionth, whatever aggregates and whatever is missing', () => {
    const score = fc.option(fc.double({ min: 1, max: 100, noNaN: true }), { freq: 4, nil: null });
    const kinds = fc.constantFrom<Aggregator>(
      { kind: 'arithmetic' },
      { kind: 'geometric' },
      { kind: 'harmonic' },
      { kind: 'minimum' },
      { kind: 'penalised-mean', penalty: 0.4 },
    );
    fc.assert(
      fc.property(kinds, fc.tuple(score, score, score), fc.tuple(score, score, score), (kind, [x, y, z], [u, v, w]) => {
        const scheme = nested(kind, { kind: 'renormalise', available: 0.01 });
        const run = runScheme(inputOf(scheme, valuesOf({ a: { x, y, z }, b: { x: u, y: v, z: w } })));
        fc.pre([x, y, z].some((each) => each !== null) && [u, v, w].some((each) => each !== null));
        const gap = decompose(run, at('a'), at('b'));
        const sum = gap.parts.reduce((all, each) => all + millionths(each.points), 0);
        expect(sum).toBe(millionths(gap.total));
        const [one = 0, other = 0] = [score2(run, 'a'), score2(run, 'b')];
        expect(gap.total).toBeCloseTo(other - one, 5);
      }),
      { numRuns: 150 },
    );
  });
  it('is not taken apart where one side has no score', () => {
    const run = runScheme(
      inputOf(nested({ kind: 'arithmetic' }), valuesOf({ a: { x: 1, y: 1, z: 1 }, b: { x: null } })),
    );
    expect(() => decompose(run, at('a'), at('b'))).toThrow('差距无从分解');
  });
  it('shares among many children that multiply each other as well', () => {
    const scheme = schemeOf({
      root: {
        id: 'all',
        title: '总分',
        aggregator: { kind: 'geometric' },
        children: Array.from({ length: 14 }, (_, i) => leaf(`l${i}`)),
      },
    });
    const row = (from: number) => Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`l${i}`, from + i]));
    const gap = decompose(runScheme(inputOf(scheme, valuesOf({ a: row(10), b: row(50) }))), at('a'), at('b'));
    expect(gap.parts.reduce((all, each) => all + millionths(each.points), 0)).toBe(millionths(gap.total));
    expect(gap.parts.every((each) => each.points > 0)).toBe(true);
  });
});

const score2 = (run: ReturnType<typeof runScheme>, unit: string): number =>
  run.scored.scores[run.layout.root * run.frame.units.length + run.frame.units.indexOf(unit)] as number;

describe('what if', () => {
  const data = valuesOf({ a: { x: 40, y: 80, z: 60 }, b: { x: 60, y: 70, z: 70 } });
  const input = inputOf(nested({ kind: 'arithmetic' }), data);
  it('shows everybody before and after', () => {
    const values = [{ unit: 'a', indicator: 'x', period: '2026', value: 100 }];
    expect(whatIf(input, { values }, '2026')).toMatchObject([
      { unit: 'a', before: { score: 66.66666666666666, rank: 2, tier: 2 }, after: { rank: 1, tier: 1 } },
      { unit: 'b', before: { rank: 1, tier: 1 }, after: { rank: 2, tier: 2 } },
    ]);
  });
  it('leaves whom nothing was changed for as they were, draw by draw', () => {
    const noisy = data.map((each) => ({ ...each, error: each.unit === 'a' ? 8 : 5 }));
    const values = [{ unit: 'a', indicator: 'x', period: '2026', value: 70 }];
    const [b] = whatIf({ ...input, observations: noisy }, { values }, '2026').filter((each) => each.unit === 'b');
    expect(b?.after.scoreInterval).toEqual(b?.before.scoreInterval);
    const alone = data.map((each) => (each.unit === 'a' ? { ...each, error: 8 } : each));
    const [same] = whatIf({ ...input, observations: alone }, { values }, '2026').filter((each) => each.unit === 'b');
    expect(same?.after.scoreInterval).toEqual(same?.before.scoreInterval);
  });
  it.each([
    [{ indicator: 'nonsense' }, '方案里没有指标'],
    [{ unit: '999999' }, '本次计算不含'],
    [{ period: '1999' }, '本次计算不含'],
  ])('aborts where an assumption cannot be applied: %o', (wrong, why) => {
    const values = [{ unit: 'a', indicator: 'x', period: '2026', value: 70, ...wrong }];
    expect(() => whatIf(input, { values }, '2026')).toThrow(why);
  });
  it('aborts where one value is assumed twice', () => {
    const value = { unit: 'a', indicator: 'x', period: '2026', value: 70 };
    expect(() => whatIf(input, { values: [value, { ...value, value: 71 }] }, '2026')).toThrow('改了两次');
  });
  it('changes nothing where nothing is changed', () => {
    for (const each of whatIf(input, {}, '2026')) expect(each.after).toEqual(each.before);
  });
  it('says which choice drives the places: without the leaf where they differ, they change', () => {
    const scheme = schemeOf({
      root: { id: 'all', title: '总分', children: [leaf('x', 5), leaf('y', 1), leaf('z', 1)] },
    });
    const found = sensitivityOf(
      inputOf(scheme, valuesOf({ a: { x: 60, y: 50, z: 50 }, b: { x: 50, y: 70, z: 50 } })),
      '2026',
    );
    expect(found[0]).toMatchObject({ choice: 'leaf:x', meanShift: 1, moved: ['a', 'b'] });
    expect(found.find((each) => each.choice === 'leaf:z')).toMatchObject({ meanShift: 0 });
    expect(found.find((each) => each.choice === 'weights:all')).toMatchObject({ meanShift: 1 });
  });
});
