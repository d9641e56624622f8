import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Coded, Lamp, Named } from './types/index.ts';

export type Interval = readonly [number, number] | null;
export type Value = {
  readonly value: number | null;
  readonly counted: number;
  readonly meets: number;
  readonly interval: Interval;
};
export type Head = {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly unit: string;
  readonly kind: string;
  readonly direction: 'higher' | 'lower' | 'none';
  readonly words: string;
  readonly good?: number;
  readonly assumed?: boolean;
};
export type LeagueLine = {
  readonly unit: Named;
  readonly score: number | null;
  readonly scoreInterval: Interval;
  readonly rankInterval: Interval;
  readonly rank: number | null;
  readonly tier: number | null;
  readonly coverage: number;
  readonly aboveNext: number | null;
  readonly risen: number | null;
  readonly before: number | null;
  readonly parts: readonly {
    readonly node: string;
    readonly title: string;
    readonly depth: number;
    readonly score: number | null;
    readonly coverage: number;
  }[];
};
export type Lamps = Readonly<Record<Lamp, number>>;
export type CockpitLine = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly dueAt?: number;
  readonly unit?: string;
  readonly lamp: Lamp;
};
export type Tile = {
  readonly region: Coded;
  readonly short: string;
  readonly column: number;
  readonly row: number;
  readonly open: number;
  readonly overdue: number;
  readonly near: number;
  readonly score: number | null;
  readonly tier: number | null;
};
export type Headline = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower' | 'none';
  readonly value: number | null;
  readonly before: number | null;
  readonly interval: Interval;
  readonly counted: number;
  readonly good?: number;
};
export type Cockpit = {
  readonly on: string;
  readonly now: number;
  readonly isToday: boolean;
  readonly breaking: {
    readonly today: number;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
    readonly items: readonly CockpitLine[];
    readonly hidden: number;
  };
  readonly units: readonly {
    readonly unit: Named;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
  }[];
  readonly plans: readonly { readonly id: string; readonly title: string; readonly lamps: Lamps }[];
  readonly tiles: readonly Tile[];
  readonly index: {
    readonly scheme: string;
    readonly title: string;
    readonly caution: string;
    readonly confidence: number;
    readonly lines: readonly LeagueLine[];
  } | null;
  readonly headline: readonly Headline[];
  readonly causes: readonly { readonly category: Coded; readonly count: number; readonly before: number }[];
};

/** Live without reload: asked again every ten seconds, which is how often the server follows the events. */
const LIVE_MS = 10_000;

export const cockpitQuery = (on: string | undefined) =>
  queryOptions({
    queryKey: ['cockpit', on ?? 'today'],
    queryFn: ({ signal }) => get<Cockpit>('/cockpit', { on }, signal),
    placeholderData: (previous) => previous,
    refetchInterval: on === undefined ? LIVE_MS : false,
  });

export type Standing = {
  readonly what: string;
  readonly on?: string;
  readonly region?: string;
  readonly unit?: string;
  readonly plan?: string;
};
export const standingQuery = (asked: Standing) =>
  queryOptions({
    queryKey: ['cockpit', 'records', asked],
    queryFn: ({ signal }) =>
      get<{ on: string; total: number; hidden: number; items: readonly CockpitLine[] }>(
        '/cockpit/records',
        asked,
        signal,
      ),
  });

export type Asked = {
  readonly period?: string;
  readonly on?: string;
  readonly region?: string;
  readonly unit?: string;
  readonly category?: string;
};
export type Listed = Head & { readonly now: Value; readonly before: Value };
export const indicatorsQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['indicators', asked],
    queryFn: ({ signal }) =>
      get<{ on: string; period: string; items: readonly Listed[] }>('/indicators', asked, signal),
    placeholderData: (previous) => previous,
  });

export type Indicator = {
  readonly head: Head;
  readonly on: string;
  readonly query: {
    readonly over: string;
    readonly by: string;
    readonly words: string;
    readonly counted: string;
    readonly meets?: string;
    readonly value?: string;
  };
  readonly now: Value;
  readonly before: Value;
  readonly series: readonly (Value & { readonly month: string })[];
  readonly units: readonly (Value & { readonly unit: Named })[];
  readonly regions: readonly (Value & { readonly region: Named })[];
};
export const indicatorQuery = (id: string, asked: Asked) =>
  queryOptions({
    queryKey: ['indicators', id, asked],
    queryFn: ({ signal }) => get<Indicator>(`/indicators/${encodeURIComponent(id)}`, asked, signal),
    placeholderData: (previous) => previous,
  });

