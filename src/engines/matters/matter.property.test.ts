import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTimeBetween, elapsedOf, type Instant, instant, measureWorkingMinutes } from '#kernel';
import { isComplainedOf } from './complained.ts';
import { holdings, timeBy } from './custody.ts';
import { decide } from './decide.ts';
import { loadLoop } from './definition/load.ts';
import type { Act, LoopDefinition } from './definition/schema.ts';
import { entitled } from './entitle.ts';
import { isRef, type MatterEvent } from './events.ts';
import { fold } from './evolve.ts';
import { currentHop, isActive, isOwed } from './state.ts';
import { decideDue, pending } from './sweep.ts';
import { UNSEEN } from './unseen.fixture.ts';
import { anyLocality, anyStep, calendarOf, type Step, Story } from './walk.fixture.ts';
import { ACTORS, directory, PACK_LOOPS, packLoop } from './world.fixture.ts';

const unseen = loadLoop(UNSEEN, 'unseen.yaml').definition as LoopDefinition;
const appeal = packLoop('appeal');
const byGrade = { ...appeal, preset: 'by-grade' };
const LOOPS: readonly LoopDefinition[] = [
  appeal,
  byGrade,
  unseen,
  ...PACK_LOOPS.filter((each) => each !== 'appeal').map(packLoop),
];

type Given = { readonly loop: number; readonly start: number; readonly region: boolean; readonly complained: number };

const anyGiven: fc.Arbitrary<Given> = fc.record({
  loop: fc.nat({ max: LOOPS.length - 1 }),
  start: fc.integer({ min: 0, max: 60 * 24 * 40 }),
  region: fc.boolean(),
  complained: fc.nat({ max: 7 }),
});

const START = instant('2026-09-07T08:00');

/** Plays a random story and shows it to `look` after every step. */
function stories(
  look: (story: Story, step: Step, done: readonly MatterEvent[] | null, before: Story['state']) => void,
  runs = 60,
) {
  fc.assert(
    fc.property(anyGiven, anyLocality, fc.array(anyStep, { minLength: 5, maxLength: 40 }), (given, locality, steps) => {
      const story = begin(given, calendarOf(locality));
      for (const step of steps) {
        story.pass(step);
        const before = story.state;
        const done = story.act(step);
        look(story, step, done, before);
      }
    }),
    { numRuns: runs, seed: 20260907 },
  );
}

function begin({ loop, start, region, complained }: Given, calendar: Story['calendar']): Story {
  const definition = LOOPS[loop] ?? appeal;
  const given = {
    ...(region ? { region: 'county' } : {}),
    ...(complained === 1 ? { complainedOf: ['housing'] } : {}),
    ...(complained === 2 ? { complainedOf: ['county'] } : {}),
    ...(complained === 3 ? { agent: 'grid-1' } : {}),
  };
  return new Story(definition, calendar, (START + start * 60_000) as Instant, given);
}

