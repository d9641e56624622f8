import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, buildCalendar, type CalendarData, day, dayOf, type Instant, remainingOf, toInstant } from '#kernel';
import { baseCalendarData } from '#testing/base-calendar';
import type { DecisionContext } from './context.ts';
import { fold } from './evolve.ts';
import { decideReprojection } from './reproject.ts';
import type { MatterState } from './state.ts';
import { decideDue } from './sweep.ts';
import { ACTORS, calendar, packLoop, play } from './world.fixture.ts';

const NOTICE = '已公布 2027 年放假安排';
const appeal = packLoop('appeal');

/** The calendar of packs/base with a year more, in which these days of January are off. */
function withYear(rest: readonly number[]) {
  const data = baseCalendarData();
  const source = { document: '测试〔2026〕1号' };
  const days = [...new Set(rest)].map((n) => addDays(day('2027-01-01'), n));
  const year: CalendarData['years'][number] = {
    year: 2027,
    source,
    holidays: [{ name: '元旦', rest: days, work: [] }],
  };
  return buildCalendar({ ...data, years: [...data.years, year] });
}

const known = (version: string) => (version === calendar.version ? calendar : undefined);

function carried(state: MatterState, now: number, next: ReturnType<typeof withYear>, context: DecisionContext) {
  const after: DecisionContext = { ...context, calendar: next, now: toInstant(now) };
  const events = decideReprojection(state, NOTICE, known, after);
  return { events, after, state: fold(state.id, events, state) as MatterState };
}

describe('when the notice of the next year comes', () => {
  const matter = play(appeal, '2026-12-29T10:00');
  const next = withYear([0, 1, 2, 3, 4, 5]);

  test('deadlines move with what is announced, are certain, and say why', () => {
    const before = matter.state().clocks.answer?.state;
    const { events, state } = carried(
      matter.state(),
      matter.context(ACTORS.system).now,
      next,
      matter.context(ACTORS.system),
    );
    expect(before?.provisional).toBe(true);
    const after = state.clocks.answer?.state;
    expect(after?.provisional).toBe(false);
    expect(after?.calendarVersion).toBe(next.version);
    expect(dayOf(before?.fireAt as Instant)).toBe('2027-01-05');
    // Off from 1 to 6 January: two days of December are used, and the 7th, the 8th and the 11th follow.
    expect(dayOf(after?.fireAt as Instant)).toBe('2027-01-11');
    expect(events.map((each) => [each.type, 'reason' in each.data && each.data.reason])).toContainEqual([
      'clock-reprojected',
      NOTICE,
    ]);
  });

  test('doing it again changes nothing', () => {
    const context = matter.context(ACTORS.system);
    const once = carried(matter.state(), context.now, next, context);
    expect(decideReprojection(once.state, NOTICE, known, once.after)).toEqual([]);
  });

  test('a clock whose old calendar nobody kept is left alone', () => {
    const context = { ...matter.context(ACTORS.system), calendar: next };
    expect(decideReprojection(matter.state(), NOTICE, () => undefined, context)).toEqual([]);
  });

  test('a limit that was missed stays missed', () => {
    const late = play(appeal, '2026-12-29T10:00').at('2027-01-05T18:00');
    const { state } = carried(late.state(), late.context(ACTORS.system).now, next, late.context(ACTORS.system));
    expect(state.clocks.answer?.state.fireAt).toBe(late.state().clocks.answer?.state.fireAt);
    expect(state.clocks.answer?.breachedAt).toBe(late.state().clocks.answer?.breachedAt);
  });

  test('a clock that stands still keeps its ledger and its fired rungs, and goes on by the new calendar', () => {
    const asked = play(appeal, '2026-12-29T10:00')
      .at('2026-12-30T15:00')
      .does(ACTORS.dispatcher, 'request-supplement', {
        ask: { ref: 'r', commitment: 'c' },
      });
    const { events } = carried(asked.state(), asked.context(ACTORS.system).now, next, asked.context(ACTORS.system));
    expect(events.map((each) => each.type)).toEqual(['dues-reprojected']);
  });

  test('a suspension ends with its ground’s bound by the new calendar, and co-handlers keep what they had left', () => {
    const asked = play(appeal, '2026-12-29T10:00')
      .does(ACTORS.dispatcher, 'assign', { unit: 'tax', units: ['water'] })
      .at('2026-12-31T10:00')
      .does(ACTORS.tax, 'sign')
      .does(ACTORS.tax, 'co-handle', { units: ['housing'], ask: { ref: 'a', commitment: 'c' } });
    const due = (state: MatterState, unit: string) => state.obligations.find((each) => each.unit === unit)?.dueAt;
    const context = asked.context(ACTORS.system);
    const { state, after } = carried(asked.state(), context.now, next, context);
    // Two working days from the 31st: the 4th before, the 8th of January now; the one due today stays.
    expect(dayOf(due(asked.state(), 'housing') as Instant)).toBe('2027-01-04');
    expect(dayOf(due(state, 'housing') as Instant)).toBe('2027-01-08');
    expect(due(state, 'water')).toBe(due(asked.state(), 'water'));
    expect(decideReprojection(state, NOTICE, known, after)).toEqual([]);

    const waiting = asked.does(ACTORS.tax, 'request-supplement', { ask: { ref: 's', commitment: 'c' } });
    const moved = carried(waiting.state(), context.now, next, context);
    expect(dayOf(waiting.state().suspension?.until as Instant)).toBe('2027-01-07');
    expect(dayOf(moved.state.suspension?.until as Instant)).toBe('2027-01-13');
    expect(dayOf(due(moved.state, 'housing') as Instant)).toBe('2027-01-08');
    expect(decideReprojection(moved.state, NOTICE, known, moved.after)).toEqual([]);
  });

  test('a date that somebody named stays that date', () => {
    const shelved = play(appeal, '2026-12-29T10:00')
      .does(ACTORS.dispatcher, 'assign', { unit: 'tax' })
      .does(ACTORS.tax, 'sign')
      .does(ACTORS.director, 'shelve', { ground: 'policy', review: '2027-01-05', note: { ref: 'n', commitment: 'c' } });
    const context = shelved.context(ACTORS.system);
    expect(carried(shelved.state(), context.now, next, context).events).toEqual([]);
  });
});

