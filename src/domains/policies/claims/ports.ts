import type { Day, Money, RefusalParts } from '#kernel';

export type ClaimStatus = 'publicity' | 'objected' | 'with-clerk' | 'approved' | 'refused' | 'withdrawn';

export type Claim = {
  readonly id: string;
  readonly clause: string;
  readonly version: string;
  readonly enterprise: string;
  /** Once per period: `once`, 2026, 2026Q3, 2026-11. */
  readonly period: string;
  readonly batch?: string;
  readonly status: ClaimStatus;
  readonly amount?: Money;
  readonly decidedBy?: string;
  /** Facts and conditions as they stood: a decision can be replayed. */
  readonly decision: Readonly<Record<string, unknown>>;
  readonly matter?: string;
  /** It lies with the applicant. */
  readonly supplementing?: boolean;
  readonly filedAt: number;
  readonly decidedAt?: number;
  readonly reason?: string;
  /** 复核: a refusal by a person was looked at once more, after this matter. */
  readonly appealedAt?: number;
  readonly firstMatter?: string;
} & ClaimMoney;

/** Where the money of a claim stands in the books, as last seen. */
export const MONEY_STAGES = ['committed', 'payable', 'sent', 'advanced', 'paid', 'receivable', 'released'] as const;
export type MoneyStage = (typeof MONEY_STAGES)[number];
export type ClaimMoney = {
  readonly item?: string;
  readonly promisedAt?: number;
  /** Why the books have no money for it yet. */
  readonly unpromised?: string;
  readonly money?: MoneyStage;
  readonly sentAt?: number;
  readonly arrivedAt?: number;
  /** Working days from filing to arrival. */
  readonly arrivedDays?: number;
  /** Why the bank gave the last payment back. */
  readonly returned?: string;
  /** Working days that the clock stood still for the applicant. */
  readonly pausedDays?: number;
  /** 预拨: what was promised ahead of what is due. */
  readonly advance?: Money;
  /** What the firm has to give back now. */
  readonly owed?: Money;
  readonly settled?: (typeof SETTLED)[number];
  readonly settledAt?: number;
  readonly settledWhy?: string;
  /** The matter in which the advance is settled. */
  readonly settleMatter?: string;
};

export const SETTLED = ['settled', 'topped-up', 'recovered'] as const;
export type Settling = {
  readonly how: (typeof SETTLED)[number];
  readonly final: Money;
  readonly by: string;
  readonly why: string;
  readonly now: number;
};

/** A claim whose money moved: what the books say now. */
export type MovedClaim = {
  readonly id: string;
  readonly filedAt: number;
  readonly decidedAt: number;
  readonly pausedDays: number;
  readonly money: MoneyStage;
  readonly moneySince: number;
  readonly sentAt: number | null;
  readonly arrivedAt: number | null;
  readonly returned: string | null;
};

/** Working days from filing; null where it has not come so far. */
export type Pace = {
  readonly decidedDays: number | null;
  readonly sentDays: number | null;
  readonly arrivedDays: number | null;
};

/** Claims filed from one day to another, of these clauses, of firms in these regions. */
export type ClaimSpan = {
  readonly clauses?: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
  readonly regions?: readonly string[];
};

/** What the claims of a month come to. */
export type ClaimSums = {
  /** Month of filing, 2026-11. */
  readonly month: string;
  readonly count: number;
  /** Without what was withdrawn. */
  readonly asked: number;
  readonly granted: number;
  readonly arrived: number;
};

export type ArrivedClaims = {
  readonly clause: string;
  readonly days: number;
  readonly count: number;
  readonly sum: number;
  /** Sums of days, to be divided by the count. */
  readonly decided: number;
  readonly sent: number;
};

export const WAITS = ['publicity', 'review', 'supplement', 'amount', 'budget', 'batch', 'sending', 'bank'] as const;
export type RunningClaims = {
  readonly clause: string;
  /** Where it waits. */
  readonly wait: (typeof WAITS)[number];
  readonly filedOn: Day;
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly count: number;
  readonly sum: number;
};

export type ClaimFilter = ClaimSpan & {
  readonly enterprise?: string;
  readonly status?: ClaimStatus;
  readonly batch?: string;
  /** Part of the enterprise's name, or its code. */
  readonly q?: string;
  readonly wait?: RunningClaims['wait'];
  readonly arrived?: boolean;
  /** Arrived within so many working days, or running and filed between these days. */
  readonly days?: { readonly from: number; readonly to?: number; readonly filedFrom?: Day; readonly filedTo?: Day };
  /** 预拨 that is not settled yet, or money owed back. */
  readonly open?: boolean;
  /** Not withdrawn. */
  readonly kept?: boolean;
  readonly after?: { readonly filedAt: number; readonly id: string };
  readonly limit: number;
};

