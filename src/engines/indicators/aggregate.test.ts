import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from './aggregate.ts';
import { combineColumns } from './columns.ts';
import type { Aggregator } from './scheme.ts';

const KINDS: readonly Aggregator[] = [
  { kind: 'arithmetic' },
  { kind: 'geometric' },
  { kind: 'harmonic' },
  { kind: 'minimum' },
  { kind: 'penalised-mean', penalty: 0.5 },
  { kind: 'points', base: 10 },
];
const scores = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 });
const kinds = fc.constantFrom(...KINDS);
const weightsFor = (n: number) =>
  fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: n, maxLength: n });
const weighted = scores.chain((list) => fc.tuple(fc.constant(list), weightsFor(list.length)));

describe('aggregating', () => {
  it('agrees with what was worked out by hand', () => {
    expect(aggregate({ kind: 'arithmetic' }, [40, 80], [1, 3])).toBe(70);
    expect(aggregate({ kind: 'geometric' }, [25, 100], [1, 1])).toBeCloseTo(50, 12);
    expect(aggregate({ kind: 'harmonic' }, [30, 60], [1, 1])).toBeCloseTo(40, 12);
    expect(aggregate({ kind: 'minimum' }, [30, 60], [1, 1])).toBe(30);
    // mean 50, mean deviation 20
    expect(aggregate({ kind: 'penalised-mean', penalty: 0.5 }, [30, 70], [1, 1])).toBe(40);
    // 100 + 20 × 80 % − 5
    expect(aggregate({ kind: 'points', base: 100 }, [80, -5], [20, 100])).toBe(111);
    expect(aggregate({ kind: 'points', base: 100, max: 110 }, [80, -5], [20, 100])).toBe(110);
    expect(aggregate({ kind: 'points', base: 0, min: 0 }, [-5], [100])).toBe(0);
  });
  it('gives 0 where one child is 0 and nothing may make up for it', () => {
    expect(aggregate({ kind: 'geometric' }, [0, 90], [1, 1])).toBe(0);
    expect(aggregate({ kind: 'harmonic' }, [0, 90], [1, 1])).toBe(0);
  });
  it('has nothing to say of no children, except in points', () => {
    expect(aggregate({ kind: 'arithmetic' }, [], [])).toBeNaN();
    expect(aggregate({ kind: 'points', base: 7 }, [], [])).toBe(7);
  });
  it('does not care in what unit weights are counted, except points', () => {
    fc.assert(
      fc.property(kinds, weighted, fc.double({ min: 0.01, max: 100, noNaN: true }), (kind, [list, weights], factor) => {
        fc.pre(kind.kind !== 'points');
        const scaled = weights.map((each) => each * factor);
        expect(aggregate(kind, list, scaled)).toBeCloseTo(aggregate(kind, list, weights), 6);
      }),
    );
  });
  it('never falls when a child rises', () => {
    fc.assert(
      fc.property(
        kinds,
        weighted,
        fc.nat(7),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (kind, [list, weights], at, more) => {
          const risen = list.map((each, i) => (i === at % list.length ? each + more : each));
          expect(aggregate(kind, risen, weights)).toBeGreaterThanOrEqual(aggregate(kind, list, weights) - 1e-9);
        },
      ),
    );
  });
  it('counts by columns what it counts one by one', () => {
    fc.assert(
      fc.property(kinds, weighted, (kind, [list, weights]) => {
        const table = Float64Array.from([...list.flatMap((each) => [each, each / 2]), 0, 0]);
        const from = Int32Array.from(list, (_, c) => 2 * c);
        combineColumns(kind, { scores: table, from, weights: Float64Array.from(weights), count: 2 }, 2 * list.length);
        expect(table[2 * list.length]).toBeCloseTo(aggregate(kind, list, weights), 9);
        expect(table[2 * list.length + 1]).toBeCloseTo(
          aggregate(
            kind,
            list.map((each) => each / 2),
            weights,
          ),
          9,
        );
      }),
    );
  });
});
