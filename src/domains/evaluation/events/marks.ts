import { fold, type MatterEvent, type MatterState, nearAtOf, nearestClock } from '#engines/matters';
import type { WorkingCalendar } from '#kernel';
import { type Exact, type Facts, toJsonNumber } from '#language';
import type { CompiledIndicator, CompiledSource } from './definition.ts';
import { matterFacts } from './facts.ts';

/** How a record stood from `at` until the next mark: what it counts for, and whose it was. Append-only history, derived. */
export type Mark = {
  readonly record: string;
  readonly at: number;
  /** Null while it still stands. */
  readonly until: number | null;
  readonly openedAt: number;
  readonly open: boolean;
  readonly unit: string | null;
  readonly region: string | null;
  readonly category: string | null;
  readonly plan: string | null;
  readonly subject: string | null;
  readonly dueAt: number | null;
  /** From when on the limit is near (▲). */
  readonly nearAt: number | null;
  readonly overdue: boolean;
  readonly suspended: boolean;
  /** Bits by indicator: counted, meets, and counted for the first time (or again, for acts). */
  readonly counted: bigint;
  readonly meets: bigint;
  readonly gained: bigint;
  /** By indicator; null where none. */
  readonly values: readonly (number | null)[];
};

type Standing = Omit<Mark, 'at' | 'until' | 'gained'>;

/** What a matter's events say beyond those that are known already. */
export type Followed = {
  readonly marks: readonly Mark[];
  /** Up to which event the marks that are written stand; 0: all of them are here. */
  readonly from: number;
  /** How the matter stood after that event, and how it stands now. */
  readonly stood: MatterState | null;
  readonly state: MatterState | null;
};

/**
 * The marks of one matter: one for each time that something counted changed. What is `known` is folded, and judged only
 * where it ends; an act whose events came apart is read as one, and everything with it.
 */
export function marksOfMatter(
  source: CompiledSource,
  matter: string,
  events: readonly MatterEvent[],
  calendar: WorkingCalendar,
  known = 0,
): Followed {
  const groups = together(events);
  const isOver = (group: readonly MatterEvent[]): boolean => (group.at(-1)?.seq ?? 0) <= known;
  const first = groups.findIndex((each) => !isOver(each));
  const old = first === -1 ? groups : groups.slice(0, first);
  const isWhole = (groups[first]?.[0]?.seq ?? known + 1) <= known;
  if (isWhole) return marksOfMatter(source, matter, events, calendar);
  const standing = (state: MatterState, group: readonly MatterEvent[]): Standing => ({
    ...placeOf(state),
    ...judge(source.indicators, matterFacts(state, group, source.clocks, calendar)),
  });
  const stood = fold(matter, old.flat(), null);
  let [state, before] = [stood, stood ? standing(stood, old.at(-1) ?? []) : undefined];
  const [marks, acts]: [Mark[], bigint] = [[], actBits(source.indicators)];
  for (const group of groups.slice(old.length)) {
    state = fold(matter, group, state);
    if (!state) continue;
    const now = standing(state, group);
    const done = acts & now.counted;
    if (before && done === 0n && isSame(before, now)) continue;
    const gained = (now.counted & ~(before?.counted ?? 0n)) | done;
    push(marks, { ...now, at: group.at(-1)?.at ?? state.updatedAt, until: null, gained });
    before = now;
  }
  return { marks, from: known, stood, state };
}

/** Events that one command wrote stand together: same moment, same actor, one act at most. */
function together(events: readonly MatterEvent[]): readonly (readonly MatterEvent[])[] {
  const groups: MatterEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const starts = event.type === 'opened' || 'move' in (event.data as object) || event.type === 'breached';
    if (group && last && !starts && last.at === event.at && last.actor === event.actor) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** A mark that lasted no time never showed, but what it gained did happen. */
function push(marks: Mark[], mark: Mark): void {
  const last = marks.at(-1);
  if (last) marks[marks.length - 1] = { ...last, until: mark.at };
  marks.push(mark);
}

function placeOf(state: MatterState): Omit<Standing, 'counted' | 'meets' | 'values'> {
  const { category } = state.fields;
  const nearest = nearestClock(state)?.[1];
  const standsStill = state.closed || state.suspension !== undefined;
  return {
    record: state.id,
    openedAt: state.openedAt,
    open: !state.closed,
    unit: answerable(state),
    region: state.region ?? null,
    category: typeof category === 'string' ? category : null,
    plan: state.plan ?? null,
    subject: state.enterprise ?? null,
    dueAt: standsStill ? null : (nearest?.state.fireAt ?? null),
    nearAt: standsStill || !nearest ? null : nearAtOf(nearest),
    overdue: !state.closed && !state.suspension && nearest?.breachedAt !== undefined,
    suspended: !state.closed && state.suspension !== undefined,
  };
}

/** To whom the office gave it; else the office itself, as in 月月清零. */
const answerable = (state: MatterState): string =>
  state.hops.findLast((hop) => hop.parent === null)?.unit ?? state.office;

/** Which indicators a record counts for, by what is known of it. Unknown is never counted. */
export function judge(
  indicators: readonly CompiledIndicator[],
  facts: Facts,
): Pick<Standing, 'counted' | 'meets' | 'values'> {
  let [counted, meets] = [0n, 0n];
  const values = indicators.map((each): number | null => {
    const bit = 1n << BigInt(each.bit);
    if (each.test.counted(facts) !== true) return null;
    const value = each.test.value ? numberOf(each.test.value(facts)) : null;
    // A mean of what is not known yet is a mean of the others.
    if (each.test.value && value === null) return null;
    counted |= bit;
    if (each.test.meets?.(facts) === true) meets |= bit;
    return value;
  });
  return { counted, meets, values };
}

const numberOf = (value: unknown): number | null =>
  value === null || typeof value === 'boolean' || typeof value === 'string' ? null : toJsonNumber(value as Exact);

const actBits = (indicators: readonly CompiledIndicator[]): bigint =>
  indicators.reduce((bits, each) => (each.isAct ? bits | (1n << BigInt(each.bit)) : bits), 0n);

function isSame(a: Standing, b: Standing): boolean {
  const keys = [
    'open',
    'unit',
    'region',
    'category',
    'plan',
    'subject',
    'dueAt',
    'nearAt',
    'overdue',
    'suspended',
    'counted',
    'meets',
  ] as const;
  return keys.every((key) => a[key] === b[key]) && a.values.every((each, i) => each === b.values[i]);
}

/** A record that happens once and stays as it was: a visit, a meeting. */
export function markOnce(
  source: CompiledSource,
  record: Pick<Mark, 'record' | 'at' | 'unit' | 'region' | 'subject'>,
  facts: Facts,
): Mark {
  const judged = judge(source.indicators, facts);
  return {
    ...record,
    ...judged,
    until: null,
    openedAt: record.at,
    open: false,
    category: null,
    plan: null,
    dueAt: null,
    nearAt: null,
    overdue: false,
    suspended: false,
    gained: judged.counted,
  };
}
