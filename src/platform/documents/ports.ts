import type { Call, IdSource } from '#kernel';
import type { ReadPorts } from '#platform/matters';
import type { TemplateName } from './official/default-templates.ts';

export type DocumentRecord = {
  readonly id: string;
  readonly template: TemplateName;
  readonly title: string;
  readonly number: string | null;
  readonly unit: string;
  /** 主送: units, and `below:UNIT` for everybody under one. */
  readonly addressees: readonly string[];
  readonly matters: readonly string[];
  readonly period: string | null;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly by: string;
  readonly at: number;
};
export type DocumentSummary = Omit<DocumentRecord, 'bytes' | 'sha256'>;

/** How a unit's matters stand, and what came and went in a period. */
export type UnitFigures = {
  readonly unit: string;
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly near: number;
  readonly suspended: number;
  readonly overdue: number;
  /** The oldest limit that was missed. */
  readonly earliestDue: number | null;
};

/** What a unit issued, or what was addressed to any of these names. */
export type DocumentFilter = {
  readonly by?: string;
  readonly to?: readonly string[];
  readonly template?: TemplateName;
  readonly limit: number;
};

export type DocumentReading = { readonly tenant: string; readonly principals: readonly string[] };

export type DocumentStore = {
  /**
   * Takes the next number of the sequence and writes the document in one transaction: what fails takes no number.
   * A document with this id that is there already is returned as it is.
   */
  readonly issue: (
    tenant: string,
    id: string,
    sequence: string,
    make: (number: number) => DocumentRecord,
  ) => Promise<DocumentRecord>;
  readonly find: (tenant: string, id: string) => Promise<DocumentRecord | undefined>;
  /** Latest first; without `by` and `to`: all. */
  readonly list: (tenant: string, which: DocumentFilter) => Promise<readonly DocumentSummary[]>;
  readonly figures: (
    reading: DocumentReading,
    period: { readonly from: number; readonly to: number; readonly now: number },
    unit: string | undefined,
  ) => Promise<readonly UnitFigures[]>;
};

/** Who issues, and how its documents are numbered. */
export type Letterhead = {
  /** The full name: 衢州市营商环境建设办公室. */
  readonly issuer: string;
  /** 发文机关代字: 衢营商办. */
  readonly word: string;
  /** 主送 of a circular. */
  readonly addressees: string;
  readonly copies: string;
};

export type DocumentPorts = {
  readonly matters: ReadPorts;
  readonly store: DocumentStore;
  readonly ids: IdSource;
  /** The template of this tenant's packs. */
  readonly template: (tenant: string, name: TemplateName) => Promise<Uint8Array>;
  readonly letterhead: (tenant: string, unit: string) => Promise<Letterhead>;
  readonly seal: (bytes: Uint8Array) => Uint8Array;
  readonly open: (cipher: Uint8Array) => Uint8Array;
  /** The move that goes with a document, e.g. 督办; throws a Refusal. */
  readonly move: (
    call: Call,
    input: {
      readonly id: string;
      readonly move: string;
      readonly input: Readonly<Record<string, unknown>>;
      readonly expectedSeq?: number;
    },
  ) => Promise<unknown>;
  /** A unit or a group by any spelling of its name, with whoever it means. */
  readonly unitNamed: (
    tenant: string,
    name: string,
    now: number,
  ) => Promise<
    | { readonly id: string; readonly name: string; readonly members: readonly string[] }
    | { readonly nearest: readonly string[] }
  >;
  /** Who took out what. */
  readonly audit: (
    call: Call,
    entry: { readonly act: string; readonly object: string; readonly detail: Readonly<Record<string, unknown>> },
  ) => Promise<void>;
};
