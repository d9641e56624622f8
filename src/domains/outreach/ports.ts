import type { Lamp } from '#engines/matters';
import type { Grid, GridSnapshot, Organisation, Relation } from '#engines/registry';
import type { Call, Day, IdSource } from '#kernel';
import type { Meeting } from './meeting.ts';

/** A visit to an enterprise, or a call, as the officer recorded it. */
export type Visit = {
  readonly id: string;
  readonly enterprise: string;
  readonly grid?: string;
  readonly visitor: string;
  readonly unit?: string;
  readonly at: number;
  readonly kind: VisitKind;
  readonly place?: string;
  readonly mood?: Mood;
  readonly note?: string;
  readonly files: readonly string[];
  /** The appeal it turned into. */
  readonly matter?: string;
};
export const VISIT_KINDS = ['visit', 'call', 'leader'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];
export const MOODS = ['well', 'slow', 'hard'] as const;
export type Mood = (typeof MOODS)[number];

export type VisitQuery = {
  readonly enterprise?: string | undefined;
  readonly visitor?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** An enterprise of a grid, with when it was last seen. */
export type GridEnterprise = {
  readonly id: string;
  readonly name: string;
  readonly address?: string;
  readonly lastVisitAt?: number;
};

export type OutreachWriter = {
  readonly putGrids: (grids: readonly Grid[]) => Promise<void>;
  readonly putRelations: (relations: readonly Relation[]) => Promise<void>;
  readonly endRelation: (id: string, validTo: Day) => Promise<void>;
  readonly note: (call: Call, act: string, object: string, detail: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** Grids, who serves them and leaders' links; in-grid relations only of the enterprises asked for. */
export type OutreachStore = {
  readonly loadGrids: (tenant: string, enterprises?: readonly string[]) => Promise<GridSnapshot>;
  readonly change: <T>(
    tenant: string,
    enterprises: readonly string[],
    work: (snapshot: GridSnapshot, writer: OutreachWriter) => Promise<T>,
  ) => Promise<T>;
  readonly countByGrid: (tenant: string, day: Day) => Promise<ReadonlyMap<string, number>>;
  /** Those of the grids that were not seen for longest come first. */
  readonly enterprisesOf: (
    tenant: string,
    grids: readonly string[],
    day: Day,
    limit: number,
  ) => Promise<readonly GridEnterprise[]>;
  readonly addVisit: (tenant: string, visit: Visit, now: number) => Promise<void>;
  /** Sets the matter of a visit that has none; false when it already had one. */
  readonly linkVisit: (tenant: string, id: string, matter: string) => Promise<boolean>;
  readonly findVisit: (tenant: string, id: string) => Promise<Visit | undefined>;
  readonly listVisits: (
    tenant: string,
    query: VisitQuery,
  ) => Promise<{ readonly items: readonly Visit[]; readonly next?: string }>;
  readonly listMeetings: (tenant: string, kind?: string) => Promise<readonly Meeting[]>;
  readonly findMeeting: (tenant: string, id: string) => Promise<Meeting | undefined>;
  /** Locks the meeting, hands it to `work` and keeps what it returns; undefined when there is none. */
  readonly changeMeeting: (
    tenant: string,
    id: string,
    now: number,
    work: (meeting: Meeting) => Promise<Meeting>,
  ) => Promise<Meeting | undefined>;
  readonly addMeeting: (tenant: string, meeting: Omit<Meeting, 'session'>, by: string, now: number) => Promise<Meeting>;
};

export type OpenAppeal = {
  readonly title?: string;
  readonly body: string;
  readonly category?: string;
  readonly region?: string;
  readonly enterprise?: string;
  readonly channel: 'grid' | 'roundtable' | 'leader';
  /** The unit to which the meeting gave it; it is assigned at once. */
  readonly unit?: string;
  readonly files?: readonly string[];
  /** A retry with the same key finds the same appeal. */
  readonly key: string;
};
export type OpenedAppeal = { readonly id: string; readonly number: string };
export type MatterState = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly status: { readonly code: string; readonly title: string };
  readonly lamp: Lamp;
};

export type OutreachPorts = {
  readonly store: OutreachStore;
  readonly ids: IdSource;
  readonly organisation: (tenant: string, now: number) => Promise<Organisation>;
  /** After grids or links changed. */
  readonly forget: (tenant: string) => void;
  readonly peopleNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly enterprises: (
    tenant: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly name: string; readonly region?: string }>>;
  /** Opens an appeal on behalf of the caller. */
  readonly openAppeal: (call: Call, appeal: OpenAppeal) => Promise<OpenedAppeal>;
  /** The state of matters that the caller may see. */
  readonly matters: (call: Call, ids: readonly string[]) => Promise<readonly MatterState[]>;
  /** Open matters of a region as the caller sees them. */
  readonly openIn?: (call: Call, region: string) => Promise<number>;
  /** How many months may lie between two roundtables (pack setting). */
  readonly meetingInterval: (tenant: string) => number;
  readonly baseUrl: string;
};
