import type { UnitRef } from './common.ts';
import type { Lamp, MatterRow } from './matter.ts';

/** [start, end) in UTF-16 units of the source text. */
export type Span = readonly [start: number, end: number];

export type PlanDue = {
  readonly text: string;
  readonly date?: string | null;
  readonly recurrence?: { readonly every: number; readonly unit: string };
  readonly ongoing?: boolean;
};

export type PlanTarget = {
  readonly text: string;
  readonly comparator?: string;
  readonly value?: number;
  readonly unit?: string;
  readonly span?: Span;
};

export type PlanMeasure = {
  /** Its identity for good; numbers and texts may be corrected. */
  readonly id?: string;
  readonly number: number | string;
  readonly key: string;
  readonly text: string;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: PlanDue;
  /** Which of lead, responsible and due come from the row above. */
  readonly inherited: readonly string[];
  readonly targets: readonly PlanTarget[];
  readonly span: Span;
  readonly confidence: number;
  readonly doubts?: readonly string[];
  readonly evidence?: { readonly lead?: Span; readonly responsible?: Span; readonly due?: Span };
  readonly confirmed?: boolean;
  /** 重点、长板、短板、特色, special actions. */
  readonly tags?: readonly string[];
};

export type PlanTask = {
  readonly number: number | string;
  readonly key: string;
  readonly title: string;
  readonly part?: string | null;
  readonly partTitle?: string;
  readonly measures: readonly PlanMeasure[];
};

export type PlanRepair = {
  readonly kind: string;
  /** In the source text, where the repair has a place. */
  readonly at?: Span;
  readonly before?: string;
  readonly after?: string;
  readonly note: string;
};
export type PlanName = {
  readonly name: string;
  readonly unit?: UnitRef;
  readonly candidates?: readonly UnitRef[];
  readonly group?: boolean;
  /** Said by a person, so that it is remembered. */
  readonly chosen?: boolean;
};

export type PlanDraft = {
  readonly title: string;
  readonly documentNumber?: string | null;
  readonly year?: number | null;
  readonly issuedDay?: string | null;
  readonly tasks: readonly PlanTask[];
  readonly repairs: readonly PlanRepair[];
  readonly findings?: readonly { readonly kind: string; readonly note: string }[];
  readonly names?: readonly PlanName[];
  readonly source: { readonly text: string; readonly name?: string };
};

export type PlanRow = {
  readonly id: string;
  readonly title: string;
  readonly documentNumber?: string;
  readonly year?: number;
  readonly status: 'draft' | 'published' | 'history' | 'discarded';
  readonly demo?: boolean;
  readonly validUntilDay?: string;
  readonly expired?: boolean;
  readonly tasks: number;
  readonly measures: number;
  readonly version: number;
  readonly published: number;
  readonly lamps?: Readonly<Partial<Record<Lamp, number>>>;
};

export type PlanBoardMeasure = PlanMeasure & { readonly matter?: MatterRow };
export type PlanBoardTask = Omit<PlanTask, 'measures'> & { readonly measures: readonly PlanBoardMeasure[] };
export type Plan = PlanRow & { readonly draft: PlanDraft; readonly tree: readonly PlanBoardTask[] };
