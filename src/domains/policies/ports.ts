import type { GuardedCell, Program, Population as RulePopulation, RuleSet, RuleTotal } from '#engines/rules';
import type { Call, Day, FileValue, Money } from '#kernel';
import type { FactDeclaration, Facts } from '#language';
import type { ChainData } from './chains/chain-data.ts';
import type { ClaimLimits } from './claims/claim-limits.ts';
import type { ClaimStore, Drawing } from './claims/ports.ts';
import type { DraftStore } from './drafts/ports.ts';
import type { FairRules } from './fair/index.ts';
import type { PolicyAct } from './keep/acts.ts';
import type { Library } from './library.ts';
import type { Letter, MailStore, MatchStore, Telling, Told } from './match/ports.ts';

export type * from './match/ports.ts';

/** An enterprise with what is known of it, by the names of the catalogue. */
export type KnownEnterprise = {
  readonly id: string;
  readonly name: string;
  readonly region?: string;
  readonly facts: Facts;
  /** Facts that no department vouches for: what the enterprise itself said. */
  readonly unsure?: readonly string[];
  /** Who said what, and for which day. */
  readonly sources?: readonly FactSource[];
  /** Of one read as changed: the facts that may have changed; absent when all may. */
  readonly changed?: readonly string[];
};

export type FactSource = { readonly fact: string; readonly source: string; readonly day: Day };

