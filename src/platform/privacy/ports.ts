import type { MatterState } from '#engines/matters';

export type StoredContent = { readonly id: string; readonly kind: string; readonly cipher: Uint8Array };

/** How long what was written about closed matters is kept: months after closing. */
export type KeptMonths = { readonly personal: number; readonly content: number; readonly files: number };

export type Schedule = KeptMonths & {
  readonly loop: string;
  /** Kinds of content that the loop calls personal. */
  readonly personalKinds: readonly string[];
};

export type Erased = {
  readonly contents: readonly { readonly id: string; readonly kind: string }[];
  readonly files: number;
};

export type Erasing = {
  readonly matter: string;
  readonly now: number;
  /** Absent: everything. */
  readonly kinds?: readonly string[] | undefined;
  /** Only what was to be kept until before this day. */
  readonly dueBefore?: string | undefined;
  readonly files: boolean;
  /** Stands in for a file's name, which may name people too. */
  readonly fileName: Uint8Array;
};

/** Sealed words that stand in for erased ones where a row needs some. */
export type ErasedWords = { readonly text: Uint8Array; readonly file: Uint8Array; readonly answer: Uint8Array };

/** What is written down beside matters, and kept for a while. */
export type RecordEraser = {
  /** Erases the words of records of this kind from before an instant; says of how many. */
  readonly erase: (
    tenant: string,
    kind: 'visits' | 'meetings' | 'panels' | 'workOrders' | 'inbox',
    before: number,
    now: number,
    words: ErasedWords,
  ) => Promise<number>;
};

/** Content of matters, to be kept for a while and then no longer. */
export type PrivacyStore = {
  /** Says of closed matters until when their content is kept, and takes it back from reopened ones. */
  readonly schedule: (tenant: string, schedule: Schedule) => Promise<number>;
  /** Matters with content to be erased by this day. */
  readonly due: (tenant: string, day: string, limit: number) => Promise<readonly string[]>;
  /** Matters closed before this instant that still have files. */
  readonly withOldFiles: (
    tenant: string,
    loop: string,
    closedBefore: string,
    limit: number,
  ) => Promise<readonly string[]>;
  /** Erases text and salt, so that the commitment left in the event says nothing. */
  readonly erase: (tenant: string, erasing: Erasing) => Promise<Erased>;
  readonly remaining: (
    tenant: string,
    matter: string,
  ) => Promise<{ readonly state: MatterState; readonly contents: readonly StoredContent[] } | undefined>;
  readonly replaceTokens: (tenant: string, matter: string, tokens: readonly string[]) => Promise<void>;
};
