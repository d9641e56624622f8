import * as fc from 'fast-check';
import {
  type Actor,
  addDays,
  buildCalendar,
  dayOf,
  formatInstant,
  type Instant,
  instant,
  isRefusal,
  type WorkingCalendar,
} from '#kernel';
import { baseCalendarData } from '#testing/base-calendar';
import { allowedMoves } from './allowed.ts';
import type { DecisionContext } from './context.ts';
import { decide } from './decide.ts';
import type { Act, LoopDefinition, Need } from './definition/schema.ts';
import type { Inputs, MatterEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { canOpen, type OpenCommand, open } from './open.ts';
import type { MatterState } from './state.ts';
import { decideDue, nextDueAt } from './sweep.ts';
import { ACTORS, directory, opening, text, UNITS } from './world.fixture.ts';

/** One step of a random story: time passes, perhaps the sweep comes, somebody tries something. */
export type Step = {
  readonly minutes: number;
  readonly swept: boolean;
  readonly actor: number;
  readonly move: number;
  /** Choose among the moves that this actor may make now, rather than among all. */
  readonly legal: boolean;
  readonly seed: number;
};

export const anyStep: fc.Arbitrary<Step> = fc.record({
  minutes: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 300 }) },
    { weight: 3, arbitrary: fc.integer({ min: 300, max: 3_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 3_000, max: 40_000 }) },
  ),
  swept: fc.boolean(),
  actor: fc.nat(),
  move: fc.nat(),
  legal: fc.integer({ min: 0, max: 3 }).map((each) => each > 0),
  seed: fc.nat(),
});

/** Local days off or on, and other office hours. */
export type Locality = { readonly days: readonly number[]; readonly rests: boolean; readonly late: boolean };

export const anyLocality: fc.Arbitrary<Locality> = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 12 }),
  rests: fc.boolean(),
  late: fc.boolean(),
});

const base = baseCalendarData();

export const calendarOf = ({ days, rests, late }: Locality): WorkingCalendar =>
  buildCalendar(
    { ...base, ...(late ? { endOfDay: '24:00' } : {}) },
    days.map((n) => ({ day: addDays(dayOf(instant('2026-09-01')), n), kind: rests ? 'rest' : 'work', reason: '本地' })),
  );

const EVERYBODY: readonly Actor[] = Object.values(ACTORS);

/** Acts that change nothing, and acts that end it: a story made of them is short or dull. */
const NOISE: ReadonlySet<Act> = new Set([
  'comment',
  'attach',
  'link',
  'urge',
  'supervise',
  'amend',
  'accept',
  'call-back',
  'repudiate',
]);
const ONWARD: ReadonlySet<Act> = new Set([
  'assign',
  'sign',
  'draft',
  'review',
  'approve',
  'report',
  'finish',
  'verify',
  'answer',
]);
const ENDINGS: ReadonlySet<Act> = new Set(['refuse', 'withdraw', 'merge']);

/** A matter and all that ever happened to it. */
export class Story {
  readonly definition: LoopDefinition;
  readonly calendar: WorkingCalendar;
  readonly events: MatterEvent[] = [];
  state: MatterState;
  now: Instant;
  /** From when to when it was open. */
  readonly open: { from: number; to: number | null }[];

  constructor(definition: LoopDefinition, calendar: WorkingCalendar, start: Instant, given: Partial<OpenCommand> = {}) {
    this.definition = definition;
    this.calendar = calendar;
    this.now = start;
    const by =
      [ACTORS.firm, ACTORS.dispatcher, ACTORS.system].find((each) => canOpen(definition, each)) ?? ACTORS.system;
    const command = { id: 'm1', number: 'N-1', channel: 'portal', ...opening(definition), ...given };
    const first = open(command, this.context(by, 0));
    if (isRefusal(first)) throw first;
    this.events.push(...first);
    this.state = fold('m1', first) as MatterState;
    this.open = [{ from: start, to: null }];
  }

  /** Ids are a function of the sequence, so that a retry gets the same. */
  context(actor: Actor, seq = this.state.seq): DecisionContext {
    let next = 0;
    const ids = () => {
      next += 1;
      return `id-${seq}-${next}`;
    };
    const { definition, calendar, now } = this;
    return { definition, version: 'v', now, actor, calendar, directory, ids };
  }

  take(events: readonly MatterEvent[]): void {
    for (const event of events) {
      const before = this.state.closed;
      this.state = evolve(this.state, event, 'm1');
      this.events.push(event);
      const last = this.open.at(-1);
      if (!before && this.state.closed && last) last.to = event.at;
      if (before && !this.state.closed) this.open.push({ from: event.at, to: null });
    }
  }

