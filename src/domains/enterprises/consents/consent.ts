import type { Day } from '#kernel';

/** A unit may see these sensitive facts of an enterprise until a day. */
export type Consent = {
  readonly id: string;
  readonly enterprise: string;
  readonly unit: string;
  readonly keys: readonly string[];
  readonly purpose: string;
  readonly grantedAt: number;
  readonly grantedBy: string;
  readonly until: Day;
  readonly withdrawnAt?: number | undefined;
};

/** Somebody looked at sensitive facts. */
export type SensitiveRead = {
  readonly id: string;
  readonly at: number;
  readonly unit?: string | undefined;
  readonly byConsent: boolean;
};

export type ConsentStore = {
  readonly add: (tenant: string, consent: Consent) => Promise<void>;
  readonly of: (tenant: string, enterprise: string, limit: number) => Promise<readonly Consent[]>;
  readonly withdraw: (tenant: string, enterprise: string, id: string, now: number) => Promise<boolean>;
  /** What a unit may see of an enterprise by its consent today. */
  readonly keysFor: (tenant: string, enterprise: string, unit: string, today: Day) => Promise<readonly string[]>;
  readonly reads: (
    tenant: string,
    enterprise: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ) => Promise<{ readonly items: readonly SensitiveRead[]; readonly next?: string }>;
};