describe('any story of any matter', () => {
  it('loses no event and folds to the same state at once, step by step, and again', () => {
    stories((story) => {
      expect(story.events.map((each) => each.seq)).toEqual(story.events.map((_, index) => index + 1));
      expect(fold('m1', story.events)).toEqual(story.state);
      // Words lie apart, whichever move recorded them.
      expect(Object.values(story.state.fields).filter(isRef)).toEqual([]);
    });
  });

  it('decides the same for the same question, and a refusal changes nothing', () => {
    stories((story, { actor, move, seed }) => {
      const who = Object.values(ACTORS)[actor % Object.keys(ACTORS).length] ?? ACTORS.system;
      const name = Object.keys(story.definition.moves)[move % Object.keys(story.definition.moves).length] ?? '';
      const command = { move: name, input: story.inputFor(name, seed) };
      const frozen = deepFreeze(structuredClone(story.state));
      const once = decide(frozen, command, story.context(who));
      expect(decide(frozen, command, story.context(who))).toEqual(once);
      // Two decisions on one state claim the same sequence: the store lets only one of them through.
      if (Array.isArray(once)) expect(once[0]?.seq).toBe(frozen.seq + 1);
    });
  });

  it('is held by exactly one at every moment, and the holdings sum to the time it was open', () => {
    stories(({ state, calendar, now, open }) => {
      expect(state.custody.filter((each) => each.to === undefined)).toHaveLength(state.closed ? 0 : 1);
      const held = holdings(state, calendar, now);
      const span = (measure: (from: number, to: number) => number) =>
        open.reduce((sum, { from, to }) => sum + measure(from, to ?? now), 0);
      const working = (from: number, to: number) => measureWorkingMinutes(calendar, from as Instant, to as Instant);
      expect(sum(held.map((each) => each.minutes))).toBeCloseTo(
        span((from, to) => (to - from) / 60_000),
        6,
      );
      expect(sum(held.map((each) => each.workingMinutes))).toBe(span(working));
      for (const key of ['unit', 'section', 'person', 'hop'] as const)
        expect(sum(timeBy(key, state, calendar, now).map((each) => each.workingMinutes))).toBe(span(working));
    });
  });

  it('keeps its clocks additive: what a clock used is the time it ran, suspensions left out', () => {
    stories((story) => {
      for (const [name, { state, cycle }] of Object.entries(story.state.clocks)) {
        if (state.unit === 'day' || state.unit === 'month') continue;
        const ran = runningSpans(story.events, name, cycle, story.now);
        const used = ran.reduce((sum, [from, to]) => {
          const since = Math.max(from, state.countingFrom);
          return sum + (to > since ? clockTimeBetween(story.calendar, state.unit, since as Instant, to as Instant) : 0);
        }, 0);
        expect(elapsedOf(story.calendar, state, story.now)).toBe(used);
      }
    });
  });

  it('never restarts a clock by assigning, passing, returning, signing or regrading', () => {
    const quiet = new Set([
      'assign',
      'transfer',
      'pass',
      'return',
      'sign',
      'report',
      'draft',
      'review',
      'approve',
      'grade',
    ]);
    stories((story, _step, done, before) => {
      for (const event of done ?? []) {
        if (event.type !== 'clock-started') continue;
        const clock = before.clocks[event.data.clock];
        expect(event.data.cycle).toBe((clock?.cycle ?? 0) + 1);
        const stoppedNow = done?.some((each) => each.type === 'clock-stopped' && each.data.clock === event.data.clock);
        expect(!clock || clock.stoppedAt !== undefined || stoppedNow).toBe(true);
      }
      const act = done?.find((each) => 'move' in each.data);
      if (!act || !quiet.has(act.type) || act.type === 'grade') return;
      for (const [name, clock] of Object.entries(before.clocks)) {
        const after = story.state.clocks[name];
        if (after?.cycle !== clock.cycle || after.stoppedAt !== undefined) continue;
        if (done?.some((each) => each.type === 'clock-reprojected' || each.type === 'clock-resumed')) continue;
        expect(after.state).toEqual(clock.state);
      }
    });
  });

  it('fires every rung once and in order, and a second sweep changes nothing', () => {
    stories((story, step) => {
      const fired = story.events.filter((each) => each.type === 'rung-fired');
      const keys = fired.map(({ data }) => `${data.clock}/${data.cycle}/${data.rung}`);
      expect(new Set(keys).size).toBe(keys.length);
      const breaches = story.events.filter((each) => each.type === 'breached');
      expect(new Set(breaches.map(({ data }) => `${data.clock}/${data.cycle}`)).size).toBe(breaches.length);
      if (!step.swept) return;
      const swept = story.sweep();
      const planned = swept.filter((each) => each.type === 'rung-fired').map(({ data }) => data.plannedAt);
      if (!swept.some((each) => each.type === 'resumed')) expect(planned).toEqual([...planned].sort((a, b) => a - b));
      expect(pending(story.state).filter((each) => each.at <= story.now)).toEqual([]);
      expect(decideDue(story.state, story.context(ACTORS.system))).toEqual([]);
    });
  });

  it('fires the rungs that were missed, however late the sweep comes', () => {
    stories((story) => {
      const late = new Story(story.definition, story.calendar, story.now);
      late.now = (late.now + 400 * 24 * 3_600_000) as Instant;
      late.sweep();
      for (const [name, clock] of Object.entries(late.state.clocks)) {
        const ladder = story.definition.clocks[name]?.ladder ?? [];
        if (clock.state.unit !== 'minute')
          expect(clock.rungs.filter((each) => each.firedAt !== undefined)).toHaveLength(ladder.length);
      }
    }, 5);
  });

  it('blames a breach on who held the matter when the limit ended', () => {
    stories(({ events, state }) => {
      for (const event of events) {
        if (event.type !== 'breached') continue;
        const { unit, dueAt, overrunMinutes } = event.data;
        const held = state.custody.filter((each) => each.from <= dueAt && (each.to === undefined || dueAt <= each.to));
        expect(held.length === 0 || held.some((each) => each.unit === unit)).toBe(true);
        expect(overrunMinutes).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('keeps each deadline of the dispatch tree inside the one above', () => {
    stories(({ state, definition }) => {
      const governing = Object.entries(definition.clocks).find(([, each]) => each.governs)?.[0] ?? '';
      const fireAt = state.clocks[governing]?.stoppedAt === undefined ? state.clocks[governing]?.state.fireAt : null;
      for (const hop of state.hops.filter(isActive)) {
        const parent = state.hops.find((each) => each.id === hop.parent);
        if (hop.dueAt !== null && parent && parent.dueAt !== null) expect(hop.dueAt).toBeLessThanOrEqual(parent.dueAt);
        if (hop.dueAt !== null && fireAt) expect(hop.dueAt).toBeLessThanOrEqual(fireAt);
      }
    });
  });

  it('always has something running while it is open, and nothing once it has ended', () => {
    stories(({ state }) => {
      const live = Object.values(state.clocks).filter((each) => each.stoppedAt === undefined);
      const running = live.filter((each) => each.state.runningSince !== null);
      if (!state.closed) {
        expect(state.suspension ? running.length === 0 : running.length > 0).toBe(true);
        return;
      }
      expect(live).toEqual([]);
      expect(pending(state)).toEqual([]);
      expect(state.suspension).toBeUndefined();
      expect(state.pendingExtension).toBeUndefined();
      expect(state.hops.filter(isActive)).toEqual([]);
      expect(state.obligations.filter(isOwed)).toEqual([]);
    });
  });

  it('never reaches whom it complains of', () => {
    stories(({ state }) => {
      const { complainedOf } = state;
      for (const unit of [...state.hops, ...state.obligations].map((each) => each.unit))
        expect(isComplainedOf(unit, complainedOf, directory)).toBe(false);
      const principals = entitled(state, directory).map((each) => each.principal);
      for (const unit of complainedOf) expect(principals).not.toContain(`unit:${unit}`);
    });
  });

  it('can always be brought to an end by officials alone, without a withdrawal', () => {
    fc.assert(
      fc.property(
        anyGiven,
        anyLocality,
        fc.array(anyStep, { minLength: 0, maxLength: 30 }),
        (given, locality, steps) => {
          const story = begin(given, calendarOf(locality));
          for (const step of steps) story.step(step);
          bringToEnd(story);
          expect(story.state.closed, story.trace()).toBe(true);
        },
      ),
      { numRuns: 120, seed: 20260908 },
    );
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** When a clock ran in a cycle, as its events tell. */
function runningSpans(events: readonly MatterEvent[], name: string, cycle: number, now: number) {
  const spans: [number, number][] = [];
  let current = 0;
  let since: number | null = null;
  const shut = (at: number) => {
    if (since !== null && current === cycle) spans.push([since, at]);
    since = null;
  };
  for (const event of events) {
    if (!('clock' in event.data) || event.data.clock !== name) continue;
    if (event.type === 'clock-started') {
      current = event.data.cycle;
      since = event.at;
    } else if (event.type === 'clock-resumed') since = event.at;
    else if (event.type === 'clock-suspended' || event.type === 'clock-stopped') shut(event.at);
  }
  shut(now);
  return spans;
}

/** What officials do to finish, nearest the end first. */
const TOWARDS_THE_END: readonly Act[] = [
  'verify',
  'finish',
  'approve',
  'review',
  'draft',
  'report',
  'sign',
  'advance',
  'answer',
  'assign',
  'decide-extension',
  'unshelve',
  'call-back',
];

function bringToEnd(story: Story): void {
  const moves = TOWARDS_THE_END.flatMap((act) =>
    Object.keys(story.definition.moves).filter((each) => story.definition.moves[each]?.act === act),
  );
  for (let round = 0; round < 80 && !story.state.closed; round += 1) {
    story.sweep();
    const did = moves
      .filter((each) => !isIdle(story, story.definition.moves[each]?.act))
      .some((move) =>
        Object.values(ACTORS).some((who) => story.attempt(who, move, closingInput(story, move)) !== null),
      );
    if (!did && !story.wait()) return;
  }
}

/** What could be done again and again without getting anywhere. */
function isIdle({ state }: Story, act: Act | undefined): boolean {
  if (act === 'draft') return currentHop(state)?.stage === 'cleared';
  if (act === 'call-back') return state.calls > 0;
  return act === 'assign' && currentHop(state) !== undefined;
}

function closingInput(story: Story, move: string) {
  const rule = story.definition.moves[move];
  const {
    units: _,
    due: _due,
    person: _person,
    grade: _grade,
    ...input
  } = story.inputFor(move, 1) as Record<string, unknown>;
  const outcome = rule?.needs.find((each) => each.name === 'outcome')?.options?.[0]?.code;
  return {
    ...input,
    ...(rule?.act === 'assign' ? { unit: story.state.complainedOf.includes('county') ? 'water' : 'tax' } : {}),
    ...(outcome ? { outcome } : {}),
    ...(rule?.act === 'approve' || rule?.act === 'review' ? { verdict: 'pass' } : {}),
    ...(rule?.act === 'answer' ? { kind: 'agree', obligation: undefined } : {}),
    ...(rule?.act === 'decide-extension' ? { verdict: 'refuse' } : {}),
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
}
