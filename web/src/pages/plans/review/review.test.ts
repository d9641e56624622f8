import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDraft, PlanMeasure } from '../../../api/types/index.ts';
import { checksOf, measuresOf, unknownNames } from './doubts.ts';
import { confirmMeasure, editMeasure, mergeWithPrevious, resolveName, splitMeasure } from './edit-draft.ts';
import { type Mark, segmentsOf } from './marks.ts';

const source = '优化平台功能，实现全程网办。开展自查。';
const measure = (number: number, text: string): PlanMeasure => ({
  number,
  key: `1-(${number})`,
  text,
  lead: ['市营商办'],
  responsible: ['市行协办'],
  due: { text: '适时', date: null },
  inherited: ['due'],
  targets: [],
  span: [source.indexOf(text), source.indexOf(text) + text.length],
  confidence: 0.5,
});
const draft: PlanDraft = {
  title: '方案',
  documentNumber: null,
  year: 2026,
  tasks: [
    {
      number: 1,
      key: '1',
      title: '任务',
      part: null,
      measures: [measure(1, '优化平台功能，实现全程网办。'), measure(2, '开展自查。')],
    },
  ],
  repairs: [],
  names: [{ name: '市营商办', unit: { id: 'ysb', name: '市营商办' } }, { name: '市行协办' }],
  source: { text: source },
};
const keys = (one: PlanDraft) => measuresOf(one).map(({ key }) => key);

describe('reviewing a plan', () => {
  it('splits a measure at the cursor, cuts its span there and renumbers the rest', () => {
    const split = splitMeasure(draft, '1-(1)', 7);
    expect(measuresOf(split).map(({ text }) => text)).toEqual(['优化平台功能，', '实现全程网办。', '开展自查。']);
    expect(keys(split)).toEqual(['1-(1)', '1-(2)', '1-(3)']);
    expect(measuresOf(split)[1]?.span).toEqual([7, 14]);
  });
  it('leaves a measure alone when one half would be empty', () => {
    expect(splitMeasure(draft, '1-(1)', 0)).toEqual(draft);
  });
  it('merging takes a split back, except that both must be looked at again', () => {
    const back = mergeWithPrevious(splitMeasure(confirmMeasure(draft, '1-(1)', true), '1-(1)', 7), '1-(2)');
    expect(measuresOf(back)[0]).toEqual({ ...measuresOf(draft)[0], confirmed: false });
    expect(keys(back)).toEqual(keys(draft));
  });
  it('an edited due is no longer inherited, and the measure counts as confirmed', () => {
    const [first] = measuresOf(
      editMeasure(draft, '1-(1)', { ...measure(1, '新'), due: { text: '6月底前', date: '2026-06-30' } }),
    );
    expect(first).toMatchObject({ inherited: [], confirmed: true, text: '新' });
  });
  it('one resolved name clears the doubt of every measure that uses it', () => {
    const unknown = (one: PlanDraft) => new Set(unknownNames(one).map(({ name }) => name));
    const units = (one: PlanDraft) =>
      measuresOf(one).filter((each) => checksOf(each, unknown(one)).includes('units')).length;
    expect(units(draft)).toBe(2);
    expect(units(resolveName(draft, '市行协办', { id: 'mzj', name: '市民政局' }))).toBe(0);
  });
});

describe('segments of the source text', () => {
  it('cover the text once, without gaps, whatever the marks are', () => {
    const mark = fc.record({
      span: fc.tuple(fc.integer({ min: -2, max: 60 }), fc.integer({ min: -2, max: 60 })),
      kind: fc.constantFrom('measure' as const, 'unit' as const, 'due' as const, 'target' as const),
      key: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks: Mark[]) => {
        const segments = segmentsOf(50, marks);
        expect(segments[0]?.start).toBe(0);
        expect(segments.at(-1)?.end).toBe(50);
        for (const [index, segment] of segments.entries()) {
          expect(segment.end).toBeGreaterThan(segment.start);
          if (index > 0) expect(segment.start).toBe(segments[index - 1]?.end);
        }
      }),
    );
  });
  it('show the unit inside a measure as a unit of that measure', () => {
    expect(
      segmentsOf(10, [
        { span: [2, 8], kind: 'measure', key: 'm' },
        { span: [5, 7], kind: 'unit', key: 'm' },
      ]),
    ).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 5, key: 'm', kind: 'measure' },
      { start: 5, end: 7, key: 'm', kind: 'unit' },
      { start: 7, end: 8, key: 'm', kind: 'measure' },
      { start: 8, end: 10 },
    ]);
  });
});
