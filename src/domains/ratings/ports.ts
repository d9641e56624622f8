import type { MatterState } from '#engines/matters';
import type { Call, FileValue, IdSource } from '#kernel';

export const CHANNELS = ['qr', 'portal', 'phone', 'counter'] as const;
export type Channel = (typeof CHANNELS)[number];

export type ServiceWindow = {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly hall: string;
  readonly item: string;
  readonly region: string | null;
  readonly active: boolean;
};

export type ServiceRating = {
  readonly id: string;
  readonly window: string;
  readonly unit: string;
  readonly region: string | null;
  readonly item: string;
  readonly channel: Channel;
  /** Nobody asked for it. */
  readonly active: boolean;
  readonly grade: number;
  readonly tags: readonly string[];
  readonly enterprise: string | null;
  readonly at: number;
  /** The rectification of a bad one. */
  readonly matter: string | null;
};

/** Personal: kept apart and encrypted. */
export type Said = { readonly comment?: string; readonly phone?: string };

export type RatingFilter = {
  readonly unit?: string | undefined;
  readonly window?: string | undefined;
  readonly bad?: boolean | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

export type UnitRatings = {
  readonly unit: string;
  readonly counted: number;
  readonly good: number;
  readonly active: number;
  readonly activeGood: number;
  readonly bad: number;
  /** How the rectifications of its bad ratings stand. */
  readonly open: number;
  readonly rectified: number;
  readonly unanswered: number;
  readonly dissatisfied: number;
};

export type RatingStore = {
  readonly addWindow: (tenant: string, window: ServiceWindow, by: string, at: number) => Promise<void>;
  readonly windows: (tenant: string) => Promise<readonly ServiceWindow[]>;
  readonly window: (tenant: string, id: string) => Promise<ServiceWindow | undefined>;
  /** False where this person rated this window today already. */
  readonly add: (
    tenant: string,
    rating: ServiceRating,
    more: { readonly said?: Uint8Array; readonly raterHash?: string; readonly recordedBy?: string },
  ) => Promise<boolean>;
  readonly find: (tenant: string, id: string) => Promise<ServiceRating | undefined>;
  readonly list: (
    tenant: string,
    filter: RatingFilter,
    page: { readonly after?: string | undefined; readonly limit: number },
  ) => Promise<{
    readonly rows: readonly (ServiceRating & { readonly said: Uint8Array | null })[];
    readonly next?: string;
  }>;
  readonly byUnit: (tenant: string, from: number, to: number) => Promise<readonly UnitRatings[]>;
  /** Bad ones whose matter is not open yet. */
  readonly unopened: (
    tenant: string,
    limit: number,
  ) => Promise<readonly (ServiceRating & { readonly said: Uint8Array | null })[]>;
};

export type RatingPorts = {
  readonly store: RatingStore;
  readonly ids: IdSource;
  readonly codeOf: (tenant: string, rating: string) => string;
  readonly hash: (text: string) => string;
  readonly seal: (said: Said) => Uint8Array;
  readonly unseal: (cipher: Uint8Array) => Said;
  readonly hit: (
    tenant: string,
    key: string,
    ms: number,
  ) => Promise<{ readonly count: number; readonly retryAfterMs: number }>;
  readonly unitNames: (call: Pick<Call, 'tenant' | 'now'>) => Promise<(id: string) => string>;
  readonly unitExists: (call: Call, id: string) => Promise<boolean>;
  readonly open: (
    call: Call,
    input: {
      readonly id: string;
      readonly region: string | null;
      readonly fields: Readonly<Record<string, unknown>>;
    },
  ) => Promise<void>;
  readonly move: (
    call: Call,
    input: { readonly id: string; readonly move: string; readonly input: Readonly<Record<string, unknown>> },
  ) => Promise<unknown>;
  readonly stateOf: (tenant: string, id: string) => Promise<MatterState | undefined>;
  readonly statusTitle: (tenant: string, state: MatterState) => string;
  readonly table: (
    call: Call,
    file: {
      readonly name: string;
      readonly headings: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
    },
  ) => Promise<FileValue>;
};

export const GRADES: Readonly<Record<number, string>> = {
  5: '非常满意',
  4: '满意',
  3: '基本满意',
  2: '不满意',
  1: '非常不满意',
};
/** 不满意 and below is 差评. */
export const BAD = 2;
