import { dayOf, toInstant } from '#kernel';
import type { Act } from './definition/schema.ts';
import { type ActData, type ContentRef, isRef, type MatterEvent } from './events.ts';
import {
  type CustodySegment,
  currentHop,
  type Hop,
  type HopStage,
  isActive,
  isOwed,
  type MatterState,
} from './state.ts';

type ActEvent = MatterEvent & { readonly type: Act; readonly data: ActData };

/** Folds an act: what all acts share (state, custody, counts), then what this one adds. */
export function evolveAct(state: MatterState, event: ActEvent): MatterState {
  const own = raised(OWN[event.type]?.(state, event) ?? state, event.data);
  return withCustody(withStatus(own, event), event);
}

/** What every act may carry: recorded fields, and the higher office that keeps it from now on. */
function raised(state: MatterState, { fields, office, raisedFrom }: ActData): MatterState {
  if (!fields && !office && !raisedFrom) return state;
  const before = state.formerOffices ?? [];
  const moved = office !== undefined && office !== state.office;
  return {
    ...state,
    ...(fields ? recorded(state, fields) : {}),
    ...(moved ? { office, formerOffices: [...before, state.office] } : {}),
    ...(raisedFrom ? { raisedFrom } : {}),
  };
}

/** Words lie apart; the rest stands in the fields. */
function recorded(
  state: MatterState,
  given: Readonly<Record<string, unknown>>,
): Pick<MatterState, 'fields' | 'contents'> {
  const entries = Object.entries(given);
  const words = entries.filter((each): each is [string, ContentRef] => isRef(each[1]));
  return {
    fields: { ...state.fields, ...Object.fromEntries(entries.filter(([, value]) => !isRef(value))) },
    contents: { ...state.contents, ...Object.fromEntries(words) },
  };
}

function withStatus(state: MatterState, { data, at }: ActEvent): MatterState {
  const moveCounts = { ...state.moveCounts, [data.move]: (state.moveCounts[data.move] ?? 0) + 1 };
  if (data.to === undefined) return { ...state, moveCounts };
  const cameFrom = data.to === state.status ? state.cameFrom : state.status;
  const moved = { ...state, moveCounts, status: data.to, ...(cameFrom === undefined ? {} : { cameFrom }) };
  if (data.outcome !== undefined) return closing({ ...moved, outcome: data.outcome }, at);
  const { closedAt: _at, outcome: _outcome, ...open } = moved;
  return { ...open, closed: false };
}

/** At the end nobody works on it, owes an answer or waits for an extension any more. */
function closing(state: MatterState, at: number): MatterState {
  const { pendingExtension: _, ...rest } = endHops(state);
  const obligations = rest.obligations.map((each) => (isOwed(each) ? { ...each, releasedAt: at } : each));
  return { ...rest, obligations, closed: true, closedAt: at };
}

const endHops = (state: MatterState, stage: HopStage = 'ended'): MatterState => ({
  ...state,
  hops: state.hops.map((each) => (isActive(each) ? { ...each, stage } : each)),
});

/** Closes the running segment and opens the next; a matter that ends is held by nobody. */
function withCustody(state: MatterState, event: ActEvent): MatterState {
  const { data, at } = event;
  const open = state.custody.at(-1);
  const shut = (): MatterState['custody'] =>
    open && open.to === undefined ? [...state.custody.slice(0, -1), { ...open, to: at }] : state.custody;
  if (state.closed) return { ...state, custody: shut() };
  const hops = data.hop ? [...state.hops, newHop(data.hop, state, event)] : state.hops;
  const given = { ...state, hops, obligations: owedByOthers(state, data.hop?.unit, at) };
  if (!data.custody || (open && open.to === undefined && isSame(open, data.custody))) return given;
  return { ...given, custody: [...shut(), { ...data.custody, from: at }] };
}

/** Whoever is given the matter itself no longer owes an answer to it. */
const owedByOthers = ({ obligations }: MatterState, unit: string | undefined, at: number): MatterState['obligations'] =>
  obligations.map((each) =>
    each.kind === 'co-handle' && each.unit === unit && isOwed(each) ? { ...each, releasedAt: at } : each,
  );

const isSame = (a: CustodySegment, b: NonNullable<ActData['custody']>): boolean =>
  a.hop === b.hop && a.unit === b.unit && a.section === b.section && a.person === b.person;

const newHop = (hop: NonNullable<ActData['hop']>, state: MatterState, { at, unit }: ActEvent): Hop => ({
  ...hop,
  stage: 'unsigned',
  assignedAt: at,
  assignedBy: unit ?? state.office,
});

const stage =
  (to: HopStage) =>
  (state: MatterState): MatterState =>
    patchHop(state, { stage: to });

function patchHop(state: MatterState, patch: Partial<Hop>): MatterState {
  const hop = currentHop(state);
  if (!hop) return state;
  return { ...state, hops: state.hops.map((each) => (each.id === hop.id ? { ...each, ...patch } : each)) };
}

/** Only a text that somebody else must look at binds the answer. */
function drafted(state: MatterState, next: HopStage, drafter: string, text: ContentRef | null): MatterState {
  const hop = currentHop(state);
  if (!hop) return state;
  const { draft: _, ...rest } = hop;
  const now = { ...rest, stage: next, drafter, ...(text && next !== 'cleared' ? { draft: text } : {}) };
  return { ...state, hops: state.hops.map((each) => (each.id === hop.id ? now : each)) };
}

