import type { Lamp } from '#engines/matters';
import type { Sums, Window } from '../sums.ts';
import type { CompiledIndicator, CompiledSource } from './definition.ts';

export type MarkFilter = {
  readonly unit?: string | undefined;
  readonly region?: string | undefined;
  readonly plan?: string | undefined;
  readonly category?: string | undefined;
  readonly regions?: readonly string[] | undefined;
  /** What belongs to none of these regions. */
  readonly outside?: readonly string[] | undefined;
  /** Only this one: what it alone brings. */
  readonly record?: string | undefined;
};

export type GroupBy = 'none' | 'unit' | 'region' | 'category' | 'plan';

export type MarkedRecord = {
  readonly record: string;
  readonly at: number;
  readonly openedAt: number;
  readonly unit: string | null;
  readonly region: string | null;
  readonly subject: string | null;
  readonly meets: boolean;
  readonly value: number | null;
  readonly key: RecordKey;
};
/** Where a page of records ends. */
export type RecordKey = { readonly at: number; readonly record: string; readonly place: number };

/** What stood open at a moment, for lamps and limits. */
export type Standing = {
  readonly group: string;
  readonly open: number;
  readonly overdue: number;
  readonly suspended: number;
  readonly near: number;
};

export type MarkReader = {
  readonly sums: (
    tenant: string,
    source: CompiledSource,
    window: Window,
    groupBy: GroupBy,
    filter: MarkFilter,
  ) => Promise<readonly Sums[]>;
  /** The newest first; the total with the first page. */
  readonly records: (
    tenant: string,
    source: CompiledSource,
    indicator: CompiledIndicator,
    window: Window,
    asked: MarkFilter & {
      readonly part: 'counted' | 'meets' | 'rest';
      readonly limit: number;
      readonly after?: RecordKey | undefined;
    },
  ) => Promise<{ readonly total: number | null; readonly rows: readonly MarkedRecord[] }>;
  /** What stood open of these sources, once by unit and once by region. */
  readonly standing: (
    tenant: string,
    sources: readonly string[],
    asOf: number,
  ) => Promise<readonly (Standing & { readonly by: 'unit' | 'region' })[]>;
  /** What belongs to a plan, with what is done. */
  readonly planned: (
    tenant: string,
    source: string,
    asOf: number,
  ) => Promise<readonly (Standing & { readonly done: number })[]>;
  /** What stood open: all of it, what is overdue, near, or has its limit in [from, to). */
  readonly stood: (tenant: string, sources: readonly string[], asked: StoodAsked) => Promise<Stood>;
};

export type StoodAsked = {
  readonly asOf: number;
  readonly what: 'open' | 'overdue' | 'near' | 'normal' | 'suspended' | 'done' | 'due';
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly filter: MarkFilter;
  readonly after?: StoodAfter | undefined;
  readonly limit: number;
};
/** The last line of the page before: by limit, those without one last. */
export type StoodAfter = { readonly dueAt: number | null; readonly record: string };
export type StoodRow = {
  readonly record: string;
  readonly unit: string | null;
  readonly dueAt: number | null;
  /** As it shone then. */
  readonly lamp: Lamp;
};
export type Stood = {
  readonly total: number;
  readonly rows: readonly StoodRow[];
};

export type MarkKeeper = {
  /** Brings the marks up to the events; `whole` compares every record instead of following the newest events. */
  readonly refresh: (tenant: string, whole: boolean) => Promise<Refreshed>;
};

/** `since`: the earliest moment that stands differently now; infinity when none does. */
export type Refreshed = { readonly records: number; readonly marks: number; readonly since: number };
