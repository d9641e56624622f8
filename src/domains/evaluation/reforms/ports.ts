/** One judge's part in a case: what he gave, or why he stepped aside. */
export type Vote = {
  readonly case: string;
  readonly judge: string;
  /** The unit he came from; null where he stepped aside. */
  readonly unit: string | null;
  readonly score: number | null;
  readonly note: string | null;
  readonly at: number;
};

export type ReformCase = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly quarter: string;
  readonly problem: string;
  readonly practice: string;
  readonly effect: string;
  readonly status: string;
  readonly scores: number;
  readonly mean: number | null;
  /** What this judge gave, or that he stepped aside. */
  readonly own: number | null;
  readonly recused: boolean;
};

/** What a notice of the office said of a quarter. */
export type CallNotice = { readonly opens: string; readonly closes: string; readonly notice: string };

export type ReformStore = {
  /** The last notice of a quarter. */
  readonly called: (tenant: string, quarter: string) => Promise<CallNotice | undefined>;
  readonly addCall: (
    tenant: string,
    quarter: string,
    given: CallNotice & { readonly by: string; readonly at: number },
  ) => Promise<void>;
  readonly list: (tenant: string, period: string, judge: string) => Promise<readonly ReformCase[]>;
  readonly find: (tenant: string, id: string, judge: string) => Promise<ReformCase | undefined>;
  /** False where he scored it or stepped aside before. */
  readonly score: (
    tenant: string,
    id: string,
    given: {
      readonly judge: string;
      readonly unit: string;
      readonly score: number;
      readonly note: string | null;
      readonly at: number;
    },
  ) => Promise<boolean>;
  readonly recuse: (tenant: string, id: string, judge: string, reason: string, at: number) => Promise<boolean>;
  /** What every judge gave these cases, and who stepped aside, in order of time. */
  readonly votes: (tenant: string, ids: readonly string[]) => Promise<readonly Vote[]>;
  readonly scored: (tenant: string, id: string) => Promise<number>;
};
