export type Ringing = { readonly at: number; readonly matter: string };

export type EpisodeStore = {
  /** What rang at a moment and had not come back, the newest first. */
  readonly ringing: (tenant: string, at: number, limit: number) => Promise<readonly Ringing[]>;
  readonly open: (tenant: string) => Promise<ReadonlySet<string>>;
  /** False where another process began it first. */
  readonly begin: (tenant: string, alert: string, at: number, matter: string) => Promise<boolean>;
  readonly end: (tenant: string, alert: string, at: number) => Promise<void>;
};
