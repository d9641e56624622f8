import type { MissingCode } from '#engines/indicators';
import type { MatterEvent, MatterState } from '#engines/matters';

/** One statement of one value; statements are only ever added. */
export type ValueRow = {
  readonly id: string;
  readonly indicator: string;
  readonly subject: string;
  readonly period: string;
  readonly value: number | null;
  readonly missing: MissingCode | null;
  readonly status: 'reported' | 'checked' | 'rejected' | 'withdrawn';
  /** The unit that stated it. */
  readonly source: string;
  readonly recordedAt: number;
  readonly recordedBy: string;
  readonly reportedBy: string | null;
  readonly why: string | null;
  readonly matter: string | null;
};

export type ValueStore = {
  /** Adding the same row twice leaves one. */
  readonly add: (tenant: string, row: ValueRow) => Promise<void>;
  /** Per subject and period the checked row recorded last, as it was known at `asOf`. */
  readonly held: (tenant: string, indicators: readonly string[], asOf: number) => Promise<readonly ValueRow[]>;
  /** Everything ever stated of one cell, oldest first. */
  readonly history: (
    tenant: string,
    cell: { readonly indicator: string; readonly subject: string; readonly period: string },
  ) => Promise<readonly ValueRow[]>;
  /** Checked rows recorded in [from, to), oldest first. */
  readonly recordedBetween: (
    tenant: string,
    indicators: readonly string[],
    from: number,
    to: number,
  ) => Promise<readonly ValueRow[]>;
};

/** When the rounds of a scheme open by themselves. */
export type CollectSchedule = {
  readonly scheme: string;
  readonly active: boolean;
  readonly opensAfter: number;
  readonly workingDays: number;
  readonly office: string;
  readonly unit: string | null;
  readonly setBy: string;
  readonly setAt: number;
};

export type ScheduleStore = {
  readonly add: (tenant: string, schedule: CollectSchedule) => Promise<void>;
  /** The one set last of each scheme. */
  readonly held: (tenant: string) => Promise<readonly CollectSchedule[]>;
  /** Newest first. */
  readonly history: (tenant: string, scheme: string) => Promise<readonly CollectSchedule[]>;
};

export type Fill = {
  readonly indicator: string;
  readonly subject: string;
  readonly period: string;
  readonly round: number;
  readonly matter: string;
  readonly why: string | null;
};

/** A cell with the matter that fills it, as it stands now. */
export type FillLine = Fill & { readonly state: MatterState | null };

export type FillStore = {
  /** Takes the next round of each cell if it is `round`; cells already taken keep what they have. @returns what stands */
  readonly reserve: (
    tenant: string,
    fills: readonly Fill[],
    by: string,
    at: number,
  ) => Promise<readonly (Fill & { readonly isOpen: boolean })[]>;
  /** The latest round of every cell of these indicators in these periods. */
  readonly lines: (
    tenant: string,
    indicators: readonly string[],
    periods: readonly string[],
  ) => Promise<readonly FillLine[]>;
  /** For the step that follows a move: any fill matter, whoever may see it. */
  readonly stateOf: (tenant: string, id: string) => Promise<MatterState | undefined>;
  readonly eventsOf: (tenant: string, id: string) => Promise<readonly MatterEvent[]>;
};
