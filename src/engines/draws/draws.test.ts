import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, sha256 } from '#kernel';
import { anyDraw, drawOf, frameOf, input, rich, SEED, unit } from './draws.fixture.ts';
import {
  allocate,
  announceDraw,
  commitmentOf,
  DrawInput,
  DrawPlan,
  type DrawRecord,
  findInclusionProbability,
  freezeFrame,
  runDraw,
  seedOf,
  substitute,
  ticketOf,
  verifyDraw,
} from './index.ts';

const chosen = (record: DrawRecord) => record.strata.flatMap(({ selected }) => selected.map(({ code }) => code)).sort();
test('the same input gives the same record to the byte, in whatever order the lists come', () => {
  fc.assert(
    fc.property(fc.string(), (order) => {
      const random = seededRandom(order);
      const one = rich();
      const other = { ...one, units: random.shuffle(one.units), inspectors: random.shuffle(one.inspectors) };
      expect(JSON.stringify(runDraw(other))).toBe(JSON.stringify(runDraw(one)));
    }),
    { numRuns: 20 },
  );
});

test('a record drawn by an earlier release stays what it was', () => {
  expect(runDraw(rich()).hash).toMatchInlineSnapshot(
    `"84fbd18ed6dda710c717906335357019ae69e9d3f474941d7fbbc0a92f0e1d3a"`,
  );
});

test('a ticket is HMAC-SHA-256 of period and code under the seed, and the smallest are drawn', () => {
  expect(ticketOf('key', 'The quick brown fox jumps over the lazy dog')).toBe(
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  );
  const record = runDraw(input());
  for (const { stratum, selected, substitutes } of record.strata) {
    const codes = record.units.filter((one) => one.stratum === stratum).map(({ code }) => code);
    const sorted = codes.map((code) => ticketOf(record.seedValue, '2026-11', code)).sort();
    const listed = [...selected, ...substitutes].map(({ ticket }) => ticket);
    expect(listed.map((ticket) => BigInt(`0x${ticket}`))).toEqual(
      sorted.slice(0, listed.length).map((ticket) => BigInt(`0x${ticket}`)),
    );
  }
});

test('quotas hold in every stratum and the probabilities of all units sum to the number drawn', () => {
  fc.assert(
    fc.property(anyDraw, (choice) => {
      const wanted = drawOf(choice);
      const record = runDraw(wanted);
      const total = 'total' in wanted.plan.size ? wanted.plan.size.total : 0;
      expect(chosen(record).length).toBe(total);
      for (const { drawn, selected, size } of record.strata) {
        expect(selected.length).toBe(drawn);
        expect(Math.abs(drawn - (total * size) / choice.size)).toBeLessThan(1);
      }
      const sum = record.units.reduce((a, { code }) => a + (findInclusionProbability(record, code) ?? Number.NaN), 0);
      expect(sum).toBeCloseTo(total, 6);
    }),
  );
});

test('over many seeds every unit of a stratum comes up as often as its probability says', () => {
  const times = new Map<string, number>();
  for (let i = 0; i < 600; i++)
    for (const code of chosen(runDraw(input({ units: frameOf(20, 2), seed: { ...SEED, value: sha256(`${i}`) } }))))
      times.set(code, (times.get(code) ?? 0) + 1);
  expect(times.size).toBe(20);
  // Expected 360 with a standard deviation of 12.
  for (const count of times.values()) expect(Math.abs(count - 360)).toBeLessThan(60);
});

