import type { Day } from '#kernel';

/** The cockpit of days that are over, worked out once. */
export type DayStore = {
  readonly find: (tenant: string, day: Day, version: string) => Promise<unknown>;
  readonly put: (
    tenant: string,
    kept: { readonly day: Day; readonly version: string; readonly body: unknown; readonly at: number },
  ) => Promise<void>;
  /** Late events have changed this day and those after it. */
  readonly forget: (tenant: string, from: Day) => Promise<void>;
  /** The newest days up to `last`, at most so many days back, of which nothing is kept. */
  readonly missing: (
    tenant: string,
    asked: { readonly version: string; readonly last: Day; readonly days: number; readonly limit: number },
  ) => Promise<readonly Day[]>;
};
