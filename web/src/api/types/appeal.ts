import type { Coded, Named } from './common.ts';
import type { Holder, MatterRow } from './matter.ts';

export type AppealInput = {
  readonly title?: string;
  readonly body: string;
  readonly category?: string;
  readonly region?: string;
  readonly place?: string;
  readonly contactName?: string;
  readonly contactPhone?: string;
  readonly files?: readonly string[];
  readonly hideIdentity?: boolean;
  readonly onBehalfOf?: string;
  readonly channel?: string;
  readonly affected?: number;
  /** In 分. */
  readonly amount?: number;
  readonly complainedOf?: readonly string[];
};

export type AppealReceipt = {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly clocks: readonly { readonly title: string; readonly dueAt: number; readonly provisional?: boolean }[];
  readonly holder: Holder;
};

/** 我们理解为: what the words seem to be about, for a person to confirm. */
export type Understanding = {
  readonly title: string;
  readonly category?: Coded & { readonly why?: string };
  readonly categories?: readonly (Coded & { readonly why?: string })[];
  readonly region?: Coded & { readonly why?: string };
  readonly similar?: readonly MatterRow[];
  readonly complaint?: { readonly why: string; readonly units: readonly Named[] };
};
