import type { MatterEvent, OpenedData } from './events.ts';
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
      return { ...state, clocks: evolveClock(state.clocks, event) };
    case 'suspended': {
      const { ground, until, then } = event.data;
      return { ...state, suspension: { ground, since: event.at, until, then } };
    }
    case 'resumed':
      return without(state, 'suspension');
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
