/** From when to when, as it was known at `asOf`; `to` and `asOf` are not included. */
export type Window = { readonly from: number; readonly to: number; readonly asOf: number };

/** What the marks sum to for one indicator, and one group. */
export type Sums = {
  readonly indicator: string;
  readonly group: string;
  readonly counted: number;
  readonly meets: number;
  readonly sum: number;
  readonly squares: number;
  readonly distinct: number;
};
