import type { MissingCode } from '#engines/indicators';
import type { Inputs, MatterState } from '#engines/matters';
import type { Call, Day, FileValue } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import type { FillStore, ScheduleStore, ValueStore } from './stores.ts';

/** What collecting values needs besides: matters, names of units, tables. */
export type CollectPorts = EvaluationPorts & {
  readonly fills: FillStore;
  readonly schedules: ScheduleStore;
  readonly workingDaysAfter: (from: Day, days: number) => Day;
  readonly openFill: (
    call: Call,
    input: { readonly id: string; readonly fields: Inputs; readonly office?: string | undefined },
  ) => Promise<void>;
  readonly moveFill: (
    call: Call,
    input: { readonly id: string; readonly move: string; readonly input: Inputs },
  ) => Promise<void>;
  /** The matter as this caller may see it. */
  readonly fillState: (call: Call, id: string) => Promise<MatterState | undefined>;
  /** Filling tasks that lie with these units, the most urgent first. */
  readonly fillsWith: (
    call: Call,
    asked: { readonly units: readonly string[]; readonly after?: string | undefined; readonly limit: number },
  ) => Promise<{ readonly states: readonly MatterState[]; readonly next?: string }>;
  /** The unit that a scheme names as source, by any spelling of its name. */
  readonly unitNamed: (call: Call) => Promise<(name: string) => string | undefined>;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly ids: () => string;
  readonly table: (file: {
    readonly name: string;
    readonly headings: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
  }) => Promise<FileValue>;
  /** The rows under the first heading row that has all of `needed`; undefined when there is none. */
  readonly readTable: (file: FileValue, needed: readonly string[]) => Promise<readonly SheetRow[] | undefined>;
};

export type SheetRow = { readonly line: number; readonly cells: ReadonlyMap<string, string> };

export type { FillStore, ValueStore };

/** A cell: one indicator of one subject in one period. */
export type Cell = { readonly indicator: string; readonly subject: string; readonly period: string };

export type { MissingCode };
