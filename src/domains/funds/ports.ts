import type { BatchStatus, BudgetLine, Entry, EntrySums, LedgerItem, Payment, Told } from '#engines/ledger';
import type { Call, FileValue, IdSource, Money, WorkingCalendar } from '#kernel';
import type { BankFormat } from './bank-format.ts';

export type LineRow = BudgetLine & {
  readonly owner: string;
  readonly createdAt: number;
  readonly seq: number;
  readonly head: string;
};

export type ItemRow = LedgerItem & {
  readonly payee: string;
  readonly purpose: string;
  readonly exclusion: string | null;
  readonly matter: string | null;
  readonly batch: string | null;
  readonly stageSince: number;
  readonly createdAt: number;
};

export type PaymentRow = Payment & {
  readonly outcome: 'arrived' | 'returned' | null;
  readonly settledAt: number | null;
  readonly bankNumber: string | null;
  readonly why: string | null;
};

export type BatchRow = {
  readonly id: string;
  readonly number: string;
  readonly line: string;
  readonly format: string;
  readonly status: BatchStatus;
  readonly preparedBy: string;
  readonly preparedAt: number;
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
  readonly sentAt: number | null;
  readonly payments: readonly PaymentRow[];
};

export type BankLineRow = {
  readonly bankNumber: string;
  readonly batch: string;
  readonly file: string;
  readonly row: number;
  readonly amount: Money;
  readonly outcome: string;
  readonly mismatch: string | null;
  /** What the line says, number and all; null of lines that came before this was kept. */
  readonly content: string | null;
  /** Who looks into what does not fit. */
  readonly matter?: string | null;
};

/** The books under lock, as far as they were asked for. */
export type LoadedBooks = {
  readonly line: LineRow;
  readonly items: readonly ItemRow[];
  readonly batch?: BatchRow;
  /** Lines already told under the numbers asked for, and which of the numbers moved money. */
  readonly told: Omit<Told, 'arrived'>;
  /** Where the enterprises of the items want their money. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Promises to the same enterprise under the same key, or in the same group and period, that are not released. */
  readonly rivals: readonly ItemRow[];
};

/** What is to be written; whatever it does not name stays as it is. */
export type BooksChange = {
  readonly line: LineRow;
  readonly items: readonly ItemRow[];
  readonly entries: readonly Entry[];
  /** A batch without a number is new and gets the next one. */
  readonly batch?: Omit<BatchRow, 'number'> & { readonly number?: string };
  readonly bankLines?: readonly BankLineRow[];
};

/** The same command again does nothing and is told what it was told the first time. */
export type Command = { readonly actor: string; readonly key: string };

export type BooksWanted = {
  readonly line: string;
  readonly command?: Command | undefined;
  /** Somebody is to be promised something: nobody else is promised to at the same time. */
  readonly rivalsOf?: Pick<ItemRow, 'key' | 'exclusion'>;
  readonly items?: readonly string[];
  readonly batch?: string;
  readonly bankNumbers?: readonly string[];
};

