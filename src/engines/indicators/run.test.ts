import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputOf, schemeOf, valuesOf } from './indicators.fixture.ts';
import { bareRanks } from './league.ts';
import { stream } from './random.ts';
import { dataHash, leagueAt, runScheme, runText, scoreAt } from './run.ts';

const posts = { kind: 'goalposts', worst: 0, frontier: 100 };
const two = (more: object = {}) =>
  schemeOf({
    root: { id: 'all', title: '总分', children: [leaf('x', 1), leaf('y', 3)], ...more },
  });
const leaf = (id: string, weight = 1, more: object = {}) => ({ id, title: id, weight, normaliser: posts, ...more });
const total = (run: ReturnType<typeof runScheme>, unit: string, period = '2026') => scoreAt(run, 'all', unit, period);

describe('a run', () => {
  it('is worked out as by hand: 40 and 80 weighted 1 to 3 are 70', () => {
    const run = runScheme(inputOf(two(), valuesOf({ a: { x: 40, y: 80 } })));
    expect(total(run, 'a')).toMatchObject({ score: 70, coverage: 1, status: 'scored' });
  });
  it('gives the same bytes again, and others for another seed, value, or program', () => {
    const data = valuesOf({ a: { x: 40, y: 80 }, b: { x: 60, y: 70 }, c: { x: 10, y: 20 } });
    const text = (more = {}, observations = data) => runText(runScheme(inputOf(two(), observations, more)));
    expect(text()).toBe(text());
    expect(text({}, data.toReversed())).not.toBe('');
    expect(text({ seed: 'other' })).not.toBe(text());
    expect(text({ code: '2' })).not.toBe(text());
    expect(text({}, valuesOf({ a: { x: 41, y: 80 }, b: { x: 60, y: 70 }, c: { x: 10, y: 20 } }))).not.toBe(text());
  });
  it('knows the same data in whatever order it comes', () => {
    const observations = valuesOf({ a: { x: 1, y: 2 }, b: { x: 3, y: 4 } });
    const frame = { units: ['a', 'b'], periods: ['2026'] };
    expect(dataHash({ ...frame, observations })).toBe(dataHash({ ...frame, observations: observations.toReversed() }));
  });
  it('is not changed by what the weights are counted in', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (factor) => {
        const scheme = schemeOf({
          root: { id: 'all', title: '总分', children: [leaf('x', factor), leaf('y', 3 * factor)] },
        });
        const run = runScheme(inputOf(scheme, valuesOf({ a: { x: 40, y: 80 } })));
        expect(total(run, 'a').score).toBeCloseTo(70, 9);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is missing', () => {
  const data = valuesOf({ a: { x: 40, y: null }, b: { x: 50, y: 50 } });
  it('leaves no score where all is required', () => {
    expect(total(runScheme(inputOf(two(), data)), 'a')).toMatchObject({
      score: null,
      status: 'missing',
      coverage: 0.25,
    });
  });
  it('is left out where enough is there, and the share of what is there is shown', () => {
    const run = (available: number) => runScheme(inputOf(two({ missing: { kind: 'renormalise', available } }), data));
    expect(total(run(0.25), 'a')).toMatchObject({ score: 40, coverage: 0.25 });
    expect(total(run(0.26), 'a')).toMatchObject({ score: null });
  });
  it('is counted by leaves: three parts of which each has just enough are not enough together', () => {
    const part = (id: string) => ({ id, title: id, children: [leaf(`${id}1`), leaf(`${id}2`)] });
    const scheme = (available: number) =>
      schemeOf({
        defaults: { missing: { kind: 'renormalise', available } },
        root: { id: 'all', title: '总分', children: [part('p'), part('q')] },
      });
    const half = valuesOf({ a: { p1: 40, p2: null, q1: 60, q2: null } });
    expect(total(runScheme(inputOf(scheme(0.5), half)), 'a')).toMatchObject({ score: 50, coverage: 0.5 });
    const quarter = valuesOf({ a: { p1: 40, p2: null, q1: null, q2: null } });
    const run = runScheme(inputOf(scheme(0.5), quarter));
    expect(scoreAt(run, 'p', 'a', '2026').score).toBe(40);
    expect(total(run, 'a')).toMatchObject({ score: null, coverage: 0.25 });
    expect(total(runScheme(inputOf(scheme(0.25), quarter)), 'a').score).toBe(40);
  });
  it('is carried forward as far as allowed, and flagged', () => {
    const scheme = two({ missing: { kind: 'carry-forward', periods: 1 } });
    const observations = [
      ...valuesOf({ a: { x: 40, y: 80 } }, '2024'),
      ...valuesOf({ a: { x: 40, y: null } }, '2025'),
      ...valuesOf({ a: { x: 40, y: null } }, '2026'),
    ];
    const run = runScheme(inputOf(scheme, observations));
    expect(total(run, 'a', '2025')).toMatchObject({ score: 70, coverage: 0.25 });
    expect(scoreAt(run, 'y', 'a', '2025').carriedPeriods).toBe(1);
    expect(total(run, 'a', '2026').score).toBeNull();
  });
  it('costs points in an appraisal, and only there', () => {
    const missing = { kind: 'penalty', score: 0 } as const;
    const root = { id: 'all', title: '总分', missing, children: [leaf('x', 1), leaf('y', 3)] };
    const run = runScheme(inputOf(schemeOf({ kind: 'appraisal', root }), data));
    expect(total(run, 'a')).toMatchObject({ score: 10, coverage: 0.25 });
    expect(() => runScheme(inputOf(schemeOf({ root }), data))).toThrow('缺报扣分只能用于考核');
  });
  it('is no lack where it does not apply: the weights of the rest are all there is', () => {
    const observations = [
      ...valuesOf({ a: { x: 40 } }),
      { unit: 'a', indicator: 'y', period: '2026', missing: 'not-applicable' as const },
    ];
    expect(total(runScheme(inputOf(two(), observations)), 'a')).toMatchObject({ score: 40, coverage: 1 });
  });
});

describe('an assumption that cannot be applied', () => {
  const one = (normaliser: object, more: object = {}) =>
    schemeOf({ root: { id: 'all', title: '总分', children: [{ id: 'x', title: 'x', normaliser, ...more }] } });
  const data = valuesOf({ a: { x: 5 }, b: { x: 5 } });
  it('stops the run: no spread, a logarithm of nothing, a value that stands twice', () => {
    expect(() => runScheme(inputOf(one({ kind: 'min-max' }), data))).toThrow('没有差别可比');
    expect(() => runScheme(inputOf(one({ kind: 'rank' }), valuesOf({ a: { x: 5 } })))).toThrow('无从比较');
    const log = one(posts, { transform: { kind: 'log' } });
    expect(() => runScheme(inputOf(log, valuesOf({ a: { x: 0 } })))).toThrow('变换');
    expect(() => runScheme(inputOf(one(posts), [...data, ...data]))).toThrow('有两个值');
  });
  it('keeps a scheme from being used: directions, bands, negative scores under a geometric mean, free certainty', () => {
    const bad = (given: Parameters<typeof schemeOf>[0]) => () => runScheme(inputOf(schemeOf(given), data));
    const root = (more: object, node: object = {}) => ({
      id: 'all',
      title: '总分',
      ...node,
      children: [{ id: 'x', title: 'x', ...more }],
    });
    expect(bad({ root: root({ normaliser: posts, direction: 'lower' }) })).toThrow('满分值须小于零分值');
    const bands = { kind: 'bands', below: 50, bands: [{ from: 1, score: 10 }] };
    expect(bad({ root: root({ normaliser: bands }) })).toThrow('与方向（direction）相反');
    expect(bad({ root: root({ normaliser: { kind: 'z' } }, { aggregator: { kind: 'geometric' } }) })).toThrow(
      '要求得分不为负',
    );
    expect(bad({ root: root({ normaliser: posts }), uncertainty: { weights: 0 } })).toThrow('不确定性不能随意关掉');
    expect(bad({ root: root({ id: 'all', normaliser: posts }) })).toThrow('重复');
    expect(bad({ root: root({ normaliser: posts, formula: '甲 +' }) })).toThrow('formula');
  });
});

describe('how sure a place is', () => {
  const wide = (table: Readonly<Record<string, number>>, error: number) =>
    Object.entries(table).map(([unit, value]) => ({ unit, indicator: 'x', period: '2026', value, error }));
  const single = schemeOf({
    uncertainty: { draws: 2000, confidence: 0.9 },
    root: { id: 'all', title: '总分', children: [leaf('x')] },
  });
  it('is a rank where nothing is unsure, and tiers follow the scores', () => {
    const league = leagueAt(runScheme(inputOf(single, wide({ a: 90, b: 50, c: 10 }, 0))), '2026');
    expect(league.map(({ unit, rank, tier }) => [unit, rank, tier])).toEqual([
      ['a', 1, 1],
      ['b', 2, 2],
      ['c', 3, 3],
    ]);
    expect([...bareRanks(league).values()]).toEqual([1, 2, 3]);
  });
  it('is a tier and an interval where errors overlap; a bare rank is refused', () => {
    const league = leagueAt(runScheme(inputOf(single, wide({ a: 52, b: 50, c: 10 }, 5))), '2026');
    expect(league.map(({ unit, rank, tier }) => [unit, rank, tier])).toEqual([
      ['a', null, 1],
      ['b', null, 1],
      ['c', 3, 2],
    ]);
    expect(league[0]?.rankInterval).toEqual([1, 2]);
    expect(() => bareRanks(league)).toThrow('名次区间重叠');
  });
  it('gives the chance that one is above the other: a difference of 5√2 at errors of 5 each is Φ(1) = 0.841', () => {
    const league = leagueAt(runScheme(inputOf(single, wide({ a: 50 + 5 * Math.SQRT2, b: 50 }, 5))), '2026');
    expect(league[0]?.aboveNext).toBeCloseTo(0.841, 1);
  });
  it('says how likely a rise was real', () => {
    const observations = [
      { unit: 'a', indicator: 'x', period: '2025', value: 50, error: 5 },
      { unit: 'a', indicator: 'x', period: '2026', value: 50 + 5 * Math.SQRT2, error: 5 },
    ];
    const [row] = leagueAt(runScheme(inputOf(single, observations)), '2026');
    expect(row?.risen).toBeCloseTo(0.841, 1);
  });
  it('covers the truth as often as it says: 90 % intervals of a normal error hold ± 1.645 deviations', () => {
    const [row] = leagueAt(runScheme(inputOf(single, wide({ a: 50 }, 5))), '2026');
    expect(row?.scoreInterval?.[0]).toBeCloseTo(50 - 1.645 * 5, 0);
    expect(row?.scoreInterval?.[1]).toBeCloseTo(50 + 1.645 * 5, 0);
  });
  it('counts methods that would do as well: under the worst child or the mean, who leads is open', () => {
    const scheme = schemeOf({
      uncertainty: { weights: 0, fixedBy: { title: '试' }, draws: 400 },
      root: { id: 'all', title: '总分', alternatives: [{ kind: 'minimum' }], children: [leaf('x'), leaf('y')] },
    });
    const league = leagueAt(
      runScheme(inputOf(scheme, valuesOf({ a: { x: 100, y: 20 }, b: { x: 50, y: 50 } }))),
      '2026',
    );
    expect(league.map((each) => each.rankInterval)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(league[0]?.aboveNext).toBeCloseTo(0.5, 1);
  });
  it('puts who has no score last, without a tier', () => {
    const league = leagueAt(
      runScheme(inputOf(single, [...wide({ a: 50 }, 1), ...valuesOf({ b: { x: null } })])),
      '2026',
    );
    expect(league[1]).toMatchObject({ unit: 'b', score: null, tier: null, rankInterval: null });
  });
});

describe('an interval', () => {
  it('holds its own score, also where everything is near full marks and error only goes down', () => {
    const leaves = ['q', 'r', 's', 't', 'u', 'v'];
    const scheme = schemeOf({
      defaults: { normaliser: { kind: 'goalposts', worst: 0, frontier: 100 } },
      root: { id: 'all', title: '总分', children: leaves.map((id) => ({ id, title: id })) },
    });
    const full = Object.fromEntries(leaves.map((id) => [id, 99]));
    const observations = valuesOf({ a: full, b: { ...full, q: 40 } }).map((each) => ({ ...each, error: 15 }));
    for (const { score, scoreInterval } of leagueAt(runScheme(inputOf(scheme, observations)), '2026')) {
      expect(scoreInterval?.[0]).toBeLessThanOrEqual(score ?? Number.NaN);
      expect(scoreInterval?.[1]).toBeGreaterThanOrEqual(score ?? Number.NaN);
    }
  });
});

describe('the stream behind the draws', () => {
  it('is uniform and normal enough', () => {
    const random = stream('test');
    const n = 200_000;
    const normals = new Float64Array(n);
    random.blur(new Float64Array(n), new Float64Array(n).fill(1), normals);
    const sum = normals.reduce((all, each) => all + each, 0);
    const squares = normals.reduce((all, each) => all + each * each, 0);
    let uniform = 0;
    for (let i = 0; i < n; i += 1) uniform += random.uniform();
    expect(sum / n).toBeCloseTo(0, 1);
    expect(squares / n).toBeCloseTo(1, 1);
    expect(uniform / n).toBeCloseTo(0.5, 2);
  });
});
