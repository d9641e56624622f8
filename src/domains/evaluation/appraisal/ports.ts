import type { CompiledIndicator } from '../events/definition.ts';
import type { Sums, Window } from '../sums.ts';

/** What a unit's records of one month say of one item; the score is counted from nothing else. */
export type Tally = Pick<Sums, 'indicator' | 'counted' | 'meets' | 'sum' | 'squares' | 'distinct'> & {
  readonly unit: string;
  readonly kind: CompiledIndicator['kind'];
};

/** One record that an upheld objection takes out of one unit's item; kept for good. */
export type Correction = Pick<Tally, 'unit' | 'indicator' | 'counted' | 'meets' | 'sum' | 'squares' | 'distinct'> & {
  /** The objection. */
  readonly matter: string;
  readonly period: string;
  readonly record: string;
  readonly decidedBy: string;
  readonly at: number;
};

export type CorrectionStore = {
  readonly list: (tenant: string, scheme: string, periods: readonly string[]) => Promise<readonly Correction[]>;
  /** What a unit has objected to in a month, decided or not. */
  readonly objections: (
    tenant: string,
    scheme: string,
    period: string,
    unit: string,
  ) => Promise<readonly { readonly matter: string; readonly indicator: string; readonly record: string }[]>;
  /** The same objection corrects once. */
  readonly add: (tenant: string, scheme: string, correction: Correction) => Promise<void>;
};

/** Clocks met and missed, by whose time it was. */
export type HeldReader = {
  readonly sums: (
    tenant: string,
    window: Window,
  ) => Promise<readonly { readonly unit: string; readonly counted: number; readonly meets: number }[]>;
  readonly records: (
    tenant: string,
    window: Window,
    asked: { readonly unit: string; readonly limit: number; readonly record?: string },
  ) => Promise<{ readonly total: number; readonly late: number; readonly rows: readonly HeldRecord[] }>;
};
export type HeldRecord = {
  readonly record: string;
  readonly source: string;
  readonly clock: string;
  readonly at: number;
  readonly breached: boolean;
  readonly minutes: number;
  readonly share: number;
};

/** What was done with a sum of months: put forward by one, published by another, withdrawn with a reason. */
export type RollupStep = {
  readonly period: string;
  /** From 1; the last one says how the period stands. */
  readonly step: number;
  readonly act: 'propose' | 'publish' | 'withdraw';
  readonly textHash: string;
  readonly body: unknown;
  readonly reason: string | null;
  readonly by: string;
  readonly at: number;
};
export type RollupStore = {
  /** In the order in which they were done. */
  readonly steps: (tenant: string, scheme: string, period: string) => Promise<readonly RollupStep[]>;
  /** False where somebody else did that step first. */
  readonly add: (tenant: string, scheme: string, step: RollupStep) => Promise<boolean>;
};

/** What single ratings were about, and the matters that the bad ones became. */
export type RatedReader = (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, Rated>>;
export type Rated = {
  readonly matter: string | null;
  readonly number: string | null;
  readonly item: string;
  readonly grade: number;
};

/** Somebody whose post carries the right to rule on objections. */
export type Ruler = { readonly person: string; readonly words: string };
/** Of each matter the last that somebody did to it from a moment until another. */
export type ActReader = (
  tenant: string,
  matters: readonly string[],
  span: { readonly from: number; readonly to: number },
) => Promise<ReadonlyMap<string, { readonly actor: string; readonly unit: string | null; readonly at: number }>>;

export type RulersOf = (tenant: string, office: string, now: number) => Promise<readonly Ruler[]>;
