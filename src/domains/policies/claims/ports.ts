import type { Day, Money } from '#kernel';

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
  readonly filedAt: number;
  readonly decidedAt?: number;
  readonly reason?: string;
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
  readonly confirmedAt?: number;
  readonly confirmedBy?: string;
};

export type ClaimChange = Pick<Claim, 'status'> &
  Partial<Pick<Claim, 'amount' | 'decidedBy' | 'decidedAt' | 'reason' | 'matter'>>;

export type ClaimStore = {
  /** `false` when this enterprise already has one for the period: nobody twice. */
  readonly add: (tenant: string, claim: Claim) => Promise<boolean>;
  /** A frozen batch with its lines; those who have theirs already are left out. */
  readonly addBatch: (tenant: string, batch: Batch, lines: readonly Claim[]) => Promise<number>;
  /** Changes a claim that stands as `from` says; `false` when it does not. */
  readonly change: (tenant: string, id: string, from: readonly ClaimStatus[], to: ClaimChange) => Promise<boolean>;
  readonly find: (tenant: string, id: string) => Promise<Claim | undefined>;
  readonly list: (
    tenant: string,
    filter: {
      readonly clause?: string;
      readonly enterprise?: string;
      readonly status?: ClaimStatus;
      readonly batch?: string;
      readonly limit: number;
    },
  ) => Promise<readonly (Claim & { readonly name: string })[]>;
  readonly batches: (tenant: string, clause?: string) => Promise<readonly Batch[]>;
  readonly findBatch: (tenant: string, id: string) => Promise<Batch | undefined>;
  /** `false` when it was confirmed or dropped before. */
  readonly confirmBatch: (tenant: string, id: string, by: string, now: number) => Promise<boolean>;
  /** Claims that wait for a matter which has ended, with how it ended. */
  readonly decided: (
    tenant: string,
    limit: number,
  ) => Promise<readonly { readonly claim: Claim; readonly outcome: string }[]>;
};
