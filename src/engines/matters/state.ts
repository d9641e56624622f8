import type { ClockReading } from '#kernel';
import type { ContentRef, Custodian, Inputs, RungAt } from './events.ts';

export type HopStage =
  | 'unsigned'
  | 'handling'
  | 'in-review'
  | 'in-approval'
  | 'cleared'
  | 'passed'
  | 'reported'
  | 'returned'
  /** Taken from this unit while it was at it, and given to another. */
  | 'moved'
  | 'ended';

/** One node of the dispatch tree: a unit, section or person to whom the matter was passed down. */
export type Hop = Custodian & {
  readonly id: string;
  readonly parent: string | null;
  readonly stage: HopStage;
  readonly assignedAt: number;
  readonly assignedBy: string;
  readonly dueAt: number | null;
  readonly signedAt?: number;
  readonly drafter?: string;
  /** The text that others look at; once cleared, that and no other leaves the unit. */
  readonly draft?: ContentRef;
  /** Whom the unit named when it gave the matter back. */
  readonly proposed?: string;
};

/** Who held the matter, from when to when. The last one is open; the rest leave no gap between them. */
export type CustodySegment = Custodian & { readonly hop: string | null; readonly from: number; readonly to?: number };

export type MatterClock = {
  readonly state: ClockReading;
  readonly cycle: number;
  readonly rungs: readonly (RungAt & { readonly firedAt?: number })[];
  readonly extensions: readonly { readonly at: number; readonly amount: number; readonly reason: ContentRef | null }[];
  readonly stoppedAt?: number;
  readonly met?: boolean;
  /** In the current cycle. */
  readonly breachedAt?: number;
  /** Of all cycles. */
  readonly breaches: number;
  /** While suspended: when it would have ended. */
  readonly heldFireAt?: number;
};

export type ObligationState = {
  readonly id: string;
  readonly unit: string;
  readonly kind: 'co-handle' | 'instruct';
  readonly ask: ContentRef | null;
  readonly askedAt: number;
  readonly dueAt: number;
  readonly silence: 'consent' | 'escalate' | 'office-decides';
  readonly answer?: {
    readonly kind: string;
    readonly reason: ContentRef | null;
    readonly at: number;
    readonly by: string;
  };
  readonly lapsedAt?: number;
  /** The matter ended first: nothing is owed any more. */
  readonly releasedAt?: number;
};

export type MatterState = {
  readonly id: string;
  readonly number: string;
  readonly loop: string;
  readonly version: string;
  readonly seq: number;
  readonly status: string;
  /** The state before this one. */
  readonly cameFrom?: string;
  readonly closed: boolean;
  readonly outcome?: string;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly openerPrincipal?: string;
  readonly updatedAt: number;
  readonly closedAt?: number;
  readonly office: string;
  /** Offices that kept it before it was raised; they go on seeing it. */
  readonly formerOffices?: readonly string[];
  /** It must be given to a higher level than this unit's. */
  readonly raisedFrom?: string;
  readonly enterprise?: string;
  readonly region?: string;
  readonly channel: string;
  readonly grade?: string;
  readonly parent?: string;
  readonly plan?: string;
  readonly tags: readonly string[];
  readonly flags: readonly string[];
  readonly agent?: string;
  readonly hideIdentity: boolean;
  readonly complainedOf: readonly string[];
  readonly fields: Inputs;
  readonly contents: Readonly<Record<string, ContentRef>>;
  readonly hops: readonly Hop[];
  readonly custody: readonly CustodySegment[];
  readonly clocks: Readonly<Record<string, MatterClock>>;
  readonly suspension?: {
    readonly ground: string;
    readonly since: number;
    readonly until: number;
    readonly next: string;
  };
  readonly obligations: readonly ObligationState[];
  /** By which calendar the limits beside the clocks were worked out last, once it had changed. */
  readonly duesVersion?: string;
  readonly pendingExtension?: {
    readonly clock: string;
    readonly amount: number;
    readonly reason: ContentRef | null;
    readonly by: string;
    readonly at: number;
  };
  readonly moveCounts: Readonly<Record<string, number>>;
  /** Who last took each step of the loop's own (`advance`): another may have to take the next. */
  readonly stepsBy?: Readonly<Record<string, string>>;
  /** Who last claimed it done. */
  readonly finishedBy?: string;
  readonly finishedAt?: number;
  readonly returns: number;
  readonly reopenings: number;
  readonly rating?: { readonly grade: number; readonly at: number; readonly by: string };
  readonly calls: number;
  /** Days on which somebody called, each once. */
  readonly callDays?: readonly string[];
  /** When somebody was last reached by a call. */
  readonly reachedAt?: number;
  readonly links: readonly { readonly kind: string; readonly matter: string }[];
  readonly mergedInto?: string;
};

/** The hop that holds the matter now, if it is inside the dispatch tree. */
export function currentHop(state: MatterState): Hop | undefined {
  const held = state.custody.at(-1);
  return held?.hop ? state.hops.find((each) => each.id === held.hop) : undefined;
}

/** Does the unit still owe its answer? */
export const isOwed = (each: ObligationState): boolean =>
  !each.answer && each.lapsedAt === undefined && each.releasedAt === undefined;

/** Hops still at work. */
export const isActive = (hop: Hop): boolean =>
  hop.stage !== 'ended' && hop.stage !== 'moved' && hop.stage !== 'returned' && hop.stage !== 'reported';
