import type { Actor, IdSource, Instant, WorkingCalendar } from '#kernel';
import type { LoopDefinition } from './definition/schema.ts';
import type { EventBody, MatterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { MatterState } from './state.ts';

export type UnitInfo = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly level: number;
  readonly region?: string;
  readonly needsReview: boolean;
  readonly needsApproval: boolean;
};

/** What the engine must know of the organisation, as it stands now. Answers are immediate: the caller loads it before. */
export type Directory = {
  readonly unit: (id: string) => UnitInfo | undefined;
  /** The business-environment office that takes in matters of a region; the city's when there is none. */
  readonly officeFor: (region: string | undefined) => string;
  /** The units above, nearest first. */
  readonly ancestors: (unit: string) => readonly string[];
  /** Does the person hold a post in the unit today? */
  readonly serves: (person: string, unit: string) => boolean;
  /** People linked to the unit's block as leaders. */
  readonly leadersOf: (unit: string, region: string | undefined) => readonly string[];
  readonly isEnterprise: (id: string) => boolean;
};

/** What a decision may depend on, besides the matter itself. Nothing else is read: no clock, no chance. */
export type DecisionContext = {
  readonly definition: LoopDefinition;
  readonly version: string;
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: WorkingCalendar;
  readonly directory: Directory;
  readonly ids: IdSource;
};

/** Collects events while folding them, so that each step of a decision sees what the one before did. */
export type Draft = {
  readonly state: () => MatterState;
  readonly add: (body: EventBody) => void;
  readonly events: () => readonly MatterEvent[];
};

export function draft(id: string, from: MatterState | null, context: DecisionContext): Draft {
  const events: MatterEvent[] = [];
  let state = from;
  return {
    state: () => {
      if (!state) throw new Error(`matter ${id}: nothing opened yet`);
      return state;
    },
    add: (body) => {
      const { actor, now } = context;
      const event: MatterEvent = {
        ...body,
        seq: (state?.seq ?? 0) + 1,
        at: now,
        actor: actor.id,
        ...(actor.unit ? { unit: actor.unit } : {}),
      };
      state = evolve(state, event, id);
      events.push(event);
    },
    events: () => events,
  };
}
