import type { Entitlement, Lamp, LoopDefinition, MatterEvent, MatterState } from '#engines/matters';
import type { Call } from '#kernel';

/** A sealed piece of free text: what lies in the database instead of the text. */
export type SealedContent = {
  readonly id: string;
  readonly kind: string;
  readonly cipher: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: string;
  readonly retainUntil: string | null;
};

export type OutboxEntry = {
  readonly id: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** The row that lists are made of: the state's own columns, projected with the events. */
export type MatterColumns = {
  readonly id: string;
  readonly number: string;
  readonly loop: string;
  readonly version: string;
  readonly status: string;
  readonly closed: boolean;
  readonly opened_at: number;
  readonly closed_at: number | null;
  readonly updated_at: number;
  readonly holder_unit: string | null;
  readonly holder_section: string | null;
  readonly holder_person: string | null;
  readonly held_since: number | null;
  readonly enterprise_id: string | null;
  readonly region: string | null;
  readonly category: string | null;
  readonly grade: string | null;
  readonly channel: string | null;
  readonly plan_id: string | null;
  readonly parent_id: string | null;
  readonly flags: readonly string[];
  readonly tags: readonly string[];
  readonly waiting_on: readonly string[];
  readonly due_at: number | null;
  /** From when on the lamp says that the limit is near. */
  readonly near_at: number | null;
  readonly breached: boolean;
  readonly suspended: boolean;
  readonly provisional: boolean;
};

/** Everything one decision writes, in one statement. */
export type Step = {
  readonly columns: MatterColumns;
  readonly state: MatterState;
  readonly events: readonly MatterEvent[];
  readonly commandId: string;
  readonly previousHash: string;
  readonly contents: readonly SealedContent[];
  readonly entitlements: readonly Entitlement[];
  /** Only what changed since the state before; the store adds and removes exactly these. */
  readonly revoked: readonly string[];
  readonly clocks: readonly ClockRow[];
  readonly tokens: readonly string[] | null;
  readonly outbox: readonly OutboxEntry[];
  /** Addresses whose messages about this matter are read by now: they acted on it. */
  readonly settles: readonly string[];
  readonly result: CommandResult;
  readonly command: CommandKey | null;
};

export type ClockRow = {
  readonly clock: string;
  readonly fire_at: number | null;
  readonly next_rung_at: number | null;
  readonly next_rung: string | null;
  readonly running: boolean;
};

export type CommandKey = { readonly key: string; readonly actor: string; readonly fingerprint: string };
export type CommandResult = { readonly id: string; readonly seq: number };
export type DoneCommand = { readonly fingerprint: string; readonly result: CommandResult };

export type LoadedMatter = { readonly state: MatterState; readonly headHash: string };

/** One transaction of the command side. */
export type MatterWriter = {
  /** What an earlier try with this key did; also locks the key against a second try at the same time. */
  readonly findCommand: (command: CommandKey) => Promise<DoneCommand | undefined>;
  readonly lock: (id: string) => Promise<LoadedMatter | undefined>;
  /** A sealed text; nothing once it was erased. */
  readonly content: (id: string) => Promise<Uint8Array | undefined>;
  readonly write: (step: Step) => Promise<void>;
};

export type MatterStore = {
  /** The next of a numbering; none for a command that was carried out before. */
  readonly nextNumber: (tenant: string, sequence: string, command: CommandKey | null) => Promise<number | undefined>;
  readonly transaction: <T>(tenant: string, work: (writer: MatterWriter) => Promise<T>) => Promise<T>;
  /** Matters with something due by `now`, earliest first; each is locked for this transaction, others skip it. */
  readonly sweep: (
    tenant: string,
    now: number,
    limit: number,
    work: (loaded: LoadedMatter, writer: MatterWriter) => Promise<void>,
  ) => Promise<number>;
};

/** Who reads: the second wall (row-level security) sees exactly this. */
export type Reading = { readonly tenant: string; readonly principals: readonly string[] };

export type DefinitionBook = {
  readonly active: (tenant: string, loop: string) => { readonly definition: LoopDefinition; readonly version: string };
  readonly at: (tenant: string, loop: string, version: string) => LoopDefinition;
  readonly loops: (tenant: string) => readonly { readonly definition: LoopDefinition; readonly version: string }[];
};

export type Vault = {
  readonly seal: (kind: string, text: string, id: string) => SealedContent;
  readonly open: (cipher: Uint8Array) => string;
  readonly sealBytes: (bytes: Uint8Array) => Uint8Array;
  readonly openBytes: (cipher: Uint8Array) => Uint8Array;
};

export type PrincipalsOf = (actor: Call['actor']) => readonly string[];

/** How a list is narrowed; every field is optional and they add up. */
export type MatterFilter = {
  readonly ids?: readonly string[] | undefined;
  readonly loop?: readonly string[] | undefined;
  readonly status?: readonly string[] | undefined;
  /** Units from which something is awaited: to hold, co-handle or decide. */
  readonly waitingOn?: readonly string[] | undefined;
  readonly holderUnits?: readonly string[] | undefined;
  readonly holderPerson?: string | undefined;
  readonly closed?: boolean | undefined;
  readonly lamp?: Lamp | undefined;
  readonly dueFrom?: number | undefined;
  readonly dueTo?: number | undefined;
  readonly category?: readonly string[] | undefined;
  readonly region?: readonly string[] | undefined;
  readonly grade?: readonly string[] | undefined;
  readonly channel?: readonly string[] | undefined;
  readonly plan?: string | undefined;
  readonly parent?: string | undefined;
  readonly tag?: string | undefined;
  readonly flag?: string | undefined;
  readonly enterprise?: string | undefined;
  /** Leaves out whoever hides his identity, except from this office; absent, nobody is left out. */
  readonly identifiedTo?: { readonly office: string | null } | undefined;
  readonly openedFrom?: number | undefined;
  readonly openedTo?: number | undefined;
  /** Search tokens, all of which must be there. */
  readonly tokens?: readonly string[] | undefined;
};

export type MatterPage = {
  readonly filter: MatterFilter;
  readonly sort: 'due' | 'opened' | 'updated';
  readonly after?: string | undefined;
  readonly limit: number;
  readonly now: number;
};

export type ListedMatter = { readonly state: MatterState; readonly title: Uint8Array | null };
export type FileRow = {
  readonly id: string;
  readonly name: Uint8Array;
  readonly size: number;
  readonly type: string;
  readonly by: string;
  readonly at: number;
};

/** What is counted, and until when a limit is called today's or one of the next three working days. */
export type CountedPage = Omit<MatterPage, 'sort' | 'after' | 'limit'> & {
  readonly todayUntil: number;
  readonly soonUntil: number;
};

/** The reading side: everything under the caller's entitlements. */
export type MatterReader = {
  readonly list: (
    reading: Reading,
    page: MatterPage,
  ) => Promise<{ readonly rows: readonly ListedMatter[]; readonly next?: string }>;
  readonly count: (reading: Reading, page: CountedPage) => Promise<Readonly<Record<string, number>>>;
  readonly get: (reading: Reading, id: string) => Promise<ListedMatter | undefined>;
  readonly events: (reading: Reading, id: string) => Promise<readonly MatterEvent[]>;
  readonly contents: (reading: Reading, matter: string) => Promise<ReadonlyMap<string, Uint8Array | null>>;
  readonly files: (reading: Reading, matter: string) => Promise<readonly FileRow[]>;
};
