import {
  type AllowedMove,
  type DecisionContext,
  type Hop,
  lampOf,
  type MatterState,
  standingOf,
} from '#engines/matters';
import { formatDeadline, type Instant, measureWorkingMinutes, toInstant, type WorkingCalendar } from '#kernel';
import { displayOf } from './display-of.ts';
import type { Names } from './names.ts';
import { nextMoveOf } from './next-move.ts';
import type { Relation } from './relation.ts';
import type { MatterRow } from './view-schema.ts';

export type Viewing = {
  readonly context: DecisionContext;
  /** Where they have been looked at by the checks that moves name; lists spare that. */
  readonly open?: readonly AllowedMove[];
  readonly names: Names;
  readonly calendar: WorkingCalendar;
  readonly now: number;
} & Relation;

/** Negative for what lies behind. */
export const workingMinutes = (calendar: WorkingCalendar, from: number, to: number): number =>
  from <= to
    ? measureWorkingMinutes(calendar, from as Instant, to as Instant)
    : -measureWorkingMinutes(calendar, to as Instant, from as Instant);

/** One line of a list. */
export function rowOf(state: MatterState, title: string, viewing: Viewing): MatterRow {
  const { context, names, calendar, now } = viewing;
  const { definition } = context;
  const reading = lampOf(state, now);
  const held = state.closed ? undefined : state.custody.at(-1);
  const status = definition.states.find((each) => each.id === state.status);
  return {
    id: state.id,
    number: state.number,
    loop: state.loop,
    loopTitle: definition.title,
    title: viewing.names.said(title),
    status: { code: state.status, title: status?.title ?? state.status },
    lamp: reading.lamp,
    lampWhy: lampWhy(state, reading, viewing),
    provisional: reading.provisional,
    ...(reading.dueAt === undefined
      ? {}
      : { dueAt: reading.dueAt, remainingMinutes: workingMinutes(calendar, now, reading.dueAt) }),
    ...(held
      ? {
          holder: holderView(held, names),
          heldSince: held.from,
          heldWorkingMinutes: workingMinutes(calendar, held.from, now),
        }
      : {}),
    ...codes(state, names, viewing),
    openedAt: state.openedAt,
    updatedAt: state.updatedAt,
    ...(state.closedAt === undefined ? {} : { closedAt: state.closedAt }),
    flags: state.flags.map((code) => ({ code, title: definition.flags[code] ?? code })),
    tags: [...state.tags],
    ...(state.reopenings > 0 ? { reopenings: state.reopenings } : {}),
    ...(state.plan ? { planId: state.plan } : {}),
    ...changedOf(state, viewing),
    ...nextOf(state, viewing),
  };
}

/** What 变更牵头 or 延期 has made different from what was filled in. */
function changedOf(state: MatterState, { context, names }: Viewing): Pick<MatterRow, 'changed'> {
  const { definition, calendar } = context;
  const changed = definition.fields.flatMap((field) => {
    if (!field.follows && field.type !== 'date') return [];
    const { value, was, printed } = standingOf(definition, state, field, calendar);
    if (was === undefined) return [];
    const say = (each: unknown) => displayOf(each, field.type, field.list, names);
    const of: 'holder' | 'due' = field.follows ?? 'due';
    return [{ name: field.name, title: field.title, of, display: say(value), was: printed ?? say(was) }];
  });
  return changed.length > 0 ? { changed } : {};
}

export const holderView = (held: Pick<Hop, 'unit' | 'section' | 'person'>, names: Names) => ({
  unit: names.unit(held.unit),
  ...(held.section ? { section: held.section } : {}),
  ...(held.person ? { person: names.person(held.person) } : {}),
});

function codes(state: MatterState, names: Names, { context, showsSubject }: Viewing) {
  const { category } = state.fields;
  const listOf = (field: string, otherwise: string) =>
    context.definition.fields.find((each) => each.name === field)?.list ?? otherwise;
  const grade = context.definition.grading.find((each) => each.grade === state.grade)?.title;
  return {
    ...(state.enterprise && showsSubject ? { enterprise: names.enterprise(state.enterprise) } : {}),
    ...(state.region ? { region: names.code('region', state.region) } : {}),
    ...(typeof category === 'string' ? { category: names.code(listOf('category', 'appeal-category'), category) } : {}),
    ...(state.grade ? { grade: { code: state.grade, title: grade ?? state.grade } } : {}),
    // Nobody chooses this one: it is in no list.
    channel: state.channel === 'system' ? { code: 'system', title: '系统立件' } : names.code('channel', state.channel),
  };
}

function nextOf(state: MatterState, { context, open }: Viewing): Pick<MatterRow, 'next'> {
  const next = nextMoveOf(state, context, open);
  return next ? { next: { move: next.move, title: next.title } } : {};
}

function lampWhy(state: MatterState, reading: ReturnType<typeof lampOf>, { context, names, now }: Viewing): string {
  const { definition } = context;
  if (reading.lamp === 'done') return '事项已经结束';
  if (state.suspension) {
    const until = formatDeadline(toInstant(state.suspension.until), toInstant(now));
    return `按“${definition.grounds[state.suspension.ground]?.title ?? state.suspension.ground}”暂停计时，最迟到${until}`;
  }
  if (reading.dueAt === undefined) return '没有正在走的时限';
  const clock = definition.clocks[reading.clock ?? '']?.title ?? '';
  const deadline = formatDeadline(toInstant(reading.dueAt), toInstant(now));
  const holder = state.custody.at(-1);
  const where = holder ? `，现由${names.unit(holder.unit).name}办理` : '';
  if (reading.lamp === 'overdue') return `“${clock}”时限为${deadline}，已经超过${where}`;
  const sure = reading.provisional ? '（放假安排未公布，暂定）' : '';
  const near = formatDeadline(toInstant(reading.nearAt ?? reading.dueAt), toInstant(now)).replace(/\s*前$/, '');
  const when = `，${near} 起为临期`;
  return `“${clock}”时限为${deadline}${sure}${when}${where}`;
}