  sweep(): readonly MatterEvent[] {
    const due = decideDue(this.state, this.context(ACTORS.system));
    this.take(due);
    return due;
  }

  /** Lets the time of a step pass. */
  pass({ minutes, swept }: Step): void {
    this.now = (this.now + minutes * 60_000) as Instant;
    if (swept) this.sweep();
  }

  /** Plays one step; says what happened, null when the answer was no. */
  step(step: Step): readonly MatterEvent[] | null {
    this.pass(step);
    return this.act(step);
  }

  act({ actor, move, legal, seed }: Step): readonly MatterEvent[] | null {
    if (legal) return this.goOn(move, seed);
    const who = EVERYBODY[actor % EVERYBODY.length] ?? ACTORS.system;
    const names = Object.keys(this.definition.moves);
    const name = names[move % Math.max(1, names.length)];
    return name ? this.attempt(who, name, this.inputFor(name, seed)) : null;
  }

  /** Makes one of the moves that somebody may make now; those that carry the matter on are likelier. */
  private goOn(choice: number, seed: number): readonly MatterEvent[] | null {
    const may = EVERYBODY.flatMap((who) =>
      allowedMoves(this.state, this.context(who))
        .filter((each) => each.allowed)
        .map((each) => ({ who, move: each.move })),
    );
    const moves = [...new Set(may.map((each) => each.move))].flatMap((each) => Array(this.weight(each)).fill(each));
    const move = moves[choice % Math.max(1, moves.length)];
    const whos = may.filter((each) => each.move === move);
    for (let turn = 0; turn < 4; turn += 1) {
      const chosen = whos[(seed + turn) % Math.max(1, whos.length)];
      const done = chosen && this.attempt(chosen.who, chosen.move, this.inputFor(chosen.move, seed + turn * 11));
      if (done) return done;
    }
    return null;
  }

  private weight(name: string): number {
    const act = this.definition.moves[name]?.act;
    if (!act || NOISE.has(act) || ENDINGS.has(act)) return 1;
    return ONWARD.has(act) ? 16 : 4;
  }

  attempt(who: Actor, name: string, input: Inputs): readonly MatterEvent[] | null {
    const answer = decide(this.state, { move: name, input }, this.context(who));
    if (isRefusal(answer)) return null;
    this.take(answer);
    return answer;
  }

  inputFor(name: string, seed: number): Inputs {
    const needs = this.definition.moves[name]?.needs ?? [];
    const entries = needs.map((need, index) => [need.name, this.valueFor(need, seed + index * 7)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  private valueFor(need: Need, seed: number): unknown {
    if (!need.required && seed % 3 === 0) return undefined;
    const units = UNITS.map((each) => each.id);
    const unit = units[seed % units.length];
    const day = addDays(dayOf(this.now), (seed % 7) - 1);
    switch (need.type) {
      case 'unit':
        return unit;
      case 'units':
        return [unit, units[(seed + 3) % units.length]];
      case 'section':
        return '建管科';
      case 'person':
        return EVERYBODY[seed % EVERYBODY.length]?.id;
      case 'code':
        return need.options?.[seed % need.options.length]?.code;
      case 'date':
        return day;
      case 'number':
        return 1 + (seed % (need.max ?? 12));
      case 'boolean':
        return seed % 2 === 0;
      case 'files':
        return ['f1'];
      case 'matter':
        return 'm2';
      case 'clock':
        return Object.keys(this.definition.clocks)[seed % Object.keys(this.definition.clocks).length];
      case 'obligation':
        return this.state.obligations[seed % Math.max(1, this.state.obligations.length)]?.id;
      case 'fields': {
        const field = this.definition.fields.find((each) => each.type === 'date');
        return field ? { [field.name]: day } : { tags: ['t'] };
      }
      case 'file':
        return 'f1';
      default:
        return text(`t${seed}`);
    }
  }

  /** What happened, for the reader of a failure. */
  trace(): string {
    const lines = this.events.map(({ at, type, actor, data }) => {
      const said = 'input' in data ? JSON.stringify(data.input) : '';
      return `${formatInstant(at as Instant).slice(0, 16)} ${actor} ${'move' in data ? data.move : type} ${said}`;
    });
    return [...lines, JSON.stringify(this.state.hops), this.state.status].join('\n');
  }

  /** Lets time pass to the next thing that time brings; false when there is none. */
  wait(): boolean {
    const at = nextDueAt(this.state);
    if (at === undefined) return false;
    this.now = Math.max(this.now, at) as Instant;
    this.sweep();
    return true;
  }
}
