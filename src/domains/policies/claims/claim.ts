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
