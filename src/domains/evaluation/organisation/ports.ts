/** What is done to reach a target rank. */
export type AimMeasure = {
  readonly id: string;
  readonly aim: string;
  readonly text: string;
  readonly unit: string;
  readonly person: string | null;
  readonly due: string | null;
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
  readonly measures: (tenant: string) => Promise<readonly AimMeasure[]>;
  /** Which of these people hold a post on a day. */
  readonly serving: (tenant: string, people: readonly string[], on: string) => Promise<ReadonlySet<string>>;
  readonly addMeasure: (tenant: string, measure: AimMeasure, by: string, at: number) => Promise<void>;
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
  readonly gaps: (tenant: string, now: number) => Promise<readonly GapEntry[]>;
};
