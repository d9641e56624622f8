/** Who reads: row-level security sees exactly this. */
export type BoardReading = { readonly tenant: string; readonly principals: readonly string[] };

export type BoardFilter = {
  readonly plan?: string | undefined;
  readonly unit?: string | undefined;
  readonly stage?: string | undefined;
  readonly loop?: string | undefined;
};

/** The instants by which matters are sorted: now, the end of today, the close of the third working day. */
export type BoardTimes = { readonly now: number; readonly today: number; readonly soon: number };

export type BoardCounts = { readonly today: number; readonly overdue: number; readonly within3days: number };
export type BoardGroup = BoardCounts & { readonly id: string; readonly earliest: number };
export type BoardStore = {
  /** Per holding unit, per plan, and the rows to show: at most `perUnit` of each unit, earliest limit first. */
  readonly read: (
    reading: BoardReading,
    filter: BoardFilter,
    times: BoardTimes,
    perUnit: number,
  ) => Promise<{
    readonly units: readonly BoardGroup[];
    readonly plans: readonly BoardGroup[];
    readonly rows: readonly { readonly id: string; readonly unit: string }[];
  }>;
  /** Lamps of the measures of each plan. */
  readonly lamps: (
    reading: BoardReading,
    times: BoardTimes,
  ) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>;
};
