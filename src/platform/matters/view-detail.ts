import {
  currentHop,
  type HopStage,
  holdings,
  type MatterClock,
  type MatterEvent,
  type MatterState,
  nearAtOf,
} from '#engines/matters';
import { asUnits, elapsedOf, remainingOf, toInstant } from '#kernel';
import { say } from './say.ts';
import { ERASED, fieldsOf } from './view-fields.ts';
import { movesOf } from './view-moves.ts';
import { holderView, rowOf, type Viewing, workingMinutes } from './view-row.ts';
import type { MatterDetail } from './view-schema.ts';

export type DetailSources = {
  readonly state: MatterState;
  readonly events: readonly MatterEvent[];
  /** Opened contents by id; absent once erased. */
  readonly texts: ReadonlyMap<string, string>;
  readonly files: MatterDetail['files'];
  readonly links: MatterDetail['links'];
  readonly title: string;
  readonly help: string;
  /** Enterprises see their own path, not the notes inside the government. */
  readonly outside: boolean;
};

const STAGES: Readonly<Record<HopStage, string>> = {
  unsigned: '待签收',
  handling: '办理中',
  'in-review': '核稿中',
  'in-approval': '审签中',
  cleared: '已审签',
  passed: '已下转',
  reported: '已上报',
  returned: '已退办',
  moved: '已转出',
  ended: '已办结',
};
const UNITS: Readonly<Record<string, string>> = {
  'working-day': '个工作日',
  'working-hour': '个工作小时',
  'working-minute': '个工作分钟',
  day: '天',
  hour: '小时',
  minute: '分钟',
  month: '个月',
};
const ANSWERS: Readonly<Record<string, string>> = {
  agree: '同意',
  disagree: '不同意',
  'agree-but-up': '同意，但须报上级',
};

/** One matter in full: what it is, where it stands, what has happened, and what this reader may do now. */
export function detailOf(sources: DetailSources, viewing: Viewing): MatterDetail {
  const { state, texts, title, files, links, help, outside } = sources;
  const { context, calendar, names, now } = viewing;
  const { definition } = context;
  const suspension = state.suspension;
  return {
    ...rowOf(state, title, viewing),
    seq: state.seq,
    fields: fieldsOf(sources, viewing),
    clocks: clocksOf(state, definition).map(([name, clock]) => clockView(name, clock, texts, viewing)),
    hops: outside ? [] : hopsOf(state, viewing),
    heldBy: holdings(state, calendar, now).map((each) => ({
      ...holderView(each, names),
      from: each.from,
      ...(each.to === undefined ? {} : { to: each.to }),
      workingMinutes: each.workingMinutes,
    })),
    obligations: outside ? [] : obligationsOf(sources, viewing),
    timeline: timelineOf(sources, viewing),
    ...movesOf(state, viewing),
    links,
    files: files.map((each) => ({ ...each, by: uploaderOf(each.by, sources, viewing) })),
    ...(suspension && !state.closed
      ? {
          suspension: {
            title: definition.grounds[suspension.ground]?.title ?? suspension.ground,
            since: suspension.since,
            until: suspension.until,
          },
        }
      : {}),
    ...(outside ? {} : { complainedOf: state.complainedOf.map((each) => namedOf(each, viewing)) }),
    ...(state.rating ? { rating: { grade: state.rating.grade, at: state.rating.at } } : {}),
    loopInfo: { id: definition.loop, title: definition.title, version: state.version, help },
  };
}

const namedOf = (id: string, { names, context }: Viewing) =>
  context.directory.unit(id) ? names.unit(id) : names.person(id);

