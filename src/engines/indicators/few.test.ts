import { describe, expect, it } from 'vitest';
import { inputOf, schemeOf, valuesOf } from './indicators.fixture.ts';
import { leagueAt, runScheme } from './run.ts';

const scheme = schemeOf({
  defaults: { normaliser: { kind: 'goalposts', worst: 0, frontier: 100 } },
  least: { records: 5, source: { title: '测试' } },
  root: { id: 'all', title: '总分', children: [{ id: 'q', title: 'q' }] },
});
const COUNTED: Readonly<Record<string, number | undefined>> = { a: 40, b: 1, c: 30 };
const league = (records: typeof COUNTED) =>
  leagueAt(
    runScheme(
      inputOf(
        scheme,
        valuesOf({ a: { q: 90 }, b: { q: 0 }, c: { q: 50 } }).map((each) => {
          const own = records[each.unit];
          return own === undefined ? each : { ...each, records: own };
        }),
      ),
    ),
    '2026',
  );

describe('a unit with too few records', () => {
  it('is scored and stands after those that are placed, without tier, rank or span of ranks', () => {
    const found = league(COUNTED);
    expect(found.map(({ unit, rank, few }) => ({ unit, rank, few }))).toEqual([
      { unit: 'a', rank: 1, few: undefined },
      { unit: 'c', rank: 2, few: undefined },
      { unit: 'b', rank: null, few: true },
    ]);
    expect(found.at(-1)).toMatchObject({ score: 0, tier: null, rankInterval: null });
  });
  it('is placed where its values are no sample', () => {
    const last = league({ ...COUNTED, b: undefined }).at(-1);
    expect(last).toMatchObject({ unit: 'b', rank: 3 });
    expect(last).not.toHaveProperty('few');
  });
});
