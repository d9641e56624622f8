import type { ClockReading } from '#kernel';
import type { Act, Span } from './definition/schema.ts';

/** Where free text lies: encrypted, apart; the event keeps only the id and the salted commitment. */
export type ContentRef = { readonly ref: string; readonly commitment: string };
export const isRef = (value: unknown): value is ContentRef =>
  typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';

export type Custodian = { readonly unit: string; readonly section?: string; readonly person?: string };

export type Inputs = Readonly<Record<string, unknown>>;

/** What an act may say beside its move; evolve reads it, nothing else does. */
export type ActData = {
  readonly move: string;
  readonly to?: string;
  readonly input: Inputs;
  readonly custody?: { readonly hop: string | null } & Custodian;
  readonly hop?: HopOpened;
  readonly obligations?: readonly ObligationOpened[];
  readonly outcome?: string;
  /** What the move recorded in fields of the matter. */
  readonly fields?: Inputs;
  /** The office that keeps it from now on. */
  readonly office?: string;
  /** Reopened above this unit: neither it nor its equals are given it again. */
  readonly raisedFrom?: string;
};

export type HopOpened = Custodian & {
  readonly id: string;
  readonly parent: string | null;
  readonly dueAt: number | null;
};
export type ObligationOpened = {
  readonly id: string;
  readonly unit: string;
  readonly ask: ContentRef | null;
  readonly dueAt: number;
  readonly silence: 'consent' | 'escalate' | 'office-decides';
  readonly kind: 'co-handle' | 'instruct';
};

export type OpenedData = {
  readonly loop: string;
  readonly version: string;
  readonly number: string;
  readonly to: string;
  readonly fields: Inputs;
  readonly contents: Readonly<Record<string, ContentRef>>;
  readonly office: string;
  readonly enterprise?: string;
  readonly region?: string;
  readonly channel: string;
  readonly grade?: string;
  readonly parent?: string;
  readonly plan?: string;
  readonly tags: readonly string[];
  /** Someone filed on the enterprise's behalf (代办). */
  readonly agent?: string;
  readonly hideIdentity: boolean;
  readonly complainedOf: readonly string[];
  readonly openerPrincipal?: string;
};

export type EventBody =
  | { readonly type: 'opened'; readonly data: OpenedData }
  | { readonly type: Act; readonly data: ActData }
  | {
      readonly type: 'clock-started';
      readonly data: {
        readonly clock: string;
        readonly cycle: number;
        readonly state: ClockReading;
        readonly rungs: readonly RungAt[];
        readonly hops?: readonly HopDue[];
      };
    }
  | { readonly type: 'clock-suspended'; readonly data: { readonly clock: string; readonly state: ClockReading } }
  | {
      readonly type: 'clock-resumed';
      readonly data: {
        readonly clock: string;
        readonly state: ClockReading;
        readonly rungs: readonly RungAt[];
        readonly hops?: readonly HopDue[];
      };
    }
  | {
      readonly type: 'clock-extended';
      readonly data: {
        readonly clock: string;
        readonly state: ClockReading;
        readonly rungs: readonly RungAt[];
        readonly amount: number;
        readonly reason: ContentRef | null;
        readonly hops?: readonly HopDue[];
      };
    }
  | {
      readonly type: 'clock-reprojected';
      readonly data: {
        readonly clock: string;
        readonly state: ClockReading;
        readonly rungs: readonly RungAt[];
        readonly reason: string;
        readonly hops?: readonly HopDue[];
      };
    }
  | {
      readonly type: 'clock-stopped';
      readonly data: { readonly clock: string; readonly state: ClockReading; readonly met: boolean };
    }
  | {
      readonly type: 'rung-fired';
      readonly data: {
        readonly clock: string;
        readonly cycle: number;
        readonly rung: string;
        readonly plannedAt: number;
      };
    }
  | {
      readonly type: 'breached';
      readonly data: {
        readonly clock: string;
        readonly cycle: number;
        readonly unit: string | null;
        readonly calendarVersion: string;
        readonly dueAt: number;
        /** Working minutes from the deadline to the moment this was written. */
        readonly overrunMinutes: number;
      };
    }
  | {
      readonly type: 'suspended';
      readonly data: { readonly ground: string; readonly until: number; readonly next: string };
    }
  | {
      readonly type: 'resumed';
      /** Co-handlers' limits stood still too. */
      readonly data: { readonly ground: string; readonly obligations?: readonly HopDue[] };
    }
  | {
      /** Limits beside the clocks, moved with them when a calendar was announced: co-handlers', the end of a suspension. */
      readonly type: 'dues-reprojected';
      readonly data: {
        readonly calendarVersion: string;
        readonly obligations: readonly HopDue[];
        readonly suspendedUntil?: number;
        readonly reason: string;
      };
    }
  | { readonly type: 'obligation-lapsed'; readonly data: { readonly obligation: string; readonly silence: string } }
  | { readonly type: 'flagged'; readonly data: { readonly flag: string; readonly on: boolean } }
  | { readonly type: 'migrated'; readonly data: { readonly version: string; readonly reason: string } };

export type EventType = EventBody['type'];

/** One row of history: who, as which unit, when, what. `seq` starts at 1 and has no gaps. */
export type MatterEvent = EventBody & {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly unit?: string;
};

/** A deadline that moved with the clock above it. */
export type HopDue = { readonly id: string; readonly dueAt: number };
export type RungAt = { readonly rung: string; readonly at: number };
export type { Span };
