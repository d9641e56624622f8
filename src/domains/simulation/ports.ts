import type { GroupCap, Handle, Literal, Population, RuleSet, Terms, TrialDesk } from '#engines/rules';
import type { Call, Day, FileValue } from '#kernel';
import type { FactDeclaration } from '#language';
import type { ScenarioStore } from './scenario/ports.ts';

/** One clause of what can be tried, with its text and the sentence of each condition in it. */
export type SetClause = {
  readonly id: string;
  readonly article: string;
  readonly title: string;
  readonly plain: string;
  readonly text: string;
  /** Where the sentence of a condition (by the id of the part) stands in the text. */
  readonly spans: readonly { readonly start: number; readonly end: number; readonly condition: string }[];
  readonly budget?: string;
  readonly chain: readonly string[];
  /** Its terms in words: 从高不重复, 名额. */
  readonly terms: readonly string[];
};

/** Clauses that belong together: a policy in the library, or a draft. */
export type ClauseSet = {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly status: 'live' | 'ended' | 'draft';
  /** Of the text: another text is another trial. */
  readonly version: string;
  /** The day whose parameters count. */
  readonly day: Day;
  readonly set: RuleSet;
  readonly clauses: readonly SetClause[];
  readonly terms: { readonly [rule: string]: Terms };
  readonly caps: readonly GroupCap[];
};

export type ClauseSetRow = Pick<ClauseSet, 'id' | 'title' | 'number' | 'status'> & { readonly clauses: number };

/** A fact, and whether everyone may read it. */
export type FactGuard = FactDeclaration & { readonly sensitivity?: 'open' | 'internal' | 'sensitive' };

/** A column of codes by which figures are broken down. */
export type DimensionPort = {
  readonly name: string;
  readonly title: string;
  readonly label: (key: string) => string;
};

/** A number that was moved, and where it is written. */
export type Moved = Pick<Handle, 'part' | 'piece' | 'start' | 'end' | 'type'> & {
  readonly clause: string;
  readonly own?: string | undefined;
  readonly from: Literal;
  readonly to: Literal;
  readonly at?: { readonly start: number; readonly end: number } | undefined;
};

export type Loaded = {
  readonly mark: number;
  readonly population: Population;
  /** Who stands in a row of these columns: in later ones another may stand there. */
  readonly idAt: (row: number) => string;
};

export type SimulationPorts = {
  readonly sets: (tenant: string, now: number) => Promise<readonly ClauseSetRow[]>;
  readonly set: (tenant: string, id: string, now: number) => Promise<ClauseSet | undefined>;
  readonly facts: () => readonly FactGuard[];
  readonly dimensions: () => readonly DimensionPort[];
  /** The codes of a list that is short enough to choose from. */
  readonly codes: (list: string) => readonly { readonly code: string; readonly title: string }[] | undefined;
  readonly population: {
    /** Changes whenever a fact does. */
    readonly mark: (tenant: string) => Promise<number>;
    /** The columns of these facts and of the dimensions, as of a mark. */
    readonly load: (tenant: string, facts: readonly string[]) => Promise<Loaded>;
    readonly named: (
      tenant: string,
      ids: readonly string[],
    ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  };
  readonly desk: TrialDesk;
  readonly scenarios: ScenarioStore;
  /** Writes moved numbers into a draft; `left` is what a person has to look at. */
  readonly redraft: (
    call: Call,
    of: { readonly set: string; readonly title: string; readonly moves: readonly Moved[] },
  ) => Promise<{ readonly draft: string; readonly left: readonly string[] }>;
  /** The same as a text, written nowhere. */
  readonly retell: (
    call: Call,
    of: { readonly set: string; readonly title: string; readonly moves: readonly Moved[] },
  ) => Promise<string>;
  /** Bytes that one trial may hold, and that all may hold together before the least used is put away. */
  readonly room: { readonly one: number; readonly all: number };
  /** Decides what nobody can know beforehand: who comes first. */
  readonly seed: number;
  readonly wallClock: () => number;
  readonly unitName: (call: Call, unit: string) => Promise<string | undefined>;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly ids: () => string;
  readonly writeSheet: (file: {
    readonly name: string;
    readonly headings: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
    readonly mark: string;
  }) => Promise<FileValue>;
  readonly writePaper: (paper: {
    readonly title: string;
    readonly subtitle: string;
    readonly parts: readonly PaperPart[];
  }) => Promise<FileValue>;
};

export type PaperPart =
  | { readonly kind: 'heading' | 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly headings: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };
