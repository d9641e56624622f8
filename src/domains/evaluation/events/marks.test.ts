import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatterEvent } from '#engines/matters';
import { instant } from '#kernel';
import { baseCalendar } from '#testing/base-calendar';
import { compileIndicators, EventIndicatorsFile } from './definition.ts';
import { type Mark, marksOfMatter } from './marks.ts';

const T0 = instant('2026-09-07T09:00:00+08:00');
const calendar = baseCalendar();
const one = {
  group: '件数',
  over: 'appeal',
  kind: 'count',
  by: 'happened',
  unit: '件',
  direction: 'none',
  words: '件数',
};
const { sources } = compileIndicators(
  EventIndicatorsFile.parse({
    sources: { appeal: { kind: 'matter', title: '诉求', clocks: {} } },
    indicators: [
      { ...one, id: 'urges', title: '催办次数', counted: '动作 = "urge"' },
      { ...one, id: 'supervised', title: '督办件数', counted: '督办' },
    ],
  }),
);
const opened = {
  ...{ loop: 'appeal', version: 'v', number: '1', to: 'filed', fields: {}, contents: {}, office: 'office' },
  ...{ channel: 'c', tags: [], hideIdentity: false, complainedOf: [] },
};
const ACTS = [
  { type: 'comment', data: { move: 'urge', input: {} } },
  { type: 'comment', data: { move: 'note', input: {} } },
  { type: 'flagged', data: { flag: 'supervised', on: true } },
  { type: 'flagged', data: { flag: 'supervised', on: false } },
] as const;
const story = fc
  .array(fc.record({ act: fc.constantFrom(...ACTS), minutes: fc.nat(2) }), { maxLength: 12 })
  .map((acts) => {
    let at: number = T0;
    return [{ type: 'opened', data: opened, minutes: 0 }, ...acts.map((each) => ({ ...each.act, ...each }))].map(
      ({ type, data, minutes }, place) => {
        at += minutes * 60_000;
        return { seq: place + 1, at, actor: 'p', type, data } as unknown as MatterEvent;
      },
    );
  });

/** What stands written: all of it, or with the last one ended and the new ones behind it. */
const written = (before: readonly Mark[], more: readonly Mark[], isWhole: boolean): readonly Mark[] =>
  isWhole
    ? more
    : [...before.map((each, place) => (place === before.length - 1 ? endedAt(each, more[0]) : each)), ...more];
const endedAt = (mark: Mark, next: Mark | undefined): Mark => (next ? { ...mark, until: next.at } : mark);

describe('the marks of a matter', () => {
  it('are the same however its events come in, even where those of one act come apart', () => {
    const [source] = sources;
    if (!source) throw new Error('no source');
    const apart = new Set<boolean>();
    fc.assert(
      fc.property(story, fc.array(fc.nat(13), { maxLength: 3 }), (events, cuts) => {
        let [known, marks] = [0, [] as readonly Mark[]];
        for (const upTo of [...cuts.toSorted((a, b) => a - b), events.length]) {
          const so = events.slice(0, upTo);
          const found = marksOfMatter(source, 'm', so, calendar, known);
          apart.add(known > 0 && found.from === 0);
          marks = written(marks, found.marks, found.from === 0);
          known = so.length;
        }
        expect(marks).toEqual(marksOfMatter(source, 'm', events, calendar).marks);
      }),
      { numRuns: 300 },
    );
    expect(apart).toEqual(new Set([true, false]));
  });
});
