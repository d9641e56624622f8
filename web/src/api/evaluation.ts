import { queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from './client.ts';
import type { Interval } from './indicators.ts';
import type { Named } from './types/index.ts';

type Value = { readonly value: number | null; readonly counted: number; readonly interval: Interval };
export type Watched = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly category?: string;
  readonly direction: 'higher' | 'lower' | 'none';
  readonly now: Value;
  readonly before: Value;
};
export type MeetingRef = {
  readonly id: string;
  readonly title: string;
  readonly startsAt: number;
  readonly status: string;
};
export type Aim = {
  readonly id: string;
  readonly system: string;
  readonly title: string;
  readonly keep: number;
  readonly strive: number;
  readonly among: string;
  readonly source: string;
  readonly assumed: boolean;
  readonly flags: readonly string[];
  readonly measures: readonly {
    readonly id: string;
    readonly text: string;
    readonly unit: Named;
    readonly person?: string;
    readonly took?: { readonly from: string; readonly day: string };
    readonly due?: string;
  }[];
};
/** Without `since` it is the pack's example: shown, and in nobody's score. */
export type Dual = {
  readonly region: Named;
  readonly indicator: string;
  readonly title: string;
  readonly district: Named;
  readonly department: Named;
  readonly since?: string;
};
/** Where an indicator stands: what is seen of it, who leads, what is open. */
export type TeamStand = {
  readonly indicator: string;
  readonly title: string;
  readonly lead: Named;
  readonly watched: readonly Watched[];
  readonly openGaps: number;
  readonly lateGaps: number;
};
export type Teams = {
  readonly source: string;
  readonly aims: readonly Aim[];
  readonly teams: readonly (TeamStand & { readonly assumed: boolean; readonly lastMeeting?: MeetingRef })[];
  readonly dual: readonly Dual[];
  readonly dualBefore: readonly (Dual & { readonly until: string; readonly why: string })[];
  readonly regions: readonly Named[];
};
export const teamsQuery = queryOptions({
  queryKey: ['evaluation', 'teams'],
  queryFn: ({ signal }) => get<Teams>('/evaluation/teams', {}, signal),
});

export type Team = {
  readonly indicator: string;
  readonly title: string;
  readonly lead: Named;
  readonly members: readonly Named[];
  readonly assumed: boolean;
  readonly watched: readonly Watched[];
  readonly meetings: readonly MeetingRef[];
  readonly gaps: readonly {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly status: string;
    readonly dueAt?: number;
    readonly holder?: string;
  }[];
  readonly hiddenGaps: number;
  readonly aims: readonly Aim[];
  readonly dual: readonly {
    readonly region: string;
    readonly district: Named;
    readonly department: Named;
    readonly since?: string;
  }[];
};
export const teamQuery = (indicator: string) =>
  queryOptions({
    queryKey: ['evaluation', 'team', indicator],
    queryFn: ({ signal }) => get<Team>(`/evaluation/teams/${encodeURIComponent(indicator)}`, {}, signal),
  });
export const openGap = (body: { indicator: string; title: string; goal: string; due: string }) =>
  post<{ id: string }>('/evaluation/gaps', body);

export type NewMeasure = {
  readonly aim: string;
  readonly text: string;
  readonly unit: string;
  readonly person?: string;
  readonly due?: string;
};
export const addMeasure = (body: NewMeasure, key: string) => post<{ id: string }>('/evaluation/measures', body, key);
type MeasureHandOver = { readonly id: string; readonly person: string; readonly why: string };
export const handOverMeasure = ({ id, ...body }: MeasureHandOver, key: string) =>
  post<{ id: string }>(`/evaluation/measures/${encodeURIComponent(id)}/hand-over`, body, key);
export const endMeasure = (id: string, key: string) =>
  post<{ ended: boolean }>(`/evaluation/measures/${encodeURIComponent(id)}/end`, {}, key);
export const linkTopicMeeting = (body: { readonly indicator: string; readonly meeting: string }, key: string) =>
  post<{ linked: boolean }>('/evaluation/meetings', body, key);

export type BoardHead = {
  readonly id: string;
  readonly title: string;
  readonly slogan: string;
  readonly words: string;
  readonly source: string;
  readonly assumed: boolean;
  readonly by: 'county' | 'unit';
};
type Standout = { readonly indicator: string; readonly title: string; readonly value: number; readonly mean: number };
export type Board = {
  readonly board: BoardHead;
  readonly on: string;
  readonly period: string;
  readonly run: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly weight: number }[];
  readonly lines: readonly {
    readonly unit: Named;
    readonly score: number | null;
    readonly scoreInterval: Interval;
    readonly tier: number | null;
    readonly few?: true;
    readonly rank: number | null;
    readonly tierBefore: number | null;
    readonly movement: 'up' | 'down' | 'same' | null;
    readonly long: readonly Standout[];
    readonly short: readonly Standout[];
  }[];
};
export const boardsQuery = queryOptions({
  queryKey: ['boards'],
  queryFn: ({ signal }) => get<{ items: readonly BoardHead[] }>('/boards', {}, signal),
});
type Asked = { readonly period?: string; readonly on?: string };
export const boardQuery = (id: string, asked: Asked) =>
  queryOptions({
    queryKey: ['boards', id, asked],
    queryFn: ({ signal }) => get<Board>(`/boards/${encodeURIComponent(id)}`, asked, signal),
  });
export const boardBook = (id: string, asked: Asked): string =>
  `/api/boards/${encodeURIComponent(id)}/export${queryString(asked)}`;

export type NewDual = {
  readonly region: string;
  readonly indicator: string;
  readonly district: string;
  readonly department: string;
  readonly why?: string;
};
export const setDual = (given: NewDual, key: string) => post<{ id: string }>('/evaluation/dual', given, key);
export const endDual = (given: { readonly region: string; readonly why: string }, key: string) =>
  post<{ ended: boolean }>('/evaluation/dual/end', given, key);
