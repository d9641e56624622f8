import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, queryString } from './client.ts';
import type { Lamp, Named } from './types/index.ts';

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

type RecordsAsked = Asked & { readonly part: string };
type RecordsPage = {
  /** Told with the first page. */
  readonly total: number | null;
  readonly hidden: number;
  readonly kind: 'matter' | 'visit' | 'meeting' | 'rating' | 'claim';
  readonly items: readonly IndicatorRecord[];
  readonly next?: string;
};

export const recordsQuery = (id: string, asked: RecordsAsked) =>
  infiniteQueryOptions({
    queryKey: ['indicators', id, 'records', asked],
    queryFn: ({ pageParam, signal }) =>
      get<RecordsPage>(
        `/indicators/${encodeURIComponent(id)}/records`,
        { ...asked, limit: 100, ...(pageParam && { after: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page: RecordsPage) => page.next,
  });

export const recordsBook = (id: string, asked: RecordsAsked): string =>
  `/api/indicators/${encodeURIComponent(id)}/records/export${queryString(asked)}`;