/** Where facts come from. */
export type Population = {
  readonly find: (tenant: string, enterprise: string) => Promise<KnownEnterprise | undefined>;
  /** Those of them that there are, in the order of their codes; of their facts these, or all. */
  readonly some: (
    tenant: string,
    enterprises: readonly string[],
    names?: readonly string[],
  ) => Promise<readonly KnownEnterprise[]>;
  /** All, in blocks; with a mark, only those whose facts changed since. */
  readonly blocks: (tenant: string, changedSince?: number) => AsyncIterable<readonly KnownEnterprise[]>;
  /** A mark of now, to ask later what changed since. */
  readonly mark: (tenant: string) => Promise<number>;
  /** How many stand otherwise than at a mark: all, when they are more than `most` or the register itself changed. */
  readonly stirred: (tenant: string, since: number, most: number) => Promise<'all' | number>;
  /** Whose facts changed since a mark. */
  readonly changed: (tenant: string, since: number) => Promise<readonly string[]>;
  /** Everyone as columns of at least these facts, rows in the order of the codes, as of a mark. */
  readonly everyone: (tenant: string, names: readonly string[]) => Promise<Everyone>;
  /** Everyone counted under all rules of a program, by groups of these facts when asked. */
  readonly totals: (
    tenant: string,
    program: Program,
    by?: readonly string[],
  ) => Promise<{ readonly people: number; readonly totals: readonly RuleTotal[] }>;
  /**
   * Everyone counted under the one rule of a set, for somebody who may not see all that it reads one by one: no
   * condition parts one firm from its neighbours.
   */
  readonly guarded: (
    tenant: string,
    rule: { readonly set: RuleSet; readonly day: Day; readonly reads: readonly string[] },
  ) => Promise<{ readonly people: number; readonly certain: GuardedCell; readonly unknown: GuardedCell }>;
  /** Everyone's answer to each rule of a program, a byte a row, rows in the order of their codes. */
  readonly answers: (tenant: string, program: Program) => Promise<Answers>;
  /** What they are called, in the order of their codes. */
  readonly named: (
    tenant: string,
    ids: readonly string[],
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};

/** Who stands in a row, as of when the rows were counted: later another may stand there. */
type RowNames = { readonly idAt: (row: number) => string };

export type Everyone = RowNames & { readonly mark: number; readonly population: RulePopulation };

export type Answers = RowNames & { readonly byRule: readonly Uint8Array[] };

export type VersionStore = {
  readonly keep: (
    tenant: string,
    policies: readonly { policy: string; version: string; body: unknown; origin: 'pack' | 'site' }[],
    now: number,
  ) => Promise<void>;
  /** What was issued here, the newest text of each. */
  readonly issued: (tenant: string) => Promise<readonly { readonly version: string; readonly body: unknown }[]>;
  readonly of: (
    tenant: string,
    policy: string,
  ) => Promise<readonly { version: string; since: number; body: unknown }[]>;
};

/** What was promised, or why not; `wait` says that the same will hold for the next of this clause. */
export type Promising =
  | { readonly item: string }
  | { readonly item?: undefined; readonly refused: string; readonly wait: boolean };

export type ActStore = {
  /** All acts, the oldest first. */
  readonly list: (tenant: string) => Promise<readonly PolicyAct[]>;
  readonly add: (tenant: string, act: PolicyAct) => Promise<void>;
};

/** Where money goes; the books are another's. */
export type Payments = {
  /** Hands what was approved to the books: the same claim twice is one promise. */
  readonly commit: (
    call: Call,
    item: {
      readonly policy: string;
      /** The title of the policy. */
      readonly document: string;
      readonly clause: string;
      readonly title: string;
      readonly period: string;
      readonly enterprise: string;
      readonly payee: string;
      readonly amount: Money;
      /** 从高不重复: of one group one is paid. */
      readonly group?: string;
      /** 预拨: what arrives is to be settled later. */
      readonly advance: boolean;
    },
  ) => Promise<Promising>;
  /** The line that pays a clause in a period, and which of these clauses it pays besides. */
  readonly lineOf: (
    call: Call,
    of: {
      readonly policy: string;
      readonly clause: string;
      readonly clauses: readonly string[];
      readonly period: string;
    },
  ) => Promise<Drawing | undefined>;
  /** 清算: the advance of an item ends as what is due; less is owed back, more is promised. */
  readonly settle: (
    call: Call,
    of: { readonly item: string; readonly final: Money; readonly note: string },
  ) => Promise<void>;
};

export type StatedFacts = {
  readonly enterprise: string;
  readonly asOf: Day;
  readonly unit: string;
  /** Where it is from. */
  readonly title: string;
  readonly facts: Readonly<Record<string, string>>;
};

export type PolicyPorts = {
  /** Counts rules away from the loop that answers requests: who qualifies, who might. */
  readonly countApart: (
    source: { readonly sets: readonly RuleSet[]; readonly facts: readonly FactDeclaration[]; readonly day: Day },
    population: RulePopulation,
  ) => Promise<readonly RuleTotal[]>;
  /** What the packs say and what was issued here. */
  readonly library: (tenant: string) => Promise<Library>;
  readonly title: (list: string, code: string) => string | undefined;
  readonly unitName: (tenant: string, now: number, unit: string) => Promise<string | undefined>;
  readonly tokens: (text: string) => readonly string[];
  readonly queryTokens: (text: string) => readonly string[];
  readonly synonyms: readonly (readonly string[])[];
  readonly fairRules: FairRules;
  /** Writes down that somebody saw sensitive facts of a firm, which the firm can read. */
  readonly noteSeen: (call: Call, enterprise: string, facts: readonly string[]) => Promise<void>;
  /** The unit that judges with the drafting one what a government issues (公平竞争审查条例第十四条). */
  readonly fairReviewer: string | undefined;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly chains: ChainData;
  readonly population: Population;
  readonly versions: VersionStore;
  readonly acts: ActStore;
  readonly matches: MatchStore;
  readonly drafts: DraftStore;
  readonly claims: ClaimStore;
  readonly payments: Payments;
  readonly mails: MailStore;
  /** Absent where no mail server is set. */
  readonly mail?: { readonly send: (letter: Letter) => Promise<{ readonly answer: string }> };
  /** Tells systems that subscribed (webhook `policy.told`); the same key twice tells once. */
  readonly announce: (tenant: string, told: readonly Told[], now: number) => Promise<void>;
  /** Each entry once, under its own key. */
  readonly tell: (tenant: string, key: string, entries: readonly Telling[]) => Promise<void>;
  readonly openMatter: (
    call: Call,
    input: {
      readonly loop: string;
      readonly fields: Record<string, unknown>;
      readonly enterprise?: string;
      readonly owner: string;
      /** Kept by who supervises and given to the owner; else the owner keeps it. */
      readonly supervised?: boolean;
    },
  ) => Promise<{ readonly id: string }>;
  /** States facts of a firm by name, each as people write it, with where they are from. */
  readonly stateFacts: (tenant: string, stated: StatedFacts, now: number) => Promise<void>;
  /** Adds what the caller uploaded to a matter. */
  readonly attach: (call: Call, to: { readonly id: string; readonly files: readonly string[] }) => Promise<void>;
  /** Makes a move in the name of the caller; one that is no longer possible is left. */
  readonly moveMatter: (call: Call, move: { readonly id: string; readonly move: string }) => Promise<void>;
  readonly ids: () => string;
  /** Six digits that nobody can guess. */
  readonly codes: () => string;
  /** An Excel table that says who took it out. */
  readonly writeSheet: (
    call: Call,
    table: {
      readonly title: string;
      readonly headings: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
    },
  ) => Promise<FileValue>;
  /** Limits in working days that a city sets for itself. */
  readonly limits: () => ClaimLimits;
  /** Is the first unit the second, or above it? Of a unit that the city does not have everybody is. */
  readonly isOver: (tenant: string, now: number, unit: string, below: string) => Promise<boolean>;
  /** The regions whose firms a unit is there for; undefined: those of the whole city. */
  readonly placesOf: (tenant: string, now: number, unit: string) => Promise<readonly string[] | undefined>;
  /** Why a matter ended as it did, in words for the applicant. */
  readonly endingOf: (
    tenant: string,
    ended: { readonly matter: string; readonly enterprise: string },
  ) => Promise<string | undefined>;
  /** The day so many working days later. */
  readonly workingDaysAfter: (from: number, days: number) => Day;
  /** Working days from one moment to another: the first day is not counted. */
  readonly workingDaysBetween: (from: number, to: number) => number;
};