test('whatever is announced and whenever: what is left of each budget is kept, and no rung fires twice or gets lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 16 * 24 * 60 }),
      fc.integer({ min: 0, max: 12 * 24 * 60 }),
      fc.integer({ min: 0, max: 40 * 24 * 60 }),
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }),
      (openedAfter, noticeAfter, sweepAfter, rest) => {
        const start = Date.parse('2026-12-15T00:00:00+08:00') + openedAfter * 60_000;
        const matter = play(appeal, new Date(start).toISOString());
        // Notices come before what they announce.
        const now = Math.min(start + noticeAfter * 60_000, Date.parse('2026-12-31T23:59:00+08:00'));
        matter.at(now);
        const before = matter.state();
        const { state, after } = carried(before, now, withYear(rest), matter.context(ACTORS.system));
        for (const [name, clock] of Object.entries(state.clocks)) {
          const old = before.clocks[name];
          expect(old).toBeDefined();
          if (!old || old.state.fireAt === null || old.state.fireAt <= now) continue;
          expect(remainingOf(after.calendar, clock.state, after.now)).toBe(remainingOf(calendar, old.state, after.now));
          expect(clock.rungs.map((each) => each.rung).sort()).toEqual(old.rungs.map((each) => each.rung).sort());
          expect(clock.rungs.filter((each) => each.firedAt !== undefined)).toEqual(
            old.rungs.filter((each) => each.firedAt !== undefined),
          );
          // Nothing was due that is overdue merely because a notice came.
          for (const each of clock.rungs) if (each.firedAt === undefined) expect(each.at).toBeGreaterThanOrEqual(now);
        }
        const swept = decideDue(state, { ...after, now: toInstant(now + sweepAfter * 60_000) });
        const fired = swept.filter((each) => each.type === 'rung-fired').map(({ data }) => JSON.stringify(data));
        expect(new Set(fired).size).toBe(fired.length);
      },
    ),
    { numRuns: 300 },
  );
});