export type IndicatorRecord = {
  readonly id: string;
  readonly number?: string;
  readonly title?: string;
  readonly status?: string;
  readonly lamp?: Lamp;
  readonly unit?: string;
  readonly at: number;
  readonly openedAt: number;
  readonly meets: boolean;
  readonly value: number | null;
};
export const recordsQuery = (id: string, asked: Asked & { readonly part: string }) =>
  queryOptions({
    queryKey: ['indicators', id, 'records', asked],
    queryFn: ({ signal }) =>
      get<{ total: number; hidden: number; kind: 'matter' | 'visit' | 'meeting'; items: readonly IndicatorRecord[] }>(
        `/indicators/${encodeURIComponent(id)}/records`,
        { ...asked, limit: 100 },
        signal,
      ),
  });

export type SchemeRow = {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly source: string;
  readonly caution?: string;
  readonly leaves: number;
  readonly assumed: number;
  readonly live: boolean;
};
export const schemesQuery = queryOptions({
  queryKey: ['schemes'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly SchemeRow[] }>('/indicator-schemes', undefined, signal)).items,
});
export type SchemeNode = {
  readonly id: string;
  readonly title: string;
  readonly depth: number;
  readonly weight: number;
  readonly branch?: boolean;
  readonly assumed?: boolean;
  readonly unit?: string;
  readonly direction?: 'higher' | 'lower';
  readonly definition?: string;
  readonly note?: string;
  readonly lead?: string;
  readonly normaliser?: { readonly kind: string; readonly worst?: number; readonly frontier?: number };
  readonly target?: {
    readonly value: number;
    readonly by?: string;
    readonly source: { readonly title: string; readonly document?: string; readonly span?: { readonly text: string } };
  };
};
export type Scheme = {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly caution?: string;
  readonly live: boolean;
  readonly source: { readonly title: string; readonly url?: string; readonly document?: string };
  readonly nodes: readonly SchemeNode[];
};
export const schemeQuery = (id: string) =>
  queryOptions({
    queryKey: ['schemes', id],
    queryFn: ({ signal }) => get<Scheme>(`/indicator-schemes/${encodeURIComponent(id)}`, undefined, signal),
  });
export const leagueQuery = (id: string, asked: Pick<Asked, 'period' | 'on'>) =>
  queryOptions({
    queryKey: ['schemes', id, 'league', asked],
    queryFn: ({ signal }) =>
      get<{ run: string; on: string; confidence: number; lines: readonly LeagueLine[] }>(
        `/indicator-schemes/${encodeURIComponent(id)}/league`,
        asked,
        signal,
      ),
  });
export type Gap = {
  readonly total: number;
  readonly parts: readonly { readonly node: string; readonly title: string; readonly points: number }[];
};
export const gapQuery = (
  id: string,
  asked: Pick<Asked, 'period' | 'on'> & { readonly unit: string; readonly to: string },
) =>
  queryOptions({
    queryKey: ['schemes', id, 'gap', asked],
    queryFn: ({ signal }) => get<Gap>(`/indicator-schemes/${encodeURIComponent(id)}/gap`, asked, signal),
  });

export type Appraisal = {
  readonly month: string;
  readonly title: string;
  readonly caution?: string;
  readonly status: 'running' | 'open' | 'proposed' | 'frozen';
  readonly run: string;
  readonly frozenAt?: number;
  readonly mayFreeze: boolean;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly unit: string;
    readonly weight: number;
  }[];
  readonly lines: readonly {
    readonly unit: Named;
    readonly score: number | null;
    readonly scoreInterval: Interval;
    readonly tier: number | null;
    readonly parts: readonly {
      readonly indicator: string;
      readonly value: number | null;
      readonly points: number | null;
      readonly of: number;
    }[];
  }[];
};
export const appraisalQuery = (month: string) =>
  queryOptions({
    queryKey: ['appraisal', month],
    queryFn: ({ signal }) => get<Appraisal>('/appraisal', { month }, signal),
  });
export const appraisalCheckQuery = (month: string) =>
  queryOptions({
    queryKey: ['appraisal', month, 'check'],
    queryFn: ({ signal }) =>
      get<{
        same: boolean;
        moved: readonly { readonly unit: Named; readonly frozen: number | null; readonly now: number | null }[];
      }>('/appraisal/check', { month }, signal),
  });
export const proposeAppraisal = (month: string) => post<Appraisal>('/appraisal', { month });
export const freezeAppraisal = (month: string, run: string) => post<Appraisal>('/appraisal/freeze', { month, run });
