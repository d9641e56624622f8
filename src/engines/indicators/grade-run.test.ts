import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScheme } from './check-scheme.ts';
import { gradeRun, gradesOnly, gradeText } from './grade-run.ts';
import { inputOf, schemeOf, valuesOf } from './indicators.fixture.ts';
import { reweigh } from './reweigh.ts';
import type { Scheme } from './scheme.ts';

const source = { title: '测试' };
const grading = {
  source,
  steps: [
    { grade: 'A', title: 'A类', share: 0.25 },
    { grade: 'B', title: 'B类', share: 0.5 },
    { grade: 'C', title: 'C类' },
  ],
};
const scheme = (more: object = {}): Scheme =>
  schemeOf({
    grading,
    root: {
      id: 'all',
      title: '合计',
      missing: { kind: 'renormalise', available: 0.5 },
      children: [
        { id: 'tax', title: '税', weight: 3 },
        { id: 'energy', title: '能耗', weight: 1 },
      ],
    },
    ...more,
  });
const table = {
  a: { tax: 80, energy: 40 },
  b: { tax: 60, energy: 60 },
  c: { tax: 40, energy: 100 },
  d: { tax: 20, energy: 20 },
};

describe('grades', () => {
  it('are the same without saying how sure they are', () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`u${at}`, { tax: at === 4 ? null : 10 * at, energy: 50 }]),
    );
    const input = { ...inputOf(scheme(), valuesOf(many)), ceilings: { u8: 'C' } };
    expect(gradesOnly(input).filter((each) => each.score !== null)).toHaveLength(8);
    expect(gradesOnly(input)).toEqual(gradeRun(input).lines.map(({ unit, score, grade }) => ({ unit, score, grade })));
  });
  it('go by place: a quarter, a half, the rest', () => {
    const run = gradeRun(inputOf(scheme(), valuesOf(table)));
    // 3:1 → 70, 60, 55, 20
    expect(run.lines.map(({ unit, score, grade }) => [unit, score, grade])).toEqual([
      ['a', 70, 'A'],
      ['b', 60, 'B'],
      ['c', 55, 'B'],
      ['d', 20, 'C'],
    ]);
    expect(run.cuts).toEqual([
      { grade: 'A', score: 70 },
      { grade: 'B', score: 55 },
    ]);
    expect(run.lines.at(-1)?.held).toBe(1);
  });
  it('say how sure they are: what weights could turn round is held less often', () => {
    const even = scheme({ uncertainty: { draws: 400, weights: 0.9 } });
    const run = gradeRun(inputOf(even, valuesOf(table)));
    const held = new Map(run.lines.map((each) => [each.unit, each.held ?? 0]));
    expect(held.get('a')).toBeLessThan(1);
    expect(held.get('a')).toBeGreaterThan(0);
    expect(held.get('d')).toBe(1);
  });
  it('treat equals alike, and leave who has no score without a grade', () => {
    const run = gradeRun(
      inputOf(scheme(), valuesOf({ ...table, e: { tax: 70, energy: 70 }, f: { tax: null, energy: 9 } })),
    );
    expect(run.lines.filter((each) => each.grade === 'A').map((each) => each.unit)).toEqual(['a', 'e']);
    expect(run.lines.at(-1)).toMatchObject({ unit: 'f', score: null, grade: null, held: null });
  });
  it('go no higher than a ceiling allows, and the place stays empty', () => {
    const run = gradeRun({ ...inputOf(scheme(), valuesOf(table)), ceilings: { a: 'C' } });
    expect(run.lines.map((each) => each.grade)).toEqual(['C', 'B', 'B', 'C']);
    expect(run.id).not.toBe(gradeRun(inputOf(scheme(), valuesOf(table))).id);
  });
  it('come out the same to the byte when counted again', () => {
    const input = inputOf(scheme(), valuesOf(table));
    expect(gradeText(gradeRun(input))).toBe(
      gradeText(gradeRun({ ...input, observations: input.observations.toReversed() })),
    );
  });
  it('by score take the scores as they stand', () => {
    const steps = [
      { grade: 'A', title: 'A类', from: 65 },
      { grade: 'B', title: 'B类', from: 58 },
      { grade: 'C', title: 'C类' },
    ];
    const run = gradeRun(inputOf(scheme({ grading: { source, steps } }), valuesOf(table)));
    expect(run.lines.map((each) => each.grade)).toEqual(['A', 'B', 'C', 'C']);
  });
  it.each([
    [
      [
        { grade: 'A', title: 'A', share: 0.6 },
        { grade: 'B', title: 'B', share: 0.5 },
        { grade: 'C', title: 'C' },
      ],
      '小于 1',
    ],
    [
      [
        { grade: 'A', title: 'A', share: 0.6 },
        { grade: 'B', title: 'B', from: 50 },
        { grade: 'C', title: 'C' },
      ],
      '要么都',
    ],
    [
      [
        { grade: 'A', title: 'A', from: 50 },
        { grade: 'B', title: 'B', from: 60 },
        { grade: 'C', title: 'C' },
      ],
      '从高到低',
    ],
    [
      [
        { grade: 'A', title: 'A', share: 0.6 },
        { grade: 'A', title: 'B' },
      ],
      '重复',
    ],
  ])('that cannot be meant are findings of the scheme', (steps, words) => {
    const found = checkScheme(scheme({ grading: { source, steps } }));
    expect(found.map((each) => each.message).join()).toContain(words);
  });
});

