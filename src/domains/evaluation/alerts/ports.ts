export type EpisodeStore = {
  readonly open: (tenant: string) => Promise<ReadonlySet<string>>;
  /** False where another process began it first. */
  readonly begin: (tenant: string, alert: string, at: number, matter: string) => Promise<boolean>;
  readonly end: (tenant: string, alert: string, at: number) => Promise<void>;
};
