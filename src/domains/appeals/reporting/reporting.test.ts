import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MatterState } from '#engines/matters';
import { type AppealFact, factOf, monthlyReport, ratesOf } from './index.ts';
import { recordsOfMonth } from './monthly.ts';
import { DEFINITIONS, type RateName, recordsOfRate } from './rates.ts';

const at = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);
const MARCH = [Date.parse('2026-03-01T00:00:00+08:00'), Date.parse('2026-04-01T00:00:00+08:00')] as const;

let count = 0;
function fact(
  over: Partial<AppealFact> & { readonly held?: readonly (readonly [string, string, string?])[] } = {},
): AppealFact {
  count += 1;
  const { held = [['2026-03-02', 'office']], ...rest } = over;
  const custody = held.map(([from, unit, to]) => ({ hop: null, unit, from: at(from), ...(to ? { to: at(to) } : {}) }));
  const state = {
    id: `m${count}`,
    number: `SQ-2026-${count}`,
    office: 'office',
    channel: 'portal',
    openedAt: custody[0]?.from,
    custody,
    fields: {},
    hops: custody
      .filter((each) => each.unit !== 'office')
      .map((each) => ({ unit: each.unit, parent: null, assignedAt: each.from })),
    clocks: {},
    reopenings: 0,
    closed: false,
  } as unknown as MatterState;
  return { ...factOf(state), ...rest };
}

const DONE = { dueAt: at('2026-03-09'), stoppedAt: at('2026-03-05'), inTime: true };
const LATE = { dueAt: at('2026-03-09'), stoppedAt: at('2026-03-20'), inTime: false };
const RUNNING = { dueAt: at('2026-04-20'), inTime: false };
const MISSED = { dueAt: at('2026-03-09'), inTime: false };

test('a gap in custody is the time a matter was closed', () => {
  const told = fact({
    held: [
      ['2026-03-02', 'office', '2026-03-03'],
      ['2026-03-03', 'power', '2026-03-06'],
      ['2026-03-20', 'office'],
    ],
  });
  expect(told.spans).toEqual([{ from: at('2026-03-02'), to: at('2026-03-06') }, { from: at('2026-03-20') }]);
});

test('响应率 counts those whose limit has come, not those who still have time, and a refusal is a response', () => {
  const facts = [
    fact({ respond: DONE }),
    fact({ respond: DONE, outcome: 'refused' }),
    fact({ respond: LATE }),
    fact({ respond: MISSED }),
    fact({ respond: RUNNING }),
    fact({ respond: DONE, outcome: 'withdrawn' }),
  ];
  expect(ratesOf(facts, MARCH[1]).responded).toEqual({ numerator: 2, denominator: 4, rate: 0.5 });
});

test('办结率 and 解决率 count a shelved matter as not done', () => {
  const facts = [
    fact({ answer: DONE, outcome: 'resolved' }),
    fact({ answer: DONE, outcome: 'explained' }),
    fact({ answer: RUNNING, isShelved: true }),
    fact({ answer: DONE, outcome: 'refused' }),
    fact({ answer: DONE, outcome: 'merged' }),
  ];
  const rates = ratesOf(facts, MARCH[1]);
  expect(rates.finished).toEqual({ numerator: 2, denominator: 3, rate: 2 / 3 });
  expect(rates.resolved).toEqual({ numerator: 1, denominator: 3, rate: 1 / 3 });
});

test('满意率 is among those who rated; how many did stands beside it', () => {
  const facts = [5, 3, 2].map((rating) => fact({ rating, outcome: 'resolved' })).concat(fact({ outcome: 'resolved' }));
  const rates = ratesOf(facts, MARCH[1]);
  expect(rates.satisfied).toEqual({ numerator: 2, denominator: 3, rate: 2 / 3 });
  expect(rates.rated).toEqual({ numerator: 3, denominator: 4, rate: 0.75 });
});

test('一次性化解率 loses what was reopened, even when it was resolved in the end', () => {
  const facts = [
    fact({ outcome: 'resolved' }),
    fact({ outcome: 'resolved', reopenings: 1 }),
    fact({ outcome: 'explained' }),
  ];
  expect(ratesOf(facts, MARCH[1]).resolvedAtOnce).toEqual({ numerator: 1, denominator: 3, rate: 1 / 3 });
});

test('where nothing counts there is no rate, which is not zero', () => {
  expect(ratesOf([], MARCH[1]).satisfied.rate).toBeNull();
});

