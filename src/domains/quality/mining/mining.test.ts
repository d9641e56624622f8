import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '#kernel';
import { binomialTail, type CauseRecord, digestOf, keyOf, mineCauses, qValues } from './index.ts';

/** The definition itself, with whole numbers. */
function tailByDefinition(count: number, trials: number, numerator: bigint, denominator: bigint): number {
  let sum = 0n;
  let choose = 1n;
  for (let k = 0; k <= trials; k += 1) {
    if (k > 0) choose = (choose * BigInt(trials - k + 1)) / BigInt(k);
    if (k >= count) sum += choose * numerator ** BigInt(k) * (denominator - numerator) ** BigInt(trials - k);
  }
  return Number((sum * 10n ** 30n) / denominator ** BigInt(trials)) / 1e30;
}

test('the tail is what whole-number arithmetic says', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 99 }), (count, trials, percent) => {
      const exact = tailByDefinition(count, trials, BigInt(percent), 100n);
      expect(Math.abs(binomialTail(count, trials, percent / 100) - exact)).toBeLessThan(1e-12 + exact * 1e-9);
    }),
    { numRuns: 400 },
  );
});

test('large counts neither overflow nor vanish', () => {
  expect(binomialTail(5_000, 10_000, 0.5)).toBeCloseTo(0.504, 3);
  expect(binomialTail(6_000, 100_000, 0.05)).toBeGreaterThan(0);
  expect(binomialTail(6_000, 100_000, 0.05)).toBeLessThan(1e-40);
});

test('a q-value is never below its p, keeps their order, and is what the definition says', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }), (p) => {
      const q = qValues(p);
      p.forEach((each, at) => {
        expect(q[at]).toBeGreaterThanOrEqual(each);
        const later = p.filter((other) => other >= each);
        const byDefinition = Math.min(
          1,
          ...later.map((other) => (other * p.length) / p.filter((x) => x <= other).length),
        );
        expect(q[at]).toBeCloseTo(byDefinition, 12);
      });
    }),
  );
  expect(qValues([0.01, 0.5, 0.02])).toEqual([0.03, 0.5, 0.03]);
});

const DAY = 86_400;
const PLAN = { history: { from: 0, to: 180 * DAY }, current: { from: 180 * DAY, to: 210 * DAY } };
const CAUSES = ['材料重复', '系统故障', '标准不一', '人手不足', '政策空白'];

/** A city whose cells differ in size but not in time; planted cells see more in the last month. */
function city(seed: string, reports: number, planted: readonly (readonly [string, number])[] = []): CauseRecord[] {
  const random = seededRandom(seed);
  const cells = CAUSES.flatMap((cause) =>
    Array.from({ length: 12 }, (_, unit) =>
      Array.from({ length: 5 }, (__, item) => ({ cause, unit: `u${unit}`, item: `i${item}` })),
    ).flat(),
  );
  const weighted = cells.flatMap((cell, at) => Array.from({ length: 1 + (at % 7) }, () => cell));
  const usual = Array.from({ length: reports }, (_, n) => ({
    ...random.pick(weighted),
    id: `m${n}`,
    at: random.int(0, 210 * DAY - 1),
  }));
  const extra = planted.flatMap(([key, count]) => {
    const [cause = '', unit = '', item = ''] = key.split('|');
    return Array.from({ length: count }, (_, n) => ({
      id: `p${key}${n}`,
      cause,
      unit,
      item,
      at: random.int(180 * DAY, 210 * DAY - 1),
    }));
  });
  return [...usual, ...extra];
}

const PLANTED = [
  ['系统故障|u3|i2', 18],
  ['材料重复|u7|i0', 15],
  ['标准不一|u1|i4', 20],
] as const;

