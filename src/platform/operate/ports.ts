import type { BackupTable, Manifest } from './manifest.ts';

/** One instant of the database. */
export type Snapshot = Pick<Manifest, 'postgres' | 'migrations' | 'tables' | 'sequences' | 'roles' | 'tenants'> & {
  /** The key that the sealed texts of this database want, by name; null when it was never started. */
  readonly keyFingerprint: string | null;
  readonly copyOut: (table: BackupTable) => AsyncIterable<Uint8Array>;
};

export type BackupSource = {
  readonly snapshot: <T>(day: string, work: (snapshot: Snapshot) => Promise<T>) => Promise<T>;
};

/** The inside of one restore: nothing of it stays when any step throws. */
export type Restoring = {
  readonly isEmpty: () => Promise<boolean>;
  readonly othersConnected: () => Promise<number>;
  /** Keeps what is there under another name and begins with a fresh schema. */
  readonly setAside: (name: string) => Promise<void>;
  readonly migrate: (names: readonly string[]) => Promise<void>;
  /** Empties every table (migrations may have filled some); names those that the backup has and this database lacks. */
  readonly clear: (tables: readonly BackupTable[]) => Promise<readonly string[]>;
  readonly copyIn: (table: BackupTable, bytes: AsyncIterable<Uint8Array>) => Promise<number>;
  readonly rememberKey: (fingerprint: string) => Promise<void>;
  readonly setSequence: (name: string, last: string) => Promise<void>;
  readonly rootOf: (
    tenant: string,
    day: string,
  ) => Promise<{ readonly root: string; readonly chains: number; readonly events: number }>;
  /** Recomputes every chain; what it says is wrong. */
  readonly verify: (tenant: string) => Promise<readonly string[]>;
};

export type RestoreTarget = {
  readonly knownMigrations: () => Promise<readonly string[]>;
  readonly restore: <T>(work: (restoring: Restoring) => Promise<T>) => Promise<T>;
};