const content = (value: unknown): ContentRef | null => (isRef(value) ? value : null);

function openObligations(state: MatterState, { data, at }: ActEvent): MatterState {
  const added = (data.obligations ?? []).map((each) => ({ ...each, askedAt: at }));
  return { ...state, obligations: [...state.obligations, ...added] };
}

type Own = (state: MatterState, event: ActEvent) => MatterState;

const OWN: Partial<Record<Act, Own>> = {
  sign: (state, { at, actor }) =>
    patchHop(state, { stage: 'handling', signedAt: at, ...(actor ? { person: actor } : {}) }),
  pass: stage('passed'),
  advance: (state, { data, actor }) => ({ ...state, stepsBy: { ...state.stepsBy, [data.move]: actor } }),
  assign: (state, event) => graded(openObligations(endHops(state, 'moved'), event), event),
  transfer: (state, event) => openObligations(endHops(state, 'moved'), event),
  'co-handle': openObligations,
  instruct: openObligations,
  return: (state, { data }) => ({
    ...handUp(proposing(state, data.input.proposed), 'returned'),
    returns: state.returns + (data.input.counts === false ? 0 : 1),
  }),
  draft: (state, { data, actor }) =>
    drafted(state, stageInput(data.input.next, 'cleared'), actor, content(data.input.text)),
  review: (state, { data }) => patchHop(state, { stage: stageInput(data.input.next, 'handling') }),
  approve: (state, { data }) => patchHop(state, { stage: stageInput(data.input.next, 'handling') }),
  report: (state) => handUp(state, 'reported'),
  finish: (state, { actor, at }) => ({ ...endHops(state), finishedBy: actor, finishedAt: at }),
  reopen: (state) => ({ ...endHops(state), reopenings: state.reopenings + 1 }),
  answer: (state, event) => answered(state, event),
  'call-back': (state, { data, at }) => ({
    ...state,
    calls: state.calls + 1,
    callDays: [...new Set([...(state.callDays ?? []), dayOf(toInstant(at))])],
    ...(data.input.result === 'reached' ? { reachedAt: at } : {}),
  }),
  rate: (state, { data, at, actor }) => ({ ...state, rating: { grade: Number(data.input.grade), at, by: actor } }),
  grade: graded,
  amend: (state, { data }) => amended(state, data),
  'request-extension': (state, { data, at, actor }) => ({
    ...state,
    pendingExtension: {
      clock: String(data.input.clock),
      amount: Number(data.input.amount),
      reason: content(data.input.reason),
      by: actor,
      at,
    },
  }),
  'decide-extension': (state) => {
    const { pendingExtension: _, ...rest } = state;
    return rest;
  },
  split: ({ mergedInto: _, ...state }) => state,
  merge: (state, { data }) => ({ ...state, mergedInto: String(data.input.into) }),
  link: (state, { data }) => ({
    ...state,
    links: [...state.links, { kind: String(data.input.kind ?? 'related'), matter: String(data.input.matter) }],
  }),
  repudiate: (state) => {
    const { agent: _, ...rest } = state;
    return rest;
  },
};

const stageInput = (value: unknown, otherwise: HopStage): HopStage =>
  value === 'in-review' || value === 'in-approval' || value === 'cleared' || value === 'handling' ? value : otherwise;

const proposing = (state: MatterState, unit: unknown): MatterState =>
  typeof unit === 'string' ? patchHop(state, { proposed: unit }) : state;

/** The child is done with it, reported or returned, and the parent handles again. */
function handUp(state: MatterState, end: HopStage): MatterState {
  const hop = currentHop(state);
  if (!hop) return state;
  return {
    ...state,
    hops: state.hops.map((each) => {
      if (each.id === hop.id) return { ...each, stage: end };
      return each.id === hop.parent ? { ...each, ...takenUp(hop, each, end) } : each;
    }),
  };
}

function graded(state: MatterState, { data }: ActEvent): MatterState {
  return typeof data.input.grade === 'string' ? { ...state, grade: data.input.grade } : state;
}

/** What a section cleared is cleared for its unit; anything else is in the parent's hands again. */
function takenUp(child: Hop, parent: Hop, end: HopStage): Partial<Hop> {
  const cleared = end === 'reported' && child.stage === 'cleared' && child.unit === parent.unit;
  if (!cleared) return { stage: 'handling' };
  const { drafter, draft } = child;
  return { stage: 'cleared', ...(drafter ? { drafter } : {}), ...(draft ? { draft } : {}) };
}

function answered(state: MatterState, { data, at, actor }: ActEvent): MatterState {
  const { obligation, kind, reason } = data.input;
  const answer = { kind: String(kind), reason: content(reason), at, by: actor };
  return {
    ...state,
    obligations: state.obligations.map((each) => (each.id === obligation ? { ...each, answer } : each)),
  };
}

function amended(state: MatterState, data: ActData): MatterState {
  const { region, enterprise, tags, complainedOf, ...given } = (data.input.fields ?? {}) as Record<string, unknown>;
  return {
    ...state,
    ...recorded(state, given),
    ...(typeof region === 'string' ? { region } : {}),
    ...(typeof enterprise === 'string' ? { enterprise } : {}),
    ...(Array.isArray(tags) ? { tags: tags.map(String) } : {}),
    ...(Array.isArray(complainedOf) ? { complainedOf: complainedOf.map(String) } : {}),
  };
}
