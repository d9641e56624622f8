import type { Coded, FileRef, Named, UnitRef } from './common.ts';

export type Lamp = 'normal' | 'near' | 'overdue' | 'suspended' | 'done';

export type Holder = { readonly unit: UnitRef; readonly section?: string; readonly person?: Named };

export type ChangedField = {
  readonly name: string;
  readonly title: string;
  readonly of: 'holder' | 'due';
  readonly display: string;
  readonly was: string;
};

export type MatterRow = {
  readonly id: string;
  readonly number: string;
  readonly loop: string;
  readonly loopTitle: string;
  readonly title: string;
  readonly status: Coded;
  readonly lamp: Lamp;
  readonly lampWhy: string;
  readonly dueAt?: number;
  readonly provisional: boolean;
  readonly remainingMinutes?: number;
  readonly holder?: Holder;
  readonly heldSince?: number;
  readonly heldWorkingMinutes?: number;
  readonly enterprise?: Named;
  readonly region?: Coded;
  readonly category?: Coded;
  readonly grade?: Coded;
  readonly channel?: Coded;
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly flags: readonly Coded[];
  readonly tags: readonly string[];
  /** How often it was opened again; absent where never. */
  readonly reopenings?: number;
  readonly planId?: string;
  /** What 变更牵头 or 延期 has made different from what the plan said. */
  readonly changed?: readonly ChangedField[];
  /** The next step of this actor, so that a list can offer it as the row's button. */
  readonly next?: { readonly move: string; readonly title: string };
};

export type NeedType =
  | 'text'
  | 'longtext'
  | 'unit'
  | 'units'
  | 'section'
  | 'person'
  | 'code'
  | 'codes'
  | 'region'
  | 'date'
  | 'number'
  | 'money'
  | 'boolean'
  | 'file'
  | 'files'
  | 'matter'
  | 'clock'
  | 'obligation'
  | 'fields';

export type Need = {
  readonly name: string;
  readonly title: string;
  readonly type: NeedType;
  readonly required: boolean;
  readonly list?: string;
  readonly hint?: string;
  readonly options?: readonly Coded[];
  readonly max?: number;
};

export type Move = {
  readonly move: string;
  readonly title: string;
  readonly primary: boolean;
  readonly danger: boolean;
  readonly needs: readonly Need[];
  readonly why?: string;
};

export type Blocked = { readonly move: string; readonly title: string; readonly why: string };

export type Clock = {
  readonly name: string;
  readonly title: string;
  readonly budget: number;
  /** Ends on a day that was given, not after a length of time. */
  readonly until?: boolean;
  readonly unit: string;
  readonly unitTitle: string;
  readonly fireAt?: number;
  /** From when on it is near: the lamp goes by the same. */
  readonly nearAt?: number;
  readonly provisional: boolean;
  readonly running: boolean;
  readonly consumedMinutes: number;
  readonly remainingMinutes?: number;
  readonly calendarVersion: string;
  readonly legalBasis?: { readonly source: string; readonly assumed: boolean };
  readonly extensions: readonly { readonly at: number; readonly amount: number; readonly reason?: string }[];
  readonly stoppedAt?: number;
  readonly met?: boolean;
  readonly breachedAt?: number;
  readonly rungs: readonly {
    readonly name: string;
    readonly title: string;
    readonly at: number;
    readonly firedAt?: number;
  }[];
};

export type Hop = Holderish & {
  readonly id: string;
  readonly parentId?: string;
  readonly stage: Coded;
  readonly assignedAt: number;
  readonly dueAt?: number;
  readonly heldMinutes: number;
  readonly current: boolean;
};
type Holderish = { readonly unit: UnitRef; readonly section?: string; readonly person?: Named };

export type Held = Holderish & { readonly from: number; readonly to?: number; readonly workingMinutes: number };

export type Obligation = {
  readonly id: string;
  readonly unit: UnitRef;
  readonly kind: string;
  readonly dueAt: number;
  readonly answer?: { readonly kind: string; readonly title: string; readonly reason?: string; readonly at: number };
  readonly lapsedAt?: number;
};

export type TimelineEntry = {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly title: string;
  readonly actor?: { readonly id: string; readonly name: string; readonly unit?: string };
  readonly text?: string;
  readonly internal: boolean;
};

export type Field = {
  readonly name: string;
  readonly title: string;
  readonly value: unknown;
  readonly display: string;
  readonly type: string;
  /** What was filled in, where 变更牵头 or 延期 has made it another since. */
  readonly was?: string;
  /** Which units the printed words mean. */
  readonly means?: string;
  readonly source?: string;
  /** Personal: what is shown is not the whole. */
  readonly masked?: boolean;
};

export type MatterDetail = MatterRow & {
  readonly seq: number;
  readonly fields: readonly Field[];
  readonly clocks: readonly Clock[];
  readonly hops: readonly Hop[];
  readonly heldBy: readonly Held[];
  readonly obligations: readonly Obligation[];
  readonly timeline: readonly TimelineEntry[];
  readonly moves: readonly Move[];
  readonly blocked: readonly Blocked[];
  readonly links: readonly {
    readonly kind: string;
    readonly matter: { readonly id: string; readonly number: string; readonly title: string };
  }[];
  readonly files: readonly FileRef[];
  readonly complainedOf?: readonly Named[];
  readonly suspension?: { readonly title: string; readonly since: number; readonly until: number };
  readonly rating?: { readonly grade: number; readonly at: number };
  /** What became of the matter into which this one was merged; told to its appellant only. */
  readonly mergedInto?: {
    readonly number: string;
    readonly status: Coded;
    readonly holder?: { readonly unit: UnitRef; readonly section?: string };
    readonly clocks: readonly Clock[];
    readonly timeline: readonly TimelineEntry[];
  };
  readonly loopInfo: LoopRef;
};
export type LoopRef = {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly help?: string;
};

export type MatterPage = {
  readonly items: readonly MatterRow[];
  readonly next?: string;
  readonly counts?: MatterCounts;
};
export type MatterCounts = Readonly<Record<string, number>>;

/** What the desk proposes for one matter, each part with its reason. */
export type Suggestion = {
  readonly path: readonly UnitRef[];
  readonly why: string;
  readonly coUnits: readonly UnitRef[];
  readonly grade?: Coded & { readonly why?: string };
  readonly category?: Coded & { readonly why?: string };
  readonly input: Readonly<Record<string, unknown>>;
  readonly similar: readonly MatterRow[];
};

/** A move that several chosen matters stand ready for. */
export type BulkMove = Move & { readonly ids: readonly string[] };

export type BulkResult = {
  readonly id: string;
  readonly ok: boolean;
  readonly problem?: string;
};

export type SupervisionBoard = {
  readonly today: number;
  readonly overdue: number;
  readonly within3days: number;
  readonly units: readonly SupervisionUnit[];
};
export type SupervisionUnit = {
  readonly unit: UnitRef;
  readonly overdue: number;
  readonly within3days: number;
  readonly explains?: Named;
  readonly more: number;
  readonly rows: readonly MatterRow[];
};
