import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Asked, Interval } from './indicators.ts';
import type { Named } from './types/index.ts';

export type LeagueLine = {
  readonly unit: Named;
  readonly score: number | null;
  readonly scoreInterval: Interval;
  readonly rankInterval: Interval;
  readonly rank: number | null;
  readonly tier: number | null;
  readonly few?: true;
  readonly coverage: number;
  readonly aboveNext: number | null;
  readonly risen: number | null;
  readonly before: number | null;
  readonly parts: readonly {
    readonly node: string;
    readonly title: string;
    readonly depth: number;
    readonly score: number | null;
    /** Of an indicator; nodes have none. */
    readonly value: number | null;
    readonly coverage: number;
  }[];
};

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

type Said = { readonly title: string; readonly document?: string; readonly url?: string; readonly assumed?: boolean };
export type SchemeNode = {
  readonly id: string;
  readonly title: string;
  readonly depth: number;
  readonly weight: number;
  readonly branch?: boolean;
  readonly assumed?: boolean;
  readonly note?: string;
  readonly unit?: string;
  readonly direction?: 'higher' | 'lower';
  readonly normaliser?: {
    readonly kind: string;
    readonly worst?: number;
    readonly frontier?: number;
    readonly source?: Said;
  };
  readonly frontier?: { readonly value: number; readonly source: Said };
  readonly range?: readonly [number | null, number | null];
  readonly target?: {
    readonly value: number;
    readonly by?: string;
    readonly source: Said & { readonly span?: { readonly text: string } };
  };
  // Of an indicator, not of a branch.
  readonly code?: string;
  readonly under?: string;
  readonly definition?: string;
  readonly said?: Said;
  readonly sure?: Sure;
  readonly from?: From;
  readonly words?: string;
  readonly inputs?: readonly string[];
  readonly sourceName?: string;
  readonly leadName?: string;
  readonly teamTitle?: string;
  readonly periodWord?: string;
};

export type Quantity = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
  readonly sourceName: string;
  readonly periodWord: string;
  readonly from: string;
  readonly said: string;
  readonly assumed: boolean;
  readonly feeds: readonly { readonly id: string; readonly title: string }[];
};

export const SURE = {
  sourced: '有出处',
  records: '本系统口径',
  named: '名称待核，口径有出处',
  own: '自拟',
  unsure: '名称待核，口径自拟',
} as const;
export type Sure = keyof typeof SURE;

export const FROM = {
  events: '由办理记录算出，不用填',
  formula: '由填报的量算出',
  collected: '填报',
  facts: '由企业数据算出',
} as const;
export type From = keyof typeof FROM;

export type Scheme = {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly caution?: string;
  readonly live: boolean;
  readonly source: { readonly title: string; readonly url?: string; readonly document?: string };
  readonly nodes: readonly SchemeNode[];
  readonly quantities: readonly Quantity[];
};

export const schemeTableUrl = (id: string) => `/api/indicator-schemes/${encodeURIComponent(id)}/table`;

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

export type Stands = {
  readonly score: number | null;
  readonly scoreInterval: Interval;
  readonly rankInterval: Interval;
  readonly tier: number | null;
  readonly few?: true;
};
type Tried = Pick<Asked, 'period' | 'on'> & {
  readonly changes: readonly { readonly unit: string; readonly indicator: string; readonly value: number }[];
};
export const whatIfQuery = (id: string, tried: Tried) =>
  queryOptions({
    queryKey: ['schemes', id, 'what-if', tried],
    queryFn: () =>
      post<{ lines: readonly { readonly unit: Named; readonly before: Stands; readonly after: Stands }[] }>(
        `/indicator-schemes/${encodeURIComponent(id)}/what-if`,
        tried,
      ),
  });

type Sensitivity = {
  readonly choice: string;
  readonly title: string;
  readonly meanShift: number;
  readonly maxShift: number;
  readonly moved: readonly string[];
};
export const sensitivityQuery = (id: string, asked: Pick<Asked, 'period' | 'on'>) =>
  queryOptions({
    queryKey: ['schemes', id, 'sensitivity', asked],
    queryFn: ({ signal }) =>
      get<{ items: readonly Sensitivity[] }>(`/indicator-schemes/${encodeURIComponent(id)}/sensitivity`, asked, signal),
  });