export type Batch = {
  readonly id: string;
  readonly clause: string;
  readonly version: string;
  readonly period: string;
  readonly status: 'publicity' | 'confirmed' | 'void';
  readonly by: string;
  readonly unit?: string;
  readonly frozenAt: number;
  readonly publicityUntil: Day;
  /** Eligible, and not listed because the budget does not reach them. */
  readonly left?: number;
  readonly confirmedAt?: number;
  readonly confirmedBy?: string;
};

/** A long list that is drawn up in the background. */
export type Listing = {
  /** Of the batch that comes of it. */
  readonly id: string;
  readonly clause: string;
  readonly reduce: boolean;
  readonly by: string;
  readonly unit?: string;
  readonly askedAt: number;
  /** How many are to be looked at, and how many were. */
  readonly candidates: number;
  readonly done: number;
  readonly refusal?: Omit<RefusalParts, 'kind' | 'at'>;
  readonly finishedAt?: number;
};

export type ListingStore = {
  /** One at a time for each clause: whoever asks meanwhile gets the one that runs. */
  readonly askListing: (tenant: string, listing: Listing) => Promise<Listing>;
  /** Those under way and those finished since, the latest first. */
  readonly listings: (tenant: string, since: number, limit: number) => Promise<readonly Listing[]>;
  /** The one that waits longest, for a while one's own; what a process left that died is taken up again. */
  readonly takeListing: (tenant: string, now: number, leaseMs: number) => Promise<Listing | undefined>;
  readonly noteListing: (
    tenant: string,
    id: string,
    change: Pick<Listing, 'done'> | Pick<Listing, 'refusal' | 'finishedAt'>,
  ) => Promise<void>;
};

export type ClaimChange = Pick<Claim, 'status'> &
  Partial<
    Pick<Claim, 'amount' | 'decidedBy' | 'decidedAt' | 'reason' | 'pausedDays' | 'appealedAt' | 'firstMatter'>
  > & {
    /** null: it waits for a new one. */
    readonly matter?: string | null;
  };

/** A line of the budget, and the clauses that are paid from it in its year. */
export type Drawing = {
  readonly line: string;
  readonly title: string;
  readonly year: number;
  readonly clauses: readonly string[];
};

/** The claims that bear on one more of a clause: of one enterprise, or of all. */
export type ClaimScope = {
  readonly clause: string;
  readonly period: string;
  /** The clause itself, what excludes it, what shares its cap. */
  readonly kin: readonly string[];
  /** Places are counted. */
  readonly counted: boolean;
  readonly enterprise?: string;
  /** Money is counted too. */
  readonly drawing?: Drawing;
};

export type HeldClaim = Pick<Claim, 'id' | 'enterprise' | 'clause' | 'period' | 'filedAt'> & {
  readonly amount: Money | null;
};
export type ClaimStanding = {
  /** What is held of the kin, refused and withdrawn ones left out. */
  readonly held: readonly HeldClaim[];
  /** Places of the clause that are gone in the period; 0 where they are not counted. */
  readonly taken: number;
  /** What the line still has, and how much of that is in public or approved and not promised yet. */
  readonly free?: Money;
  readonly waiting?: Money;
};

/** Grants that are facts of the firm: stated once, taken back once. */
export type Recognitions = {
  readonly unstated: (tenant: string, clauses: readonly string[], limit: number) => Promise<readonly Claim[]>;
  /** `until`: the last day on which it holds. */
  readonly noteStated: (tenant: string, id: string, now: number, until: Day | undefined) => Promise<void>;
  readonly lapsed: (
    tenant: string,
    today: Day,
    limit: number,
  ) => Promise<readonly (Pick<Claim, 'id' | 'clause' | 'enterprise'> & { readonly lapsesOn: Day })[]>;
  /** Does the firm hold a grant of one of these clauses on that day? */
  readonly holds: (tenant: string, enterprise: string, clauses: readonly string[], today: Day) => Promise<boolean>;
  readonly noteLapsed: (tenant: string, id: string, now: number) => Promise<void>;
};