test('planted causes are found, each with its members, and little else', () => {
  let hits = 0;
  let falseShare = 0;
  const rounds = 40;
  for (let n = 0; n < rounds; n += 1) {
    const { found } = mineCauses(city(`planted ${n}`, 4_000, PLANTED), PLAN);
    const keys = found.map(keyOf);
    hits += PLANTED.filter(([key]) => keys.includes(key)).length;
    falseShare +=
      found.length === 0 ? 0 : keys.filter((key) => !PLANTED.some(([each]) => each === key)).length / found.length;
    for (const each of found) expect(each.members).toHaveLength(each.count);
  }
  expect(hits / (rounds * PLANTED.length)).toBeGreaterThan(0.95);
  expect(falseShare / rounds).toBeLessThanOrEqual(0.1);
});

test('where the times are shuffled nothing stands out, but for the share of false ones that is borne', () => {
  const rounds = 200;
  let anything = 0;
  const random = seededRandom('shuffle');
  const real = city('real', 4_000, PLANTED);
  for (let n = 0; n < rounds; n += 1) {
    const times = random.shuffle(real.map((each) => each.at));
    const shuffled = real.map((each, at) => ({ ...each, at: times[at] ?? 0 }));
    if (mineCauses(shuffled, PLAN).found.length > 0) anything += 1;
  }
  // With nothing to find every discovery is false: the share of rounds with any is the false-discovery rate.
  // 0.1 and three standard errors of 200 rounds.
  expect(anything / rounds).toBeLessThanOrEqual(0.1 + 3 * Math.sqrt((0.1 * 0.9) / rounds));
});

test('a month with more reports of everything is no cause', () => {
  const rush = city('rush', 12_000).filter((each) => each.at >= PLAN.current.from);
  const records = [...city('more', 3_000), ...rush.map((each) => ({ ...each, id: `${each.id}b` }))];
  expect(mineCauses(records, PLAN).found).toEqual([]);
  // Where only one unit sees the rush, it does stand out.
  const oneUnit = records.filter((each) => each.at < PLAN.current.from || each.unit === 'u1');
  expect(mineCauses(oneUnit, PLAN).found.length).toBeGreaterThan(0);
});

test('a cause with its own steady history is not found however large, a new one is', () => {
  const steady = city('steady', 2_000).concat(
    Array.from({ length: 420 }, (_, n) => ({
      id: `s${n}`,
      cause: '老问题',
      unit: 'u1',
      item: 'i1',
      at: (n / 2) * DAY,
    })),
  );
  const fresh = Array.from({ length: 9 }, (_, n) => ({
    id: `f${n}`,
    cause: '新问题',
    unit: 'u2',
    item: 'i2',
    at: 181 * DAY + n,
  }));
  const { found } = mineCauses([...steady, ...fresh], PLAN);
  expect(found.map((each) => each.cause)).toContain('新问题');
  expect(found.map((each) => each.cause)).not.toContain('老问题');
});

test('the order of the records does not matter', () => {
  const records = city('order', 1_000, PLANTED);
  const shuffled = seededRandom('x').shuffle(records);
  const plain = (list: readonly CauseRecord[]) =>
    mineCauses(list, PLAN).found.map((each) => ({ ...each, members: each.members.toSorted() }));
  expect(plain(shuffled)).toEqual(plain(records));
});

test('the digest counts the month’s records by cause and tells what there was before', () => {
  const at = (day: number, cause: string, unit: string, id: string): CauseRecord => ({
    id,
    at: day * DAY,
    cause,
    unit,
    item: 'power',
  });
  const records = [
    at(1, '系统故障', 'a', 'm1'),
    at(31, '系统故障', 'a', 'm2'),
    at(32, '系统故障', 'b', 'm3'),
    at(33, '系统故障', 'a', 'm4'),
    at(34, '标准不一', 'a', 'm5'),
  ];
  expect(digestOf(records, { from: 30 * DAY, to: 60 * DAY }, { from: 0, to: 30 * DAY })).toEqual([
    {
      cause: '系统故障',
      item: 'power',
      count: 3,
      before: 1,
      units: [
        { unit: 'a', count: 2 },
        { unit: 'b', count: 1 },
      ],
      members: ['m2', 'm3', 'm4'],
    },
    { cause: '标准不一', item: 'power', count: 1, before: 0, units: [{ unit: 'a', count: 1 }], members: ['m5'] },
  ]);
});
