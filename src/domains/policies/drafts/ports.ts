import type { DraftEvent } from './draft.ts';

export type StoredDraft = { readonly id: string; readonly events: readonly DraftEvent[] };

export type DraftStore = {
  readonly list: (tenant: string) => Promise<readonly StoredDraft[]>;
  readonly find: (tenant: string, id: string) => Promise<StoredDraft | undefined>;
  /** Writes the event behind those there are; `false` when somebody was quicker. */
  readonly append: (tenant: string, id: string, seq: number, event: DraftEvent) => Promise<boolean>;
};
