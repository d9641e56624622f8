import type { PackedRow } from '#engines/registry';
import type { Call, Day } from '#kernel';
import type { Announce } from './import-ports.ts';

export type * from './import-ports.ts';

/** Who states values, and from which day they hold. */
export type FactSource = {
  readonly kind: string;
  readonly department?: string | undefined;
  readonly unit?: string | undefined;
  readonly actor?: string | undefined;
  readonly title: string;
  readonly asOf: Day;
  readonly observedAt: number;
  /** 1: as sure as a register; less for what was heard or reckoned. */
  readonly confidence?: number | undefined;
  readonly importId?: string | undefined;
};

export type Statement = {
  /** A number from `newSource`. */
  readonly source: number;
  readonly keys: readonly string[];
  /** One value per key; unknown leaves what was known. */
  readonly rows: readonly PackedRow[];
  readonly now: number;
  /** Work everything out, then leave it as it was. */
  readonly dryRun?: boolean;
  /** What subscribed departments are told: changes, new enterprises as well, or nothing. */
  readonly announce?: Announce | undefined;
};

export type MergeCounts = {
  readonly added: number;
  /** Enterprises of which at least one fact changed. */
  readonly changed: number;
  readonly same: number;
  /** Values that were superseded or became known. */
  readonly cells: number;
  /** Values that another source of higher rank contradicts. */
  readonly rivals: number;
  /** Codes that are not registered and came without a name. */
  readonly unnamed: readonly string[];
};

/** One fact of one enterprise as it stands. Values are as the database writes them. */
export type KnownFact = {
  readonly key: string;
  readonly value: string | number | boolean;
  readonly source?: SourceRow | undefined;
};

export type SourceRow = {
  readonly no: number;
  readonly kind: string;
  readonly department?: string | undefined;
  readonly unit?: string | undefined;
  readonly title: string;
  readonly asOf: string;
  readonly observedAt: number;
  readonly confidence: number;
};

export type PastFact = {
  readonly key: string;
  readonly value: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly endedAt: number;
  readonly source?: SourceRow | undefined;
};

export type RivalFact = { readonly key: string; readonly value: string; readonly source?: SourceRow | undefined };

export type TagRow = {
  readonly tag: string;
  readonly since: number;
  readonly until?: number | undefined;
  readonly because: readonly string[];
  readonly endedBecause?: readonly string[] | undefined;
};

/** Reads as the caller: the database's wall decides what he sees. */
export type FactReader = {
  readonly facts: (call: Call, enterprise: string) => Promise<readonly KnownFact[]>;
  readonly rivals: (call: Call, enterprise: string) => Promise<readonly RivalFact[]>;
  readonly history: (call: Call, enterprise: string, key: string) => Promise<readonly PastFact[]>;
  readonly tags: (call: Call, enterprise: string) => Promise<readonly TagRow[]>;
};

export type EnterpriseRow = {
  readonly id: string;
  readonly name: string;
  readonly region?: string | undefined;
  readonly industry?: string | undefined;
  readonly scale?: string | undefined;
  readonly tags: readonly string[];
};

export type EnterpriseFilter = {
  readonly q?: string | undefined;
  readonly region?: string | undefined;
  readonly industry?: string | undefined;
  readonly scale?: string | undefined;
  readonly tag?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** What the system itself reads and writes: no wall. */
export type FactStore = {
  readonly newSource: (tenant: string, source: FactSource) => Promise<number>;
  readonly merge: (tenant: string, statement: Statement) => Promise<MergeCounts>;
  /** Facts by Chinese name, as the expression language wants them; only those that are named, where some are. */
  readonly records: (
    tenant: string,
    ids: readonly string[],
    names?: readonly string[],
  ) => Promise<ReadonlyMap<string, Readonly<Record<string, string | number | boolean>>>>;
  /** Enterprises whose size and tags are to be worked out again. */
  readonly stirred: (tenant: string, limit: number) => Promise<readonly Stirred[]>;
  /** Writes what was worked out; who was stirred again meanwhile stays to be worked out. */
  readonly settle: (
    tenant: string,
    stirred: readonly Stirred[],
    derived: readonly Derived[],
    now: number,
  ) => Promise<void>;
  /** Since when its facts wait to be worked out again; undefined when they do not. */
  readonly stirredSince: (tenant: string, id: string) => Promise<number | undefined>;
  readonly openTags: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly list: (
    tenant: string,
    filter: EnterpriseFilter,
  ) => Promise<{ readonly items: readonly EnterpriseRow[]; readonly next?: string }>;
  readonly countByTag: (tenant: string) => Promise<ReadonlyMap<string, number>>;
  /** Who is exactly so many conditions short of a rung, a page at a time. */
  readonly near: (
    tenant: string,
    rung: string,
    page: { readonly short: number; readonly after?: string | undefined; readonly limit: number },
  ) => Promise<{
    readonly items: readonly {
      readonly id: string;
      readonly name: string;
      readonly region?: string;
      readonly short: number;
    }[];
    readonly next?: string;
  }>;
  readonly rungCounts: (
    tenant: string,
  ) => Promise<readonly { readonly rung: string; readonly short: number; readonly count: number }[]>;
};

/** An enterprise whose facts changed; `mark` tells this change from a later one. */
export type Stirred = { readonly id: string; readonly mark: string };

/** What was worked out for one enterprise. */
export type Derived = {
  readonly id: string;
  readonly scale?: string | undefined;
  readonly given: readonly { readonly tag: string; readonly because: readonly string[]; readonly rule: string }[];
  readonly taken: readonly { readonly tag: string; readonly because: readonly string[] }[];
  readonly rungs: readonly { readonly rung: string; readonly short: number }[];
};

/** A dispute that its unit decided for the enterprise, not yet put into effect. */
export type Correction = {
  readonly matter: string;
  readonly number: string;
  readonly enterprise: string;
  readonly key: string;
  readonly written: string;
  readonly unit?: string | undefined;
  readonly closedAt: number;
};

export type NewDispute = {
  readonly enterprise: string;
  readonly region?: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** The unit that answers for the fact; without one, the office passes it on. */
  readonly unit?: string | undefined;
};

export type DisputePorts = {
  readonly open: (call: Call, dispute: NewDispute) => Promise<{ readonly id: string; readonly number: string }>;
  readonly corrections: (tenant: string, limit: number) => Promise<readonly Correction[]>;
  /** The dispute of this fact that is still being looked into. */
  readonly underWay: (
    tenant: string,
    enterprise: string,
    key: string,
  ) => Promise<{ readonly id: string; readonly number: string } | undefined>;
};
