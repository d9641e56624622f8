import type { HopDue, MatterEvent, OpenedData } from './events.ts';
import { evolveAct } from './evolve-act.ts';
import { evolveClock } from './evolve-clock.ts';
import type { MatterState } from './state.ts';

/**
 * Folds one event into the state. The first event is `opened`; every other needs a state.
 * @throws Error when history is broken (a gap in `seq`, an event before `opened`): that is a bug, not a refusal
 */
export function evolve(state: MatterState | null, event: MatterEvent, id: string): MatterState {
  if (event.type === 'opened') return opened(id, event.data, event);
  if (!state) throw new Error(`matter ${id}: ${event.type} before opened`);
  if (event.seq !== state.seq + 1) throw new Error(`matter ${id}: event ${event.seq} after ${state.seq}`);
  const next = evolveBody(state, event);
  return { ...next, seq: event.seq, updatedAt: event.at };
}

/** The whole history, folded. */
export function fold(id: string, events: readonly MatterEvent[], from: MatterState | null = null): MatterState | null {
  return events.reduce<MatterState | null>((state, event) => evolve(state, event, id), from);
}

function evolveBody(state: MatterState, event: MatterEvent): MatterState {
  switch (event.type) {
    case 'opened':
      return state;
    case 'clock-started':
    case 'clock-suspended':
    case 'clock-resumed':
    case 'clock-extended':
    case 'clock-reprojected':
    case 'clock-stopped':
    case 'rung-fired':
    case 'breached':
      return withDues(withoutSpentRequest({ ...state, clocks: evolveClock(state.clocks, event) }, event), event);
    case 'suspended': {
      const { ground, until, next } = event.data;
      return { ...state, suspension: { ground, since: event.at, until, next } };
    }
    case 'resumed': {
      const obligations = moved(state.obligations, event.data.obligations ?? []);
      return { ...without(state, 'suspension'), obligations };
    }
    case 'dues-reprojected': {
      const { calendarVersion, obligations, suspendedUntil } = event.data;
      const { suspension } = state;
      return {
        ...state,
        duesVersion: calendarVersion,
        obligations: moved(state.obligations, obligations),
        ...(suspension && suspendedUntil !== undefined ? { suspension: { ...suspension, until: suspendedUntil } } : {}),
      };
    }
    case 'obligation-lapsed':
      return {
        ...state,
        obligations: state.obligations.map((each) =>
          each.id === event.data.obligation ? { ...each, lapsedAt: event.at } : each,
        ),
      };
    case 'flagged': {
      const others = state.flags.filter((each) => each !== event.data.flag);
      return { ...state, flags: event.data.on ? [...others, event.data.flag].sort() : others };
    }
    case 'migrated':
      return { ...state, version: event.data.version };
    default:
      return evolveAct(state, event);
  }
}

/** A request to extend a clock that has stopped is spent. */
function withoutSpentRequest(state: MatterState, { type, data }: MatterEvent): MatterState {
  if (type !== 'clock-stopped' || state.pendingExtension?.clock !== data.clock) return state;
  return without(state, 'pendingExtension');
}

const withDues = (state: MatterState, { data }: MatterEvent): MatterState =>
  'hops' in data && data.hops ? { ...state, hops: moved(state.hops, data.hops) } : state;

const moved = <T extends { readonly id: string }>(all: readonly T[], dues: readonly HopDue[]): readonly T[] =>
  dues.length === 0
    ? all
    : all.map((each) => {
        const due = dues.find(({ id }) => id === each.id);
        return due ? { ...each, dueAt: due.dueAt } : each;
      });

function opened(id: string, data: OpenedData, event: MatterEvent): MatterState {
  const { to, contents, ...rest } = data;
  return {
    ...rest,
    id,
    contents,
    seq: event.seq,
    status: to,
    closed: false,
    openedAt: event.at,
    openedBy: event.actor,
    updatedAt: event.at,
    flags: [],
    hops: [],
    custody: [{ hop: null, unit: data.office, from: event.at }],
    clocks: {},
    obligations: [],
    moveCounts: {},
    returns: 0,
    reopenings: 0,
    calls: 0,
    links: [],
  };
}

/** Drops an optional key, which `exactOptionalPropertyTypes` does not let us set to undefined. */
export function without<K extends keyof MatterState>(state: MatterState, key: K): MatterState {
  const { [key]: _, ...rest } = state;
  return rest as MatterState;
}
