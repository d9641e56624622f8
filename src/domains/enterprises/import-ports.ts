import type { Day } from '#kernel';

export type Announce = 'changes' | 'all' | 'none';

export type ImportState = 'uploading' | 'ready' | 'queued' | 'running' | 'done' | 'failed';

export type ImportColumn = {
  readonly heading: string;
  readonly key?: string | undefined;
  readonly unit?: string | undefined;
  /** How it was found out, or what it may be. */
  readonly by?: string | undefined;
  readonly near?: readonly string[] | undefined;
};

export type ImportCounts = {
  readonly read: number;
  readonly good: number;
  readonly bad: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly cells: number;
  readonly rivals: number;
};

export type SourceSaid = {
  readonly kind: string;
  readonly department?: string | undefined;
  readonly title: string;
  readonly asOf: Day;
  readonly announce?: Announce | undefined;
};

export type FactImport = {
  readonly id: string;
  readonly name: string;
  readonly state: ImportState;
  readonly dryRun: boolean;
  readonly source: SourceSaid;
  readonly columns: readonly ImportColumn[];
  readonly digest?: string | undefined;
  readonly counts: Partial<ImportCounts>;
  readonly failure?: string | undefined;
  readonly parts: number;
  readonly bytes: number;
  readonly createdBy: string;
  readonly unit?: string | undefined;
  readonly createdAt: number;
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
};

export type RowFault = { readonly column: string; readonly why: string; readonly todo: string };
export type FaultyRow = {
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly RowFault[];
};

export type ImportStore = {
  readonly add: (tenant: string, entry: FactImport) => Promise<void>;
  readonly find: (tenant: string, id: string) => Promise<FactImport | undefined>;
  readonly list: (tenant: string, limit: number) => Promise<readonly FactImport[]>;
  readonly patch: (tenant: string, id: string, change: Partial<FactImport>) => Promise<void>;
  readonly putPart: (tenant: string, id: string, part: number, bytes: Uint8Array) => Promise<void>;
  readonly bytes: (tenant: string, id: string) => AsyncIterable<Uint8Array>;
  /** SHA-256 of each piece, in order. */
  readonly partDigests: (tenant: string, id: string) => Promise<readonly string[]>;
  readonly dropParts: (tenant: string, id: string) => Promise<void>;
  readonly putFaults: (tenant: string, id: string, rows: readonly FaultyRow[]) => Promise<void>;
  readonly faults: (tenant: string, id: string, after: number, limit: number) => Promise<readonly FaultyRow[]>;
  readonly clearFaults: (tenant: string, id: string) => Promise<void>;
  /** The import that waits longest, taken for a while so that no other process runs it. */
  readonly claim: (tenant: string, now: number, leaseMs: number) => Promise<FactImport | undefined>;
  readonly doneBefore: (tenant: string, digest: string) => Promise<FactImport | undefined>;
  readonly headings: (
    tenant: string,
    department: string,
  ) => Promise<ReadonlyMap<string, { readonly key: string; readonly unit?: string }>>;
  readonly rememberHeadings: (tenant: string, department: string, columns: readonly ImportColumn[]) => Promise<void>;
};
