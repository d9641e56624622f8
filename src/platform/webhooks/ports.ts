export const TOPICS = ['matter.opened', 'matter.moved', 'matter.closed', 'audit.root', 'policy.told'] as const;
export type Topic = (typeof TOPICS)[number];

export type Subscription = {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly topics: readonly Topic[];
  readonly failures: number;
  readonly disabledAt: number | null;
  readonly disabledWhy: string | null;
  readonly createdAt: number;
};

export type NewSubscription = Pick<Subscription, 'id' | 'url' | 'title' | 'topics'> & {
  readonly secret: Uint8Array;
  readonly by: string;
};

/** One message for one subscriber, taken for sending. */
export type DueDelivery = {
  readonly id: string;
  readonly subscription: string;
  readonly message: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: Uint8Array;
};

export type LoggedDelivery = {
  readonly id: string;
  readonly topic: string;
  readonly message: string;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly deliveredAt: number | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly lastMs: number | null;
  readonly createdAt: number;
};

export type Outcome = { readonly status: number | null; readonly error: string | null; readonly ms: number };

export type WebhookStore = {
  readonly list: (tenant: string) => Promise<readonly Subscription[]>;
  readonly add: (tenant: string, subscription: NewSubscription, now: number) => Promise<void>;
  /** False when there is none of this id. */
  readonly remove: (tenant: string, id: string) => Promise<boolean>;
  readonly enable: (tenant: string, id: string) => Promise<boolean>;
  readonly disable: (tenant: string, id: string, why: string, now: number) => Promise<void>;
  /** A delivery for each subscriber of a message's topic, or only for `subscription`; the same message twice leaves one. */
  readonly fanOut: (
    tenant: string,
    messages: readonly Message[],
    now: number,
    subscription?: string,
  ) => Promise<number>;
  /** Takes what is due; what is taken comes back by itself at `until`, should this process die. */
  readonly take: (tenant: string, now: number, until: number, limit: number) => Promise<readonly DueDelivery[]>;
  readonly succeeded: (tenant: string, delivery: DueDelivery, outcome: Outcome, now: number) => Promise<void>;
  /** Says how many attempts in a row the subscriber has failed; `nextAt` null gives this delivery up. */
  readonly failed: (tenant: string, delivery: DueDelivery, outcome: Outcome, nextAt: number | null) => Promise<number>;
  readonly deliveries: (
    tenant: string,
    subscription: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ) => Promise<readonly LoggedDelivery[]>;
  readonly redeliver: (tenant: string, id: string, now: number) => Promise<boolean>;
  readonly forgetBefore: (tenant: string, before: number) => Promise<number>;
};

export type Message = { readonly id: string; readonly topic: Topic; readonly body: string };

/** Sends one signed message; never throws. */
export type Sender = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Outcome>;
