import type { Day, Money } from '#kernel';
import type { Batch, Claim, ClaimStatus, Listing, MovedClaim, Pace, Settling } from './claim.ts';

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