/** In the order in which the work meets them: as the definition lists them, whichever started last. */
function clocksOf({ clocks }: MatterState, definition: Viewing['context']['definition']) {
  const order = Object.keys(definition.clocks);
  return Object.entries(clocks).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

function nearOf(clock: MatterClock): { nearAt?: number } {
  const nearAt = nearAtOf(clock);
  return nearAt === null ? {} : { nearAt };
}

function clockView(
  name: string,
  clock: MatterClock,
  texts: DetailSources['texts'],
  viewing: Viewing,
): MatterDetail['clocks'][number] {
  const { context, calendar, now } = viewing;
  const rule = context.definition.clocks[name];
  const { state, stoppedAt, met, breachedAt } = clock;
  const running = stoppedAt === undefined && state.runningSince !== null;
  const at = toInstant(stoppedAt ?? now);
  return {
    name,
    title: rule?.title ?? name,
    unit: state.unit,
    unitTitle: UNITS[state.unit] ?? state.unit,
    budget: asUnits(calendar, state.unit, state.budget),
    ...(typeof rule?.budget === 'object' && 'until' in rule.budget ? { until: true } : {}),
    ...(state.fireAt === null ? {} : { fireAt: state.fireAt }),
    ...nearOf(clock),
    provisional: state.provisional,
    running,
    consumedMinutes: Math.round(elapsedOf(calendar, state, at) / 60_000),
    ...(stoppedAt === undefined ? { remainingMinutes: leftOf(clock, viewing) } : {}),
    calendarVersion: state.calendarVersion,
    ...(rule?.basis ? { legalBasis: { source: rule.basis.source, assumed: rule.basis.assumed ?? false } } : {}),
    extensions: clock.extensions.map(({ at: when, amount, reason }) => ({
      at: when,
      amount,
      ...(reason ? { reason: texts.get(reason.ref) ?? ERASED } : {}),
    })),
    ...(stoppedAt === undefined ? {} : { stoppedAt }),
    ...(met === undefined ? {} : { met }),
    ...(breachedAt === undefined ? {} : { breachedAt }),
    rungs: clock.rungs.map(({ rung, at: when, firedAt }) => ({
      name: rung,
      title: rule?.ladder.find((each) => each.rung === rung)?.title ?? rung,
      at: when,
      ...(firedAt === undefined ? {} : { firedAt }),
    })),
  };
}

/** Working time until it fires, counted as the row counts it, so that a page never says two numbers. */
function leftOf({ state }: MatterClock, { calendar, now }: Viewing): number {
  if (state.runningSince !== null && state.fireAt !== null) return workingMinutes(calendar, now, state.fireAt);
  return Math.round(remainingOf(calendar, state, toInstant(now)) / 60_000);
}

function hopsOf(state: MatterState, { calendar, names, now }: Viewing): MatterDetail['hops'] {
  const held = new Map<string, number>();
  holdings(state, calendar, now).forEach((each, index) => {
    const hop = state.custody[index]?.hop;
    if (hop) held.set(hop, (held.get(hop) ?? 0) + each.workingMinutes);
  });
  const current = currentHop(state)?.id;
  return state.hops.map((hop) => ({
    id: hop.id,
    ...(hop.parent ? { parentId: hop.parent } : {}),
    ...holderView(hop, names),
    stage: { code: hop.stage, title: STAGES[hop.stage] },
    assignedAt: hop.assignedAt,
    ...(hop.dueAt === null ? {} : { dueAt: hop.dueAt }),
    heldMinutes: held.get(hop.id) ?? 0,
    current: !state.closed && hop.id === current,
  }));
}

const obligationsOf = ({ state, texts }: DetailSources, { names }: Viewing): MatterDetail['obligations'] =>
  state.obligations.map(({ id, kind, unit, dueAt, answer, lapsedAt }) => ({
    id,
    kind,
    unit: names.unit(unit),
    dueAt,
    ...(answer
      ? {
          answer: {
            kind: answer.kind,
            title: ANSWERS[answer.kind] ?? answer.kind,
            at: answer.at,
            ...(answer.reason ? { reason: texts.get(answer.reason.ref) ?? ERASED } : {}),
          },
        }
      : {}),
    ...(lapsedAt === undefined ? {} : { lapsedAt }),
  }));

/** Who brought a file, as the timeline names him: a firm is no official, and an office is told outside as an office. */
function uploaderOf(by: string, { events, outside }: DetailSources, { names, showsSubject }: Viewing): string {
  const did = events.find((each) => each.actor === by);
  if (did && !did.unit && by !== 'system') return showsSubject ? '企业' : '反映人';
  if (outside) return did?.unit ? names.unit(did.unit).name : '工作人员';
  return names.person(by).name;
}

function timelineOf(
  { state, events, texts, outside }: DetailSources,
  { context, names, showsSubject }: Viewing,
): MatterDetail['timeline'] {
  return events
    .map((event) => {
      const { title, internal, refs } = say(event, state, context.definition, names);
      const text = refs.map((ref) => texts.get(ref) ?? ERASED).join('\n');
      const official = event.unit !== undefined || event.actor === 'system';
      const name =
        event.actor === 'system'
          ? '系统'
          : official
            ? names.person(event.actor).name
            : showsSubject && state.enterprise
              ? '企业'
              : '反映人';
      const unit = event.unit ? { unit: names.unit(event.unit).name } : {};
      return {
        seq: event.seq,
        at: event.at,
        type: event.type,
        title,
        // Outside, an office answers as an office; who sat at the desk is its own business.
        actor:
          outside && official
            ? { id: event.unit ?? 'system', name: event.unit ? names.unit(event.unit).name : '系统' }
            : { id: official || showsSubject ? event.actor : 'subject', name, ...unit },
        ...(text ? { text } : {}),
        internal,
      };
    })
    .filter((each) => !(outside && each.internal));
}
