import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, type MatterEvent } from '#engines/matters';
import { instant } from '#kernel';
import { baseCalendar } from '#testing/base-calendar';
import { leavesShares, sharesOf } from './attribution.ts';

// Ten working days to answer; the office dispatches, units hold it in turn.
const T0 = instant('2026-09-07T09:00:00+08:00');
const HOUR = 3_600_000;
const calendar = baseCalendar();
const event = (seq: number, at: number, type: string, data: object): MatterEvent =>
  ({ seq, at, actor: 'p', type, data }) as unknown as MatterEvent;

const opened = {
  loop: 'x',
  version: 'v',
  number: '1',
  to: 'filed',
  fields: {},
  contents: {},
  office: 'office',
  channel: 'c',
  tags: [],
  hideIdentity: false,
  complainedOf: [],
};
const reading = { state: {}, rungs: [] };
type Hold = { readonly unit: string; readonly hours: number };

/** Held by each in turn, then missed at the end of the last hold or met. */
function story(holds: readonly Hold[], isMissed: boolean): readonly MatterEvent[] {
  const events = [
    event(1, T0, 'opened', opened),
    event(2, T0, 'clock-started', { clock: 'answer', cycle: 1, ...reading }),
  ];
  let at: number = T0;
  for (const [place, { unit, hours }] of holds.entries()) {
    const hop = { id: `h${place}`, parent: null, unit, dueAt: null };
    events.push(
      event(events.length + 1, at, 'transfer', { move: 'transfer', input: {}, hop, custody: { hop: hop.id, unit } }),
    );
    at += hours * HOUR;
  }
  const data = isMissed
    ? { clock: 'answer', cycle: 1, unit: null, calendarVersion: 'v', dueAt: at, overrunMinutes: 0 }
    : { clock: 'answer', state: {}, met: true };
  events.push(event(events.length + 1, at, isMissed ? 'breached' : 'clock-stopped', data));
  return events;
}
const share = (events: readonly MatterEvent[]) => sharesOf('m', events, new Set(['answer']), calendar);

describe('whose time it was', () => {
  it('is split by the working time that each unit held, up to the limit', () => {
    // Monday nine o'clock: tax two hours, then housing the rest of three hours more.
    const found = share(
      story(
        [
          { unit: 'tax', hours: 1 },
          { unit: 'housing', hours: 3 },
        ],
        true,
      ),
    );
    expect(found.map((each) => [each.unit, each.minutes, each.breached])).toEqual([
      ['tax', 60, true],
      ['housing', 120, true],
    ]);
    expect(found[0]?.share).toBeCloseTo(1 / 3, 12);
  });
  it('leaves out time in which the clock stood still', () => {
    const events = [...story([{ unit: 'tax', hours: 2 }], true)];
    const last = events.pop();
    if (!last) throw new Error('no story');
    const pause = event(4, T0 + HOUR, 'clock-suspended', { clock: 'answer', state: {} });
    const resume = event(5, T0 + 24 * HOUR, 'clock-resumed', { clock: 'answer', ...reading });
    const late = { ...last, seq: 6, at: T0 + 25 * HOUR, data: { ...last.data, dueAt: T0 + 25 * HOUR } } as MatterEvent;
    expect(share([...events, pause, resume, late]).map((each) => each.minutes)).toEqual([120]);
  });
  it('sums to one for every run, whoever held it and however long', () => {
    const hold = fc.record({
      unit: fc.constantFrom('tax', 'housing', 'water'),
      hours: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(hold, { minLength: 1, maxLength: 8 }), fc.boolean(), (holds, isMissed) => {
        const found = share(story(holds, isMissed));
        expect(found.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(1, 9);
        expect(new Set(found.map((each) => each.unit)).size).toBe(found.length);
      }),
    );
  });
  it('is nobody’s where the clock is none of those asked for', () => {
    expect(sharesOf('m', story([{ unit: 'tax', hours: 2 }], true), new Set(['other']), calendar)).toEqual([]);
  });

  it('are left as they are only by events after which they come out the same', () => {
    const clocks = new Set(['answer']);
    const hold = fc.record({ unit: fc.constantFrom('tax', 'water', 'power'), hours: fc.integer({ min: 1, max: 60 }) });
    const leaves = (known: readonly MatterEvent[], fresh: readonly MatterEvent[]): boolean => {
      const before = fold('m', known);
      return leavesShares(before, fold('m', fresh, before), fresh, clocks);
    };
    let left = 0;
    fc.assert(
      fc.property(fc.array(hold, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.nat(12), (holds, missed, cut) => {
        const told = story(holds, missed);
        const note = event(told.length + 1, T0 + 1000 * HOUR, 'comment', { move: 'note', input: {} });
        const all = [...told, note];
        const [known, fresh] = [all.slice(0, cut), all.slice(cut)];
        if (!leaves(known, fresh)) return;
        left += 1;
        expect(sharesOf('m', known, clocks, calendar)).toEqual(sharesOf('m', all, clocks, calendar));
      }),
    );
    expect(left).toBeGreaterThan(0);
    const told = story([{ unit: 'tax', hours: 2 }], true);
    expect(leaves(told.slice(0, -1), told.slice(-1))).toBe(false);
  });
});
