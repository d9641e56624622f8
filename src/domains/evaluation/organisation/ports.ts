import type { Day } from '#kernel';

/** What is done to reach a target rank. */
export type AimMeasure = {
  readonly id: string;
  readonly aim: string;
  readonly text: string;
  readonly unit: string;
  /** Who answers for it on the day asked for. */
  readonly person: string | null;
  readonly due: string | null;
  /** From whom he has it, and since when; undefined while nobody handed it over. */
  readonly took?: { readonly from: string; readonly day: string } | undefined;
};
export type MeasureHandOver = {
  readonly id: string;
  readonly measure: string;
  readonly from: string | null;
  readonly to: string;
  readonly fromDay: Day;
  readonly why: string;
  readonly by: string;
  readonly at: number;
};
export type TopicMeeting = {
  readonly indicator: string;
  readonly id: string;
  readonly title: string;
  readonly startsAt: number;
  readonly status: string;
};
export type GapEntry = {
  readonly indicator: string;
  readonly matter: string;
  readonly closed: boolean;
  readonly overdue: boolean;
};

export type OrganisationStore = {
  readonly measures: (tenant: string, on: Day) => Promise<readonly AimMeasure[]>;
  readonly handOver: (tenant: string, row: MeasureHandOver) => Promise<void>;
  /** Which of these people hold a post on a day. */
  readonly serving: (tenant: string, people: readonly string[], on: string) => Promise<ReadonlySet<string>>;
  readonly addMeasure: (tenant: string, measure: Omit<AimMeasure, 'took'>, by: string, at: number) => Promise<void>;
  readonly endMeasure: (tenant: string, id: string, at: number) => Promise<boolean>;
  readonly meetings: (tenant: string) => Promise<readonly TopicMeeting[]>;
  /** False where there is no such meeting. */
  readonly linkMeeting: (
    tenant: string,
    indicator: string,
    meeting: string,
    by: string,
    at: number,
  ) => Promise<boolean>;
  /** As they stood at a moment; a limit is today's. */
  readonly gaps: (tenant: string, asOf: number) => Promise<readonly GapEntry[]>;
};