test('the month names for every matter left who must explain it', () => {
  const facts = [
    fact({
      held: [
        ['2026-02-10', 'office', '2026-02-11'],
        ['2026-02-11', 'power'],
      ],
      answer: MISSED,
    }),
    fact({
      held: [
        ['2026-03-02', 'office', '2026-03-03'],
        ['2026-03-03', 'power', '2026-03-20'],
      ],
      outcome: 'resolved',
    }),
    fact({
      held: [
        ['2026-03-25', 'office', '2026-03-26'],
        ['2026-03-26', 'subject:E1'],
      ],
    }),
    fact({ held: [['2026-04-02', 'office']] }),
  ];
  const report = monthlyReport(facts, ...MARCH);
  expect(report.find((each) => each.unit === 'power')).toMatchObject({
    carriedIn: 1,
    opened: 1,
    closed: 1,
    carriedOver: 1,
    left: [{ state: 'overdue', explain: { unit: 'power' } }],
  });
  expect(report.flatMap((each) => each.left).every((each) => each.explain.unit !== 'subject:E1')).toBe(true);
});

test('a matter that was reopened and closed again in the month is counted both times', () => {
  const twice = fact({
    held: [
      ['2026-03-02', 'office', '2026-03-05'],
      ['2026-03-10', 'office', '2026-03-12'],
    ],
  });
  expect(monthlyReport([twice], ...MARCH)[0]).toMatchObject({ opened: 1, reopened: 1, closed: 2, carriedOver: 0 });
});

const instants = fc.uniqueArray(fc.integer({ min: at('2025-12-01'), max: at('2026-06-01') }), {
  minLength: 1,
  maxLength: 7,
});
const anyFact = instants.map((times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const custody = sorted.flatMap((from, index) => {
    const to = sorted[index + 1];
    return index % 2 === 0
      ? [{ hop: null, unit: index % 4 === 0 ? 'office' : 'power', from, ...(to === undefined ? {} : { to }) }]
      : [];
  });
  return {
    ...fact(),
    openedAt: sorted[0] ?? 0,
    custody,
    spans: custody.map(({ from, to }) => ({ from, ...(to === undefined ? {} : { to }) })),
  };
});

test('what came over, came in and came back, less what was closed, is what is left; and the next month takes over just that', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
      const total = (
        key: 'carriedIn' | 'opened' | 'reopened' | 'closed' | 'carriedOver',
        from: number,
        to: number,
      ): number => monthlyReport(facts, from, to).reduce((sum, each) => sum + each[key], 0);
      const [from, to] = MARCH;
      expect(
        total('carriedIn', from, to) +
          total('opened', from, to) +
          total('reopened', from, to) -
          total('closed', from, to),
      ).toBe(total('carriedOver', from, to));
      expect(total('carriedIn', to, at('2026-05-01'))).toBe(total('carriedOver', from, to));
    }),
  );
});

test('behind each number of the report stand just the matters that it counts', () => {
  const facts = [
    fact({ answer: DONE, respond: LATE, rating: 4 }),
    fact({ respond: DONE, held: [['2026-02-20', 'office', '2026-03-06']] }),
    fact({
      respond: MISSED,
      rating: 1,
      held: [
        ['2026-03-03', 'office', '2026-03-04'],
        ['2026-03-20', 'power'],
      ],
    }),
    fact({ held: [['2026-04-02', 'office']] }),
  ];
  for (const { unit, ...counts } of monthlyReport(facts, ...MARCH))
    for (const what of ['carriedIn', 'opened', 'reopened', 'closed', 'carriedOver'] as const)
      expect(recordsOfMonth(facts, MARCH, what, unit)).toHaveLength(counts[what]);
  expect(recordsOfMonth(facts, MARCH, 'opened').map((each) => each.id)).toEqual([facts[0]?.id, facts[2]?.id]);
  const rates = ratesOf(facts, MARCH[1]);
  for (const name of Object.keys(DEFINITIONS) as RateName[]) {
    const count = (part: 'all' | 'done' | 'missing') => recordsOfRate(facts, MARCH[1], name, part).length;
    expect([count('done'), count('all')]).toEqual([rates[name].numerator, rates[name].denominator]);
    expect(count('missing')).toBe(count('all') - count('done'));
  }
  expect(rates.responded).toEqual({ numerator: 1, denominator: 3, rate: 1 / 3 });
});
