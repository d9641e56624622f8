import type { MatterEvent } from './events.ts';
import type { MatterClock } from './state.ts';

type Clocks = Readonly<Record<string, MatterClock>>;
type ClockEvent = Extract<MatterEvent, { data: { clock: string } }>;

/** Folds an event of one clock into the clocks of the matter. */
export function evolveClock(clocks: Clocks, event: ClockEvent): Clocks {
  const { clock: name } = event.data;
  if (event.type === 'clock-started') {
    const { state, cycle, rungs } = event.data;
    // A new cycle is a new limit: its extensions are counted afresh. What was breached stays counted.
    return { ...clocks, [name]: { state, cycle, rungs, extensions: [], breaches: clocks[name]?.breaches ?? 0 } };
  }
  const clock = clocks[name];
  if (!clock) throw new Error(`${event.type}: no clock ${name}`);
  return { ...clocks, [name]: evolveOne(clock, event) };
}

function evolveOne(clock: MatterClock, event: ClockEvent): MatterClock {
  switch (event.type) {
    case 'clock-started':
      return clock;
    case 'clock-suspended': {
      const heldFireAt = clock.state.fireAt;
      return { ...clock, state: event.data.state, ...(heldFireAt === null ? {} : { heldFireAt }) };
    }
    case 'clock-resumed': {
      const { heldFireAt: _, ...rest } = clock;
      return { ...rest, state: event.data.state, rungs: keepFired(clock, event.data.rungs) };
    }
    case 'clock-reprojected':
      return { ...clock, state: event.data.state, rungs: keepFired(clock, event.data.rungs) };
    case 'clock-extended': {
      const { state, rungs, amount, reason } = event.data;
      const extensions = [...clock.extensions, { at: event.at, amount, reason }];
      return { ...clock, state, rungs: keepFired(clock, rungs), extensions };
    }
    case 'clock-stopped':
      return { ...clock, state: event.data.state, stoppedAt: event.at, met: event.data.met };
    case 'breached':
      return { ...clock, breachedAt: event.at, breaches: clock.breaches + 1 };
    case 'rung-fired':
      return {
        ...clock,
        rungs: clock.rungs.map((each) => (each.rung === event.data.rung ? { ...each, firedAt: event.at } : each)),
      };
  }
}

/** New instants for the rungs that have not fired; what has fired stays as it was. */
const keepFired = (clock: MatterClock, rungs: MatterClock['rungs']): MatterClock['rungs'] =>
  rungs.map((each) => clock.rungs.find((old) => old.rung === each.rung && old.firedAt !== undefined) ?? each);