test('allocation stays within minimum and size, sums to the total, and follows the weights in between', () => {
  const strata = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(9)), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(strata, fc.nat(4), fc.nat(1000), (all, minimum, n) => {
      const sizes = all.map(([size], at) => ({ stratum: `层${at}`, size }));
      const weights = Object.fromEntries(all.map(([, weight], at) => [`层${at}`, weight]));
      const least = sizes.reduce((a, { size }) => a + Math.min(size, minimum), 0);
      const most = sizes.reduce((a, { size }) => a + size, 0);
      const total = Math.max(1, least) + (n % (most - Math.max(1, least) + 1));
      const counts = allocate(sizes, { total, minimum, weights });
      expect(counts.reduce((a, b) => a + b, 0)).toBe(total);
      counts.forEach((count, at) => {
        const size = sizes[at]?.size ?? 0;
        expect(count).toBeGreaterThanOrEqual(Math.min(minimum, size));
        expect(count).toBeLessThanOrEqual(size);
      });
      counts.forEach((count, a) => {
        counts.forEach((other, b) => {
          const free = (at: number, c: number) =>
            c > Math.min(minimum, sizes[at]?.size ?? 0) && c < (sizes[at]?.size ?? 0);
          const heavier = (weights[`层${a}`] ?? 0) > (weights[`层${b}`] ?? 0);
          if (heavier && free(a, count) && free(b, other)) expect(count).toBeGreaterThanOrEqual(other);
        });
      });
    }),
  );
  expect(
    allocate(
      [
        { stratum: '甲', size: 90 },
        { stratum: '乙', size: 10 },
      ],
      { total: 10, minimum: 2 },
    ),
  ).toEqual([8, 2]);
  expect(
    allocate(
      [
        { stratum: '甲', size: 9 },
        { stratum: '乙', size: 5 },
      ],
      { perStratum: { 甲: 3 } },
    ),
  ).toEqual([3, 0]);
  expect(allocate([{ stratum: 'constructor', size: 9 }], { total: 2, minimum: 0, weights: {} })).toEqual([2]);
});

test('in one period departments share tickets: the smaller draw lies inside the larger one', () => {
  const one = (total: number, units = frameOf(60, 1)) =>
    chosen(runDraw(input({ units, plan: { purpose: `部门${total}`, period: '2026-11', size: { total } } })));
  expect(one(20)).toEqual(expect.arrayContaining(one(8)));
  const half = frameOf(60, 1).filter((_, at) => at % 2 === 0);
  const shared = one(10, half).filter((code) => one(20).includes(code));
  expect(shared.length).toBeGreaterThanOrEqual(8);
  const nextPeriod = runDraw(
    input({ units: frameOf(60, 1), plan: { purpose: '试', period: '2026-12', size: { total: 20 } } }),
  );
  expect(chosen(nextPeriod)).not.toEqual(one(20));
});

test('everything is announced before the seed, and the record carries that announcement', () => {
  const wanted = rich();
  const commitments = wanted.seed.kind === 'ceremony' ? wanted.seed.contributions : [];
  const before = announceDraw(
    freezeFrame(wanted.units, wanted.exclusions),
    wanted.plan,
    commitments.map(({ party, commitment }) => ({ party, commitment })),
    wanted.inspectors,
  );
  const record = runDraw(wanted);
  expect(record.announcement).toEqual(before);
  expect(verifyDraw(record, before.hash).ok).toBe(true);
  const forged = runDraw({ ...wanted, units: wanted.units.slice(1) });
  expect(verifyDraw(forged).ok).toBe(true);
  expect(verifyDraw(forged, before.hash)).toMatchObject({ ok: false, at: 'announcement.hash' });
});

test('every party moves the seed, and a secret that was not committed to is refused', () => {
  const { seed } = rich();
  if (seed.kind !== 'ceremony') throw new Error('wants a ceremony');
  const [first, ...rest] = seed.contributions;
  if (!first) throw new Error('wants parties');
  const secret = 'another secret of sixteen';
  const moved = { ...first, secret, commitment: commitmentOf(first.party, secret) };
  expect(seedOf({ ...seed, contributions: [moved, ...rest] })).not.toBe(seedOf(seed));
  expect(seedOf({ ...seed, contributions: [...rest, first] })).toBe(seedOf(seed));
  expect(seedOf({ kind: 'ceremony', contributions: seed.contributions })).not.toBe(seedOf(seed));
  expect(() => seedOf({ ...seed, contributions: [{ ...first, secret }, ...rest] })).toThrow('与其承诺不符');
  expect(() => seedOf({ ...seed, contributions: [first, first] })).toThrow('两次');
});

