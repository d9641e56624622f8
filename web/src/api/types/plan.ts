import type { UnitRef } from './common.ts';
import type { Lamp, MatterRow } from './matter.ts';

export type PlanTarget = {
  readonly text: string;
  readonly comparator?: string;
  readonly value?: number;
  readonly unit?: string;
};

export type PlanMeasure = {
  readonly number: string;
  readonly text: string;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: { readonly text: string; readonly date?: string };
  /** Which of lead, responsible and due come from the row above. */
  readonly inherited: readonly string[];
  readonly targets: readonly PlanTarget[];
  readonly span: readonly [number, number];
  readonly confidence: number;
  readonly confirmed?: boolean;
};

export type PlanTask = {
  readonly number: string;
  readonly title: string;
  readonly part?: string;
  readonly measures: readonly PlanMeasure[];
};

export type PlanRepair = {
  readonly kind?: string;
  readonly title?: string;
  readonly text?: string;
  readonly at?: number;
  readonly count?: number;
};

export type PlanName = {
  readonly name: string;
  readonly unit?: UnitRef;
  readonly candidates?: readonly UnitRef[];
  readonly group?: boolean;
};

export type PlanDraft = {
  readonly title: string;
  readonly documentNumber?: string;
  readonly year: number;
  readonly issuedDay?: string;
  readonly validUntilDay?: string;
  readonly tasks: readonly PlanTask[];
  readonly repairs: readonly PlanRepair[];
  readonly names?: readonly PlanName[];
  readonly source: { readonly text: string; readonly name?: string };
};

export type PlanRow = {
  readonly id: string;
  readonly title: string;
  readonly documentNumber?: string;
  readonly year: number;
  readonly status: 'draft' | 'published' | 'history';
  readonly demo?: boolean;
  readonly validUntilDay?: string;
  readonly expired?: boolean;
  readonly tasks: number;
  readonly measures: number;
  readonly lamps?: Readonly<Partial<Record<Lamp, number>>>;
};

export type PlanBoardMeasure = PlanMeasure & { readonly matter?: MatterRow };
export type PlanBoardTask = Omit<PlanTask, 'measures'> & { readonly measures: readonly PlanBoardMeasure[] };
export type Plan = PlanRow & { readonly draft: PlanDraft; readonly tree: readonly PlanBoardTask[] };
