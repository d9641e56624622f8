import type { ColumnMapping } from '../reading/index.ts';
import type { SheetDiff } from '../reimport/diff-sheets.ts';
import type { PlanSheet } from './plan-sheet.ts';

/** A discarded draft is kept and shown to nobody. */
export type PlanStatus = 'draft' | 'published' | 'history' | 'discarded';

export type PlanSummary = {
  readonly id: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly year: number | null;
  readonly status: PlanStatus;
  readonly demo: boolean;
  readonly validUntilDay: string | null;
  /** Which unit's plan it is: the office of its measures. */
  readonly office: string;
  readonly tasks: number;
  readonly measures: number;
  /** Counts every save; the next save must name the one it saw. */
  readonly version: number;
  /** Measures whose matter is open and assigned. */
  readonly published: number;
  readonly updatedAt: number;
  readonly publishedAt: number | null;
};
export type PlanRecord = PlanSummary & {
  readonly sheet: PlanSheet;
  readonly createdBy: string;
  readonly createdAt: number;
  /** Who saved it last. */
  readonly updatedBy: string | null;
  readonly discardReason: string | null;
};

/** How a measure's matter stands, for publishing and re-import. */
export type OpenedMatter = {
  readonly id: string;
  readonly status: string;
  readonly closed: boolean;
  /** Given to a unit: publication of this measure is complete. */
  readonly dispatched: boolean;
};

export type PlanRevision = {
  readonly id: string;
  readonly plan: string;
  readonly at: number;
  readonly by: string;
  /** What the person is called; known when read. */
  readonly byName?: string;
  readonly reason: string;
  /** The sheet as it was before. */
  readonly before: PlanSheet;
  /** What the new document changed. */
  readonly changes: SheetDiff;
};

export type PlanStore = {
  /** Adds a plan; one with this id already there is left alone and returned. */
  readonly add: (tenant: string, plan: PlanRecord) => Promise<PlanRecord>;
  readonly get: (tenant: string, id: string) => Promise<PlanRecord | undefined>;
  readonly list: (tenant: string) => Promise<readonly PlanSummary[]>;
  /** Saves over version `seen`; false when somebody else saved in between. */
  readonly save: (tenant: string, plan: PlanRecord, seen: number) => Promise<boolean>;
  /** Throws a draft away over version `seen`; false when it is no draft any more, or was saved in between. */
  readonly discard: (
    tenant: string,
    id: string,
    discarded: { readonly by: string; readonly at: number; readonly reason: string; readonly seen: number },
  ) => Promise<boolean>;
  /** Takes the plan for publishing until an instant; false when somebody else has it. */
  readonly claim: (tenant: string, id: string, now: number, until: number) => Promise<boolean>;
  readonly release: (tenant: string, id: string) => Promise<void>;
  readonly progress: (tenant: string, id: string, published: number, publishedAt: number | null) => Promise<void>;
  /** Matters of a plan, by id, whoever may see them. */
  readonly opened: (tenant: string, plan: string) => Promise<ReadonlyMap<string, OpenedMatter>>;
  readonly addRevision: (tenant: string, revision: PlanRevision) => Promise<void>;
  readonly revisions: (tenant: string, plan: string) => Promise<readonly Omit<PlanRevision, 'before'>[]>;
  readonly rememberColumns: (tenant: string, signature: string, mapping: ColumnMapping, now: number) => Promise<void>;
  /** Mappings by the signature of their heading row, the latest first. */
  readonly recallColumns: (
    tenant: string,
  ) => Promise<readonly (readonly [signature: string, mapping: ColumnMapping])[]>;
};