test('inspectors are drawn by rule: licence, conflict and load are kept, and everyone passed over is named', () => {
  const record = runDraw(rich());
  const load = new Map<string, number>();
  expect(record.assignments.length).toBe(6);
  for (const { inspectors, excluded, missing } of record.assignments) {
    expect(inspectors.length + missing).toBe(2);
    for (const { code } of inspectors) load.set(code, (load.get(code) ?? 0) + 1);
    expect(excluded).toContainEqual({ code: 'I0', reason: '未持有执法证' });
    expect(excluded).toContainEqual({ code: 'I1', reason: '回避：亲属任职' });
  }
  expect([...load.keys()].some((code) => ['I0', 'I1'].includes(code))).toBe(false);
  expect(Math.max(...load.values())).toBeLessThanOrEqual(3);
  const few = runDraw({ ...rich(), inspectors: rich().inspectors.slice(0, 3) });
  expect(few.assignments.reduce((sum, { missing }) => sum + missing, 0)).toBe(12 - 3);
});

test('a substitute is the next ticket of the stratum that is neither drawn nor withdrawn', () => {
  const record = runDraw(input());
  const [stratum] = record.strata;
  const [first, second] = stratum?.selected ?? [];
  const [next, after] = stratum?.substitutes ?? [];
  if (!first || !second || !next || !after) throw new Error('wants a stratum of four');
  const one = substitute(record, [{ code: first.code, reason: '停业' }]);
  expect(one).toEqual([{ code: first.code, reason: '停业', by: next }]);
  const both = substitute(
    record,
    [first, second].map(({ code }) => ({ code, reason: '停业' })),
  );
  expect(both.map(({ by }) => by)).toEqual([next, after]);
  const chain = substitute(
    record,
    [first, next].map(({ code }) => ({ code, reason: '停业' })),
  );
  expect(chain.map(({ by }) => by)).toEqual([next, after]);
  expect(() => substitute(record, [{ code: after.code, reason: '停业' }])).toThrow('不在抽中名单内');
  const all = runDraw(input({ units: frameOf(2, 1), plan: { purpose: '试', period: 'p', size: { total: 2 } } }));
  expect(() => substitute(all, [{ code: 'U0000', reason: '停业' }])).toThrow('已无候补');
});

test.each([
  ['an empty frame', () => input({ units: [] }), '名册为空'],
  ['a code that stands twice', () => input({ units: [...frameOf(9), unit(3, 3)] }), 'U0003 在名册中出现两次'],
  [
    'a code both in and out',
    () => input({ exclusions: [{ code: 'U0001', reason: '注销' }] }),
    'U0001 在名册中出现两次',
  ],
  ['more than there are', () => input({ units: frameOf(5) }), '名册只有 5 个'],
  [
    'minimums above the total',
    () => input({ plan: { ...input().plan, size: { total: 2, minimum: 1 } } }),
    '超过总数 2',
  ],
  [
    'a stratum nobody is in',
    () => input({ plan: { ...input().plan, size: { perStratum: { 无: 1 } } } }),
    '“无”层要抽 1 个',
  ],
  ['a redraw of a later draw', () => input({ replaces: { number: 8, reason: '误' } }), '编号更早'],
])('%s is refused', (_, make, what) => {
  expect(() => runDraw(make())).toThrow(what);
});

test('a redraw, an exclusion and a plan need their reasons', () => {
  expect(DrawInput.safeParse({ ...input(), replaces: { number: 1, reason: ' ' } }).success).toBe(false);
  expect(DrawInput.safeParse({ ...input(), exclusions: [{ code: 'X', reason: '' }] }).success).toBe(false);
  expect(DrawPlan.safeParse({ purpose: '试', period: 'a|b', size: { total: 1 } }).success).toBe(false);
});