describe('other weights', () => {
  it('say who changes grade, and which weight did it', () => {
    // 1:3 → a 50, b 60, c 85, d 20
    const { lines, before, after } = reweigh(inputOf(scheme(), valuesOf(table)), [
      { node: 'tax', weight: 1 },
      { node: 'energy', weight: 3 },
    ]);
    const moved = lines.filter((each) => each.before.grade !== each.after.grade);
    expect(moved.map((each) => [each.unit, each.before.grade, each.after.grade])).toEqual([
      ['a', 'A', 'B'],
      ['c', 'B', 'A'],
    ]);
    expect([before[0]?.score, after[0]?.score]).toEqual([70, 85]);
    // Forth: 3:1 → 1:1 → 1:3; back: 3:1 → 3:3 → 1:3. For a: 70 → 60 → 50 and 70 → 60 → 50.
    expect(moved[0]?.parts).toEqual([
      { node: 'tax', points: -10 },
      { node: 'energy', points: -10 },
    ]);
  });
  it('of a node that is not there are refused', () => {
    expect(() => reweigh(inputOf(scheme(), valuesOf(table)), [{ node: 'x', weight: 1 }])).toThrow('没有“x”');
  });
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 100 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  it('have parts that sum to the whole, whatever the aggregator', () => {
    const rows = fc.array(fc.record({ tax: value, energy: value }), { minLength: 2, maxLength: 8 });
    const kinds = fc.constantFrom('arithmetic', 'geometric', 'harmonic', 'minimum');
    const weight = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(rows, kinds, weight, weight, (given, kind, tax, energy) => {
        const written = scheme({ defaults: { normaliser: { kind: 'none' }, aggregator: { kind } } });
        const children = written.root.children.map((leaf) => ({ ...leaf, caps: [0, 100] as const }));
        const capped = { ...written, root: { ...written.root, children } } as Scheme;
        const input = inputOf(capped, valuesOf(Object.fromEntries(given.map((row, at) => [`u${at}`, row]))));
        const changes = [
          { node: 'tax', weight: tax },
          { node: 'energy', weight: energy },
        ];
        for (const { before, after, parts } of reweigh(input, changes).lines)
          if (before.score !== null && after.score !== null)
            expect(parts.reduce((sum, each) => sum + each.points, 0)).toBeCloseTo(after.score - before.score, 9);
      }),
    );
  });
});
