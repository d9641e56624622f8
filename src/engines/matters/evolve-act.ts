import type { Act } from './definition/schema.ts';
import type { ActData, ContentRef, MatterEvent } from './events.ts';
import type { Hop, HopStage, MatterState } from './state.ts';
import { currentHop } from './state.ts';

type ActEvent = MatterEvent & { readonly type: Act; readonly data: ActData };

/** Folds an act: what all acts share (state, custody, counts), then what this one adds. */
export function evolveAct(state: MatterState, event: ActEvent): MatterState {
  const own = OWN[event.type]?.(state, event) ?? state;
  return withCustody(withStatus(own, event), event);
}

function withStatus(state: MatterState, { data, at }: ActEvent): MatterState {
  const moveCounts = { ...state.moveCounts, [data.move]: (state.moveCounts[data.move] ?? 0) + 1 };
  if (data.to === undefined) return { ...state, moveCounts };
  const closed = data.outcome !== undefined;
  if (!closed) {
    const { closedAt: _at, outcome: _outcome, ...open } = state;
    return { ...open, moveCounts, status: data.to, closed };
  }
  return { ...state, moveCounts, status: data.to, closed, closedAt: at, outcome: data.outcome ?? '' };
}

/** Closes the running segment and opens the next; a matter that ends is held by nobody. */
function withCustody(state: MatterState, { data, at }: ActEvent): MatterState {
  const open = state.custody.at(-1);
  const shut = (): MatterState['custody'] =>
    open && open.to === undefined ? [...state.custody.slice(0, -1), { ...open, to: at }] : state.custody;
  if (state.closed) return { ...state, custody: shut() };
  const hops = data.hop ? [...state.hops, newHop(data.hop, state, at)] : state.hops;
  if (!data.custody) return { ...state, hops };
  return { ...state, hops, custody: [...shut(), { ...data.custody, from: at }] };
}

const newHop = (hop: NonNullable<ActData['hop']>, state: MatterState, at: number): Hop => ({
  ...hop,
  stage: 'unsigned',
  assignedAt: at,
  assignedBy: state.custody.at(-1)?.unit ?? state.office,
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

const content = (value: unknown): ContentRef | null => (isRef(value) ? value : null);
const isRef = (value: unknown): value is ContentRef => typeof value === 'object' && value !== null && 'ref' in value;

function openObligations(state: MatterState, { data, at }: ActEvent): MatterState {
  const added = (data.obligations ?? []).map((each) => ({ ...each, askedAt: at }));
  return { ...state, obligations: [...state.obligations, ...added] };
}

type Own = (state: MatterState, event: ActEvent) => MatterState;

const OWN: Partial<Record<Act, Own>> = {
  sign: (state, { at, actor }) =>
    patchHop(state, { stage: 'handling', signedAt: at, ...(actor ? { person: actor } : {}) }),
  pass: stage('passed'),
  assign: openObligations,
  transfer: (state, event) => openObligations(patchHop(state, { stage: 'ended' }), event),
  'co-handle': openObligations,
  instruct: openObligations,
  return: (state) => ({ ...handUp(state, 'returned'), returns: state.returns + 1 }),
  draft: (state, { data, actor }) => patchHop(state, { stage: stageInput(data.input.next, 'cleared'), drafter: actor }),
  review: (state, { data }) => patchHop(state, { stage: stageInput(data.input.next, 'handling') }),
  approve: (state, { data }) => patchHop(state, { stage: stageInput(data.input.next, 'handling') }),
  report: (state) => handUp(state, 'reported'),
  finish: stage('ended'),
  reopen: (state) => ({ ...state, reopenings: state.reopenings + 1 }),
  answer: (state, event) => answered(state, event),
  'call-back': (state) => ({ ...state, calls: state.calls + 1 }),
  rate: (state, { data, at, actor }) => ({ ...state, rating: { grade: Number(data.input.grade), at, by: actor } }),
  grade: (state, { data }) => ({ ...state, grade: String(data.input.grade) }),
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

/** The child is done with it, reported or returned, and the parent handles again. */
function handUp(state: MatterState, end: HopStage): MatterState {
  const hop = currentHop(state);
  if (!hop) return state;
  return {
    ...state,
    hops: state.hops.map((each) => {
      if (each.id === hop.id) return { ...each, stage: end };
      return each.id === hop.parent ? { ...each, stage: 'handling' } : each;
    }),
  };
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
  const { category, region, enterprise, tags, ...fields } = (data.input.fields ?? {}) as Record<string, unknown>;
  return {
    ...state,
    fields: { ...state.fields, ...fields, ...(category === undefined ? {} : { category }) },
    ...(typeof region === 'string' ? { region } : {}),
    ...(typeof enterprise === 'string' ? { enterprise } : {}),
    ...(Array.isArray(tags) ? { tags: tags.map(String) } : {}),
  };
}