export type ItemQuery = {
  readonly line?: string | undefined;
  readonly batch?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly stage?: ItemStage | undefined;
  /** With money in any of these. */
  readonly holds?: readonly HeldAccount[] | undefined;
  readonly year?: number | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Where money of an item can be. */
export const HELD_ACCOUNTS = ['committed', 'payable', 'sent', 'advanced', 'paid', 'receivable'] as const;
export type HeldAccount = (typeof HELD_ACCOUNTS)[number];
export const ITEM_STAGES = [...HELD_ACCOUNTS, 'released'] as const;
export type ItemStage = (typeof ITEM_STAGES)[number];

export type Account = {
  readonly enterprise: string;
  /** Commitment; equal numbers have equal commitments. */
  readonly account: string;
  readonly tail: string;
  readonly cipher: Uint8Array;
  readonly confirmedAt: number;
  readonly confirmedBy: string;
};

export type BlockedAccount = {
  readonly enterprise: string;
  readonly shared: boolean;
  /** What the bank said when it gave the money back. */
  readonly returned: string | null;
};

/** Why a promise is owed: the claim behind it. */
export type Owed = {
  readonly claim: string;
  readonly title: string;
  readonly policy: string;
  readonly document: string;
  readonly article: string;
  readonly byRule: boolean;
  readonly decidedAt?: number;
  readonly reason?: string;
  readonly matter?: string;
  readonly batch?: string;
  readonly conditions: readonly { readonly text: string; readonly outcome: 'yes' | 'no' | 'unknown' }[];
};

export type FundStore = {
  readonly addLine: (tenant: string, line: LineRow) => Promise<boolean>;
  readonly listLines: (tenant: string, year?: number) => Promise<readonly LineRow[]>;
  readonly findLine: (tenant: string, id: string) => Promise<LineRow | undefined>;
  /** The line of a policy and year: one at most. */
  readonly findLineOf: (tenant: string, policy: string, year: number) => Promise<LineRow | undefined>;
  readonly listItems: (
    tenant: string,
    query: ItemQuery,
  ) => Promise<{ readonly items: readonly ItemRow[]; readonly next?: string }>;
  /** How many fit, and what they have in the accounts asked for, or in all. */
  readonly sumItems: (
    tenant: string,
    query: Omit<ItemQuery, 'limit' | 'after'>,
  ) => Promise<{ readonly count: number; readonly sum: number }>;
  readonly findByKey: (tenant: string, key: LedgerItem['key']) => Promise<ItemRow | undefined>;
  /** Of an item all; of a line a page, forward from a number or the last ones. */
  readonly entriesOf: (
    tenant: string,
    of:
      | { readonly item: string }
      | { readonly line: string; readonly after: number; readonly limit: number }
      | { readonly line: string; readonly last: number },
  ) => Promise<readonly Entry[]>;
  /** What the entries of a line come to, added up in the database. */
  readonly sumsOf: (tenant: string, line: string) => Promise<EntrySums>;
  readonly paymentsOf: (tenant: string, item: string) => Promise<readonly (PaymentRow & { readonly batch: string })[]>;
  readonly listBatches: (
    tenant: string,
    of?: { readonly line?: string | undefined; readonly statuses?: readonly BatchStatus[] },
  ) => Promise<readonly BatchRow[]>;
  /** Accounts that no money may go to, and why: the bank gave money back since they were confirmed, or two firms have one. */
  readonly blockedAccounts: (tenant: string, enterprises: readonly string[]) => Promise<readonly BlockedAccount[]>;
  readonly findBatch: (tenant: string, id: string) => Promise<BatchRow | undefined>;
  readonly tieBankLine: (tenant: string, line: BankLineRow, matter: string) => Promise<void>;
  readonly bankLinesOf: (tenant: string, batch: string) => Promise<readonly BankLineRow[]>;
  /** Locks the line, hands the books to `work` and writes what it returns, all or nothing. Undefined: no such line. */
  readonly change: <T>(
    tenant: string,
    wanted: BooksWanted,
    now: number,
    work: (books: LoadedBooks) => { readonly change: BooksChange; readonly value: T },
  ) => Promise<T | undefined>;
  readonly isDone: (tenant: string, command: Command) => Promise<boolean>;
  readonly putAccount: (tenant: string, account: Account) => Promise<void>;
  readonly accountsOf: (tenant: string, enterprises: readonly string[]) => Promise<readonly Account[]>;
};

export type AccountContent = { readonly number: string; readonly holder: string; readonly bank: string };

/** What money goes out for, as the books and as people call it. */
export type PolicyNamed = { readonly id: string; readonly title: string };

export type FundPorts = {
  readonly store: FundStore;
  readonly ids: IdSource;
  readonly calendar: (tenant: string) => WorkingCalendar;
  readonly formats: ReadonlyMap<string, BankFormat>;
  readonly commitment: (account: string) => string;
  readonly seal: (content: AccountContent) => Uint8Array;
  readonly unseal: (cipher: Uint8Array) => AccountContent;
  readonly write: (
    format: BankFormat,
    rows: readonly (readonly (string | number)[])[],
    mark: string,
  ) => Promise<FileValue>;
  readonly read: (
    format: BankFormat,
    file: FileValue,
  ) => Promise<readonly { readonly line: number; readonly cells: ReadonlyMap<string, string> }[] | undefined>;
  readonly readTable: (
    file: FileValue,
    needed: readonly string[],
  ) => Promise<readonly { readonly line: number; readonly cells: ReadonlyMap<string, string> }[] | undefined>;
  readonly unitName: (tenant: string, id: string, now: number) => Promise<string>;
  /** Finds the policy or clause of a mark, number or title in the library as it stands; undefined: not in it. */
  readonly policiesNamed: (tenant: string) => Promise<(said: string) => PolicyNamed | undefined>;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly enterpriseNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Opens a matter to look into something; the same key opens one. */
  readonly openMatter: (
    call: Call,
    input: { readonly key: string; readonly title: string; readonly text: string; readonly office: string },
  ) => Promise<string>;
  readonly owed: (tenant: string, item: string) => Promise<Owed | undefined>;
  /** Each entry once, under its key. */
  readonly tell: (
    tenant: string,
    key: string,
    entries: readonly { readonly principal: string; readonly text: string; readonly at: number }[],
  ) => Promise<void>;
  readonly audit: (
    call: Call,
    entry: { readonly act: string; readonly object: string; readonly detail: Readonly<Record<string, unknown>> },
  ) => Promise<void>;
  readonly limits: (tenant: string) => {
    readonly stageDays: number;
    readonly splitAmount: Money;
    readonly splitDays: number;
  };
};
