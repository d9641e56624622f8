/** What access needs of the outside. The database implements the stores (storage/access), HTTP adapters the rest. */

export type Account = {
  readonly id: string;
  readonly kind: 'official' | 'enterprise';
  readonly login: string;
  readonly personId?: string;
  readonly enterpriseId?: string;
  readonly passwordHash?: string;
  /** Absent while the password is one that somebody else gave out. */
  readonly passwordChangedAt?: number;
  readonly lockedUntil?: number;
  readonly disabled: boolean;
};

export type NewAccount = Omit<Account, 'disabled' | 'lockedUntil'> & {
  readonly phoneHash?: string;
  readonly oidcSubject?: string;
};

export type Post = {
  readonly id: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly section?: string;
  readonly role: string;
  readonly title?: string;
};

/** Who stands behind an account today. */
export type Holder = {
  readonly name?: string;
  readonly posts: readonly Post[];
  readonly enterprise?: { readonly id: string; readonly name: string };
};

export type AccountStore = {
  readonly add: (tenant: string, account: NewAccount, now: number) => Promise<void>;
  readonly findById: (tenant: string, id: string) => Promise<Account | undefined>;
  readonly findByLogin: (tenant: string, login: string) => Promise<Account | undefined>;
  readonly findByPhone: (tenant: string, phoneHash: string) => Promise<Account | undefined>;
  readonly findBySubject: (tenant: string, subject: string) => Promise<Account | undefined>;
  /** Counts one more failure in one statement; from `most` on the account is locked until `lockUntil`. */
  readonly recordFailure: (
    tenant: string,
    id: string,
    rule: { readonly most: number; readonly lockUntil: number; readonly now: number },
  ) => Promise<{ readonly failures: number; readonly lockedUntil?: number }>;
  readonly clearFailures: (tenant: string, id: string) => Promise<void>;
  readonly setPassword: (tenant: string, id: string, hash: string, now: number) => Promise<void>;
  /** One that somebody else gave out: it must be changed, and whatever was locked is open again. */
  readonly issuePassword: (tenant: string, id: string, hash: string) => Promise<void>;
  readonly setDisabled: (tenant: string, id: string, disabled: boolean) => Promise<void>;
  /** By login; `q` is part of a login or of the holder's name. */
  readonly list: (
    tenant: string,
    page: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number },
  ) => Promise<readonly (Account & { readonly name?: string })[]>;
  /** Posts count from their first to their last day. */
  readonly holderOf: (tenant: string, account: Account, now: number) => Promise<Holder>;
};

export type SessionRow = {
  readonly tokenHash: string;
  /** An account, or `follow:` and a matter. */
  readonly accountId: string;
  readonly postId?: string;
  readonly createdAt: number;
  readonly expiresAt: number;
};

export type SessionStore = {
  readonly add: (tenant: string, session: SessionRow) => Promise<void>;
  readonly find: (tenant: string, tokenHash: string) => Promise<SessionRow | undefined>;
  readonly extend: (tenant: string, tokenHash: string, expiresAt: number) => Promise<void>;
  readonly setPost: (tenant: string, tokenHash: string, postId: string) => Promise<void>;
  readonly remove: (tenant: string, tokenHash: string) => Promise<void>;
  readonly removeOthers: (tenant: string, accountId: string, keep: string) => Promise<void>;
};

export type SmsCodeStore = {
  readonly put: (
    tenant: string,
    phoneHash: string,
    code: { readonly hash: string; readonly expiresAt: number },
  ) => Promise<void>;
  /** Counts the attempt before the code is compared, so that parallel guesses count too. */
  readonly attempt: (
    tenant: string,
    phoneHash: string,
  ) => Promise<{ readonly hash: string; readonly expiresAt: number; readonly attempts: number } | undefined>;
  readonly remove: (tenant: string, phoneHash: string) => Promise<void>;
};

/** Counts within a window, across processes and restarts. */
export type ThrottleStore = {
  readonly hit: (
    tenant: string,
    key: string,
    window: { readonly ms: number; readonly now: number },
  ) => Promise<{ readonly count: number; readonly resetsAt: number }>;
};

export type OidcAttempt = {
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
  readonly expiresAt: number;
};

export type OidcAttemptStore = {
  readonly put: (tenant: string, stateHash: string, attempt: OidcAttempt) => Promise<void>;
  /** Once only. */
  readonly take: (tenant: string, stateHash: string) => Promise<OidcAttempt | undefined>;
};

/** No personal data: ids and codes only. */
export type AuditEntry = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly unit?: string;
  readonly act: string;
  readonly object?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  readonly requestId?: string;
};

/** An entry as people read it: what its ids are called today, where they still stand for something. */
export type AuditLine = AuditEntry & {
  readonly actorName?: string;
  readonly unitName?: string;
  readonly objectName?: string;
};

export type AuditLog = {
  readonly write: (tenant: string, entry: AuditEntry) => Promise<void>;
  /** Newest first; `after` is the last id of the page before (ids sort by time). */
  readonly list: (
    tenant: string,
    page: {
      readonly act?: string | undefined;
      /** An id, or a name or login that stands for one. */
      readonly actor?: string | undefined;
      readonly after?: string | undefined;
      readonly limit: number;
    },
  ) => Promise<readonly AuditLine[]>;
};

export type AccessStores = {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly smsCodes: SmsCodeStore;
  readonly throttles: ThrottleStore;
  readonly oidcAttempts: OidcAttemptStore;
  readonly audit: AuditLog;
  /** Forgets what has run out: sessions, codes, counts, attempts. Says how many rows went. */
  readonly removeExpired: (now: number) => Promise<number>;
};

/** Sign-in inside a work app (浙政钉 and the like): the app hands the page a code that its server turns into a person. */
export type WorkApp = {
  /** The person's id in the work app; undefined when the code is wrong or used. */
  readonly personOf: (code: string) => Promise<string | undefined>;
};

export type SmsSender = {
  readonly send: (message: {
    readonly phone: string;
    readonly code: string;
    readonly minutes: number;
  }) => Promise<void>;
};

/** Where matters are kept: the one with this number, and the hash of its follow code. */
export type FollowLookup = (
  tenant: string,
  number: string,
) => Promise<{ readonly matterId: string; readonly codeHash: string } | undefined>;
