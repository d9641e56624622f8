import type { Scheme } from '#engines/indicators';
import type { Lamp } from '#engines/matters';
import type { FactCatalogue } from '#engines/registry';
import type { Call, FileValue, IdSource } from '#kernel';
import type { AlertsFile } from './alerts/alert.ts';
import type { EpisodeStore } from './alerts/ports.ts';
import type { AppraisalInput, AppraisalLine } from './appraisal/appraise.ts';
import type { ActReader, CorrectionStore, HeldReader, RatedReader, RollupStore, RulersOf } from './appraisal/ports.ts';
import type { Board } from './boards/board.ts';
import type { ValueStore } from './collect/stores.ts';
import type { DayStore } from './day-store.ts';
import type { CompiledSource } from './events/definition.ts';
import type { MarkKeeper, MarkReader } from './events/ports.ts';
import type { FirmReader, GradeKeeper } from './firms/ports.ts';
import type { Kept } from './kept.ts';
import type { MoneyReader } from './money.ts';
import type { One } from './ones.ts';
import type { DualStore } from './organisation/dual.ts';
import type { OrganisationStore } from './organisation/ports.ts';
import type { Team, TeamsFile } from './organisation/teams.ts';
import type { Outline } from './outline.ts';
import type { ReformStore } from './reforms/ports.ts';
import type { StyleSource } from './style/ports.ts';
import type { Sums, Window } from './sums.ts';

export type * from './events/ports.ts';
export type { Sums, Window };

export type StoredRun = {
  readonly id: string;
  readonly scheme: string;
  readonly period: string;
  readonly textHash: string;
  readonly lines: readonly AppraisalLine[];
  readonly input: AppraisalInput;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly frozenBy?: string;
  readonly frozenAt?: number;
};

export type RunStore = {
  /** The frozen run of the period; else the one proposed last. */
  readonly find: (tenant: string, scheme: string, period: string) => Promise<StoredRun | undefined>;
  readonly propose: (tenant: string, run: Omit<StoredRun, 'frozenBy' | 'frozenAt'>) => Promise<void>;
  readonly freeze: (tenant: string, id: string, by: string, at: number) => Promise<void>;
};

type Told = {
  readonly principal: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: null;
  readonly at: number;
};

export type EvaluationPorts = StyleSource & {
  readonly runs: RunStore;
  readonly held: HeldReader;
  readonly corrections: CorrectionStore;
  readonly lastActs: ActReader;
  readonly rollups: RollupStore;
  readonly rated: RatedReader;
  /** Who leads which indicator. */
  readonly teams: () => readonly Team[];
  readonly boards: () => readonly Board[];
  readonly alerts: () => AlertsFile;
  readonly episodes: EpisodeStore;
  readonly organisation: () => TeamsFile;
  readonly teamwork: OrganisationStore;
  /** Tells people something, once for each key. */
  readonly tell: (tenant: string, key: string, messages: readonly Told[]) => Promise<void>;
  /** 双牵头, with what was before. */
  readonly duals: DualStore;
  readonly reforms: ReformStore;
  /** When cases of a quarter are called for where no notice says so: days after its first day, and after its end. */
  readonly reformCall: () => { readonly opensAfter: number; readonly closesAfter: number };
  /** The units above a unit, nearest first. */
  readonly ancestors: (call: Call) => Promise<(unit: string) => readonly string[]>;
  readonly statusTitle: (tenant: string, loop: string, status: string) => string;
  readonly ids: IdSource;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Who heads each of these units at a moment. */
  readonly headsOf: (
    tenant: string,
    units: readonly string[],
    at: number,
  ) => Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>>;
  /** Who may rule on objections, at an office and above it. */
  readonly rulers: RulersOf;
  /** The office of the whole city. */
  readonly mainOffice: (call: Pick<Call, 'tenant' | 'now'>) => Promise<string>;
  readonly clockTitle: (tenant: string, source: string, clock: string) => string;
  /** Opens an objection; the same key opens one. */
  readonly openMatter: (call: Call, input: OpenedMatter) => Promise<{ readonly id: string }>;
  readonly files: FileMaker;
  readonly sources: () => readonly CompiledSource[];
  readonly schemes: () => readonly Scheme[];
  readonly tiles: () => readonly Tile[];
  readonly outline: () => Outline | undefined;
  /** 六个“一”: those whose systems this site has. */
  readonly ones: () => readonly One[];
  readonly marks: MarkReader;
  /** What people stated and others checked. */
  readonly values: ValueStore;
  readonly money: MoneyReader;
  /** What was worked out for pages that many look at. */
  readonly kept: Kept;
  readonly keeper: MarkKeeper;
  readonly days: DayStore;
  readonly unitNames: (call: Pick<Call, 'tenant' | 'now'>) => Promise<(id: string) => string>;
  readonly regions: () => readonly Region[];
  readonly categoryTitle: (code: string) => string;
  /** The rows that this caller may see, of these matters. */
  readonly rows: (call: Call, ids: readonly string[]) => Promise<readonly MatterLine[]>;
  /** Whole working days of business hours between two instants, as limits are counted. */
  readonly workingDays: (tenant: string, from: number, to: number) => number;
  readonly plans: (call: Pick<Call, 'tenant'>) => Promise<readonly { readonly id: string; readonly title: string }[]>;
  /** Enterprises and their facts, as the system reads them. */
  readonly firms: FirmReader;
  readonly facts: () => FactCatalogue;
  readonly keepGrades: GradeKeeper;
  /** Writes down who took what out. */
  readonly audit: (call: Call, note: AuditNote) => Promise<void>;
  /** Version of the program, part of a run's identity. */
  readonly version: string;
};

export type AuditNote = {
  readonly act: string;
  readonly object: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type OpenedMatter = {
  readonly key: string;
  readonly loop: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Who hears of it and may read it. */
  readonly opener?: string;
  readonly office?: string;
  readonly tags?: readonly string[];
  /** Given at once to this unit. */
  readonly assign?: string;
};

export type Paper = {
  readonly title: string;
  readonly subtitle?: string;
  readonly parts: readonly PaperPart[];
};
export type PaperPart =
  | { readonly kind: 'heading' | 'subheading' | 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly headings: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'break' };

export type FileMaker = {
  readonly table: (
    call: Call,
    file: {
      readonly name: string;
      readonly headings: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
    },
  ) => Promise<FileValue>;
  /** A Word file laid out as an official document. */
  readonly paper: (call: Call, paper: Paper) => Promise<FileValue>;
};

export type Region = { readonly code: string; readonly name: string; readonly parent?: string | null | undefined };
export type Tile = {
  readonly region: string;
  readonly column: number;
  readonly row: number;
  readonly short?: string | undefined;
};
export type MatterLine = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly lamp: Lamp;
  readonly status: { readonly title: string };
  readonly dueAt?: number | undefined;
  readonly remainingMinutes?: number | undefined;
  readonly holder?:
    | { readonly unit: { readonly name: string }; readonly person?: { readonly name: string } | undefined }
    | undefined;
};
