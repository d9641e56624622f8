/** Offsets [start, end) into the text that was handed in. */
export type Span = readonly [start: number, end: number];

export type RecurrenceUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** 每两个月 is every 2 months; 月月清零 is every month. */
export type Recurrence = { readonly every: number; readonly unit: RecurrenceUnit };

export type Due = {
  /** As printed; empty when nothing is printed. */
  readonly text: string;
  /** Last day, ISO; null when recurring, ongoing, unreadable or absent. */
  readonly date: string | null;
  readonly recurrence?: Recurrence;
  /** 长期、持续推进: no last day by nature. */
  readonly ongoing?: true;
};

export type Comparator = '>=' | '<=' | '=' | '>' | '<' | 'between';

export type Target = {
  /** The figure as printed: 15个工作日以内, 400家以上. */
  readonly text: string;
  /** The clause it stands in, which says what is counted. */
  readonly clause: string;
  readonly comparator: Comparator;
  /** In the plain unit: 40万家 is 400000 家. */
  readonly value: number;
  /** Upper end of a range. */
  readonly upper?: number;
  readonly unit: string;
  readonly printed: { readonly value: number; readonly upper?: number; readonly unit: string };
  /** The text prints no comparing word; the comparator is a reading. */
  readonly implied?: true;
  readonly span: Span;
  readonly confidence: number;
};

export type Milestone = Due & { readonly span: Span };

export type Inheritable = 'lead' | 'responsible' | 'due';

export type MeasureDraft = {
  readonly number: number;
  /** How officials point at it: 2-(3). Unique in the plan. */
  readonly key: string;
  readonly text: string;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: Due;
  /** Which of them came from a blank cell and were taken from the row above. */
  readonly inherited: readonly Inheritable[];
  readonly targets: readonly Target[];
  readonly span: Span;
  readonly confidence: number;
  /** Why the confidence is not full, in Chinese. */
  readonly doubts: readonly string[];
  /** Where each part was read. */
  readonly evidence: { readonly lead?: Span; readonly responsible?: Span; readonly due?: Span };
  /** Times named inside the text itself. */
  readonly milestones: readonly Milestone[];
};

export type TaskDraft = {
  readonly number: number;
  /** Unique: the printed number, or part.number where numbers restart in each part. */
  readonly key: string;
  readonly title: string;
  /** Number of the part as printed, e.g. 一. */
  readonly part: string | null;
  readonly measures: readonly MeasureDraft[];
  readonly span: Span;
};

export type PartDraft = {
  readonly number: string;
  readonly title: string;
  /** Lead named in the heading: (市营商办牵头). */
  readonly lead: readonly string[];
  readonly items: readonly { readonly number: number; readonly title: string; readonly span: Span }[];
  readonly span: Span;
};

export type Repair = {
  readonly kind: string;
  readonly at: Span;
  readonly before: string;
  readonly after: string;
  readonly note: string;
};

/** Something the document itself says twice or oddly: shown, never repaired. */
export type Finding = { readonly kind: string; readonly note: string; readonly at: readonly Span[] };

export type Validity = { readonly text: string; readonly from: string | null; readonly until: string | null };

export type PlanDraft = {
  readonly title: string;
  readonly documentNumber: string | null;
  readonly year: number | null;
  readonly issuedOn: string | null;
  readonly issuer: string | null;
  readonly validity: Validity | null;
  /** Where the tasks were read: a task table, or numbered items of the text. */
  readonly basis: 'table' | 'items';
  readonly parts: readonly PartDraft[];
  readonly tasks: readonly TaskDraft[];
  readonly repairs: readonly Repair[];
  readonly findings: readonly Finding[];
  /** Table column headings by role, so that a hand-made mapping can be remembered. */
  readonly columns: Readonly<Record<string, string>>;
};

export const columnRoles = [
  'number',
  'title',
  'measureNumber',
  'measure',
  'lead',
  'responsible',
  'cooperating',
  'due',
  'remark',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** A heading as printed, or a column counted from 0. */
export type ColumnMapping = Partial<Readonly<Record<ColumnRole, string | number>>>;

export type ReadOptions = {
  /** The plan's year where the document does not say it. */
  readonly year?: number;
  /** ISO date from which 2年内 counts, where the document does not say it. */
  readonly issuedOn?: string;
  readonly columns?: ColumnMapping;
};

export type SourceCell = { readonly start: number; readonly end: number; readonly merged?: true };
export type SourceGrid = { readonly rows: readonly (readonly SourceCell[])[]; readonly name?: string };

/** Text plus the tables in it; a Word or Excel file is first turned into this. */
export type SourceDocument = {
  readonly text: string;
  readonly grids?: readonly SourceGrid[];
  readonly fileName?: string;
  /** What was already mended while the file was turned into text. */
  readonly repairs?: readonly Repair[];
};
