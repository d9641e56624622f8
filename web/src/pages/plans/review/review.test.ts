import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDraft, PlanMeasure } from '../../../api/types/index.ts';
import { checksOf, isSure, measuresOf, unknownNames } from './doubts.ts';
import {
  confirmMeasure,
  confirmMeasures,
  editMeasure,
  leadMeasures,
  mergeWithPrevious,
  resolveName,
  splitMeasure,
} from './edit-draft.ts';
import { type Mark, PLACE, segmentsOf } from './marks.ts';
import { repairKinds } from './repairs.ts';

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

describe('reviewing many at once', () => {
  const sure = {
    ...measure(1, '开展自查。'),
    confidence: 1,
    responsible: [],
    due: { text: '全年', date: '2026-12-31' },
  };
  it('confirms what was read for certain, and nothing that is unknown, undated or without a lead', () => {
    const none = new Set<string>();
    expect(isSure(sure, none)).toBe(true);
    expect(isSure({ ...sure, confidence: 0.95 }, none)).toBe(false);
    expect(isSure({ ...sure, lead: [] }, none)).toBe(false);
    expect(isSure({ ...sure, due: { text: '适时', date: null } }, none)).toBe(false);
    expect(isSure(sure, new Set(['市营商办']))).toBe(false);
    const done = confirmMeasures(draft, new Set(['1-(2)']));
    expect(measuresOf(done).map((each) => each.confirmed ?? false)).toEqual([false, true]);
  });
  it('names one lead for all that are marked, whose name is known from then on', () => {
    const led = leadMeasures(draft, new Set(['1-(1)', '1-(2)']), { id: 'fgw', name: '市发改委' });
    expect(measuresOf(led).map((each) => each.lead)).toEqual([['市发改委'], ['市发改委']]);
    expect(led.names?.find(({ name }) => name === '市发改委')?.unit?.id).toBe('fgw');
    expect(measuresOf(leadMeasures(draft, new Set(['1-(1)']), { id: 'x', name: '甲' }))[1]?.lead).toEqual(['市营商办']);
  });
  it('counts repairs by kind, each in the order of the text, and marks the place that is looked at', () => {
    const repair = (note: string, at: number) => ({ kind: 'k', note, at: [at, at + 1] as const });
    const kinds = repairKinds([repair('甲', 5), repair('乙', 9), repair('乙', 2)]);
    expect(kinds.map(({ note, places }) => [note, places.map((each) => each.at?.[0])])).toEqual([
      ['乙', [2, 9]],
      ['甲', [5]],
    ]);
    const marks: readonly Mark[] = [
      { span: [0, 6], kind: 'measure', key: '1' },
      { span: [2, 3], kind: 'place', key: PLACE },
    ];
    expect(segmentsOf(8, marks).filter((each) => each.key === PLACE)).toEqual([
      { start: 2, end: 3, key: PLACE, kind: 'place' },
    ]);
  });
});

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