export type ClaimStore = Recognitions &
  ListingStore & {
    readonly standing: (tenant: string, of: ClaimScope) => Promise<ClaimStanding>;
    /**
     * Adds what is chosen in view of what stands; nobody adds to the kin meanwhile. Returns how many were new: nobody gets
     * one twice for a period.
     */
    readonly admit: (
      tenant: string,
      of: ClaimScope,
      choose: (standing: ClaimStanding) => { readonly batch?: Batch; readonly claims: readonly Claim[] },
    ) => Promise<number>;
    /** Changes a claim in view of what stands, as `change` does. */
    readonly amend: (
      tenant: string,
      of: ClaimScope & { readonly id: string; readonly from: readonly ClaimStatus[] },
      choose: (standing: ClaimStanding) => ClaimChange,
    ) => Promise<boolean>;
    /** Changes a claim that stands as `from` says; `false` when it does not. */
    readonly change: (tenant: string, id: string, from: readonly ClaimStatus[], to: ClaimChange) => Promise<boolean>;
    readonly find: (
      tenant: string,
      id: string,
      of?: Pick<ClaimSpan, 'regions'>,
    ) => Promise<(Claim & { readonly name: string }) | undefined>;
    /** Whose money a promise of the books is. */
    readonly findByItem: (tenant: string, item: string) => Promise<Claim | undefined>;
    readonly list: (tenant: string, filter: ClaimFilter) => Promise<readonly (Claim & { readonly name: string })[]>;
    /** By month, the latest first. */
    readonly sums: (tenant: string, filter: Omit<ClaimFilter, 'limit'>) => Promise<readonly ClaimSums[]>;
    /** Who was in a batch of this clause and period and was struck off: an objection was right. */
    readonly struckOff: (tenant: string, clause: string, period: string) => Promise<ReadonlySet<string>>;
    readonly batches: (tenant: string, clause?: string) => Promise<readonly Batch[]>;
    /** How many lines, and what they come to without those that were refused. */
    readonly batchTotal: (tenant: string, batch: string) => Promise<{ readonly lines: number; readonly sum: Money }>;
    readonly findBatch: (tenant: string, id: string) => Promise<Batch | undefined>;
    /** Approves every line that nobody objected to, in one go; undefined when it was confirmed or dropped before. */
    readonly confirmBatch: (tenant: string, id: string, by: string, now: number) => Promise<number | undefined>;
    /** Approved and not yet promised, who was approved first comes first. */
    readonly unpromised: (
      tenant: string,
      clause: string,
      limit: number,
      after?: { readonly decidedAt: number; readonly id: string },
    ) => Promise<readonly (Claim & { readonly name: string })[]>;
    readonly unpromisedClauses: (tenant: string) => Promise<readonly string[]>;
    /** `false` when it is no longer waiting. */
    readonly markPromised: (tenant: string, id: string, item: string, now: number, advance?: Money) => Promise<boolean>;
    /** Writes how an advance ended and what is due in all; `false` when it was settled before. */
    readonly settle: (tenant: string, id: string, how: Settling) => Promise<boolean>;
    /** 预拨 that arrived and is not settled, and what is owed back; `owed` is the part owed back. */
    readonly outstanding: (
      tenant: string,
      of: ClaimSpan,
    ) => Promise<{ readonly count: number; readonly sum: number; readonly owed: number }>;
    /** Writes why on these, or on all of the clause that have no reason of their own. */
    readonly markUnpromised: (
      tenant: string,
      of: { readonly id: string } | { readonly clause: string; readonly except: string },
      why: string,
    ) => Promise<void>;
    /** Claims of which the books say something new. */
    readonly moved: (tenant: string, limit: number) => Promise<readonly MovedClaim[]>;
    readonly markMoved: (tenant: string, rows: readonly (MovedClaim & Pace)[]) => Promise<void>;
    /** Of claims filed in a span: what arrived, by clause and working days. */
    readonly arrived: (tenant: string, of: ClaimSpan) => Promise<readonly ArrivedClaims[]>;
    /** Of claims filed in a span: what has not, by clause, where it stands, and since when. */
    readonly running: (tenant: string, of: ClaimSpan) => Promise<readonly RunningClaims[]>;
    /** With a clerk, but the matter was never opened: the process ended in between. */
    readonly unattended: (tenant: string, before: number) => Promise<readonly Claim[]>;
    /** Advances that arrived and have no matter for their settlement. */
    readonly unsettled: (tenant: string, limit: number) => Promise<readonly (Claim & { readonly name: string })[]>;
    /** Matters of advances that were settled, and where each goes: what was too much is waited for, or all is done. */
    readonly settledMatters: (
      tenant: string,
      limit: number,
      claim?: string,
    ) => Promise<readonly { readonly id: string; readonly move: 'owed' | 'settled' }[]>;
    readonly markSettleMatter: (tenant: string, id: string, matter: string) => Promise<void>;
    /** Claims that wait for a matter which has ended, with how it ended. */
    readonly decided: (
      tenant: string,
      limit: number,
      enterprise?: string,
    ) => Promise<
      readonly {
        readonly claim: Claim;
        readonly outcome: string;
        /** Who ended it. */
        readonly closedBy: string;
        /** When it lay with the applicant. */
        readonly pauses: readonly { readonly from: number; readonly to: number }[];
      }[]
    >;
  };
