import type { Call, Day, IdSource } from '#kernel';
import type { EnterprisePorts } from '../enterprise-ports.ts';

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

export type ConsentPorts = Pick<EnterprisePorts, 'vocabulary' | 'precedence' | 'consents'> & {
  readonly ids: IdSource;
  /** Units that may be granted something: those that stand for a department. */
  readonly units: () => readonly string[];
  readonly unitName: (call: Call, unit: string) => Promise<string>;
  /** Tells the unit in its inbox. */
  readonly tell: (call: Call, unit: string, key: string, text: string) => Promise<void>;
  readonly enterpriseName: (tenant: string, enterprise: string) => Promise<string>;
};
