import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from './client.ts';
import type { Interval } from './indicators.ts';
import type { Named } from './types/index.ts';

export type RatingLine = {
  readonly unit: Named;
  readonly counted: number;
  readonly goodRate: number | null;
  readonly interval: Interval;
  readonly activeGoodRate: number | null;
  readonly rectifiedRate: number | null;
  readonly tier: number | null;
  readonly active: number;
  readonly bad: number;
  readonly open: number;
  readonly rectified: number;
  readonly unanswered: number;
  readonly dissatisfied: number;
};
export type RatingLeague = {
  readonly month: string;
  readonly words: readonly { readonly title: string; readonly words: string }[];
  readonly lines: readonly RatingLine[];
};

export const leagueQuery = (month: string) =>
  queryOptions({
    queryKey: ['ratings', 'league', month],
    queryFn: ({ signal }) => get<RatingLeague>('/ratings/league', { month }, signal),
  });
export const leagueBook = (month: string): string => `/api/ratings/league/export${queryString({ month })}`;

export type ServiceRating = {
  readonly id: string;
  readonly unit: Named;
  readonly item: string;
  readonly channel: 'qr' | 'portal' | 'phone' | 'counter';
  readonly active: boolean;
  readonly grade: number;
  readonly gradeTitle: string;
  readonly tags: readonly string[];
  readonly comment?: string;
  readonly at: number;
  readonly matter?: string;
};
type ListAsked = { readonly month?: string; readonly unit?: string; readonly grade?: string };

export const ratingsQuery = (asked: ListAsked) =>
  infiniteQueryOptions({
    queryKey: ['ratings', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: readonly ServiceRating[]; next?: string }>(
        '/ratings',
        { ...asked, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export type ServiceWindow = {
  readonly id: string;
  readonly unit: Named;
  readonly title: string;
  readonly hall: string;
  readonly item: string;
};
export const windowsQuery = queryOptions({
  queryKey: ['ratings', 'windows'],
  queryFn: ({ signal }) => get<{ items: readonly ServiceWindow[] }>('/ratings/windows', {}, signal),
});

export type NewWindow = {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly hall: string;
  readonly item: string;
};
export const addWindow = (given: NewWindow, key: string) => post<{ id: string }>('/ratings/windows', given, key);
export type RecordedRating = {
  readonly window: string;
  readonly grade: number;
  readonly channel: 'phone' | 'counter';
  readonly invited: boolean;
  readonly comment?: string;
  readonly phone?: string;
};
export const recordRating = (given: RecordedRating, key: string) => post<RatingDone>('/ratings/recorded', given, key);

export type RatedWindow = {
  readonly id: string;
  readonly title: string;
  readonly hall: string;
  readonly item: string;
  readonly unit: string;
};
export const ratedWindowQuery = (id: string) =>
  queryOptions({
    queryKey: ['ratings', 'window', id],
    queryFn: ({ signal }) => get<RatedWindow>(`/ratings/windows/${encodeURIComponent(id)}`, {}, signal),
  });

export type RatingDone = { readonly id: string; readonly code: string; readonly bad: boolean };
export const rateService = (body: {
  window: string;
  grade: number;
  tags: readonly string[];
  comment?: string;
  phone?: string;
}) => post<RatingDone>('/ratings', body);

export type RatingProgress = {
  readonly id: string;
  readonly item: string;
  readonly grade: number;
  readonly status?: string;
  readonly mayAnswer: boolean;
  readonly secondGrade?: number;
};
export const progressQuery = (id: string, code: string) =>
  queryOptions({
    queryKey: ['ratings', 'progress', id, code],
    queryFn: ({ signal }) => get<RatingProgress>(`/ratings/${encodeURIComponent(id)}/progress`, { code }, signal),
    retry: false,
  });
export const findRating = ({ window, code }: { readonly window: string; readonly code: string }) =>
  get<{ readonly id: string }>('/ratings/find', { window, code });
export const answerAgain = (id: string, body: { code: string; grade: number; note?: string }) =>
  post<RatingProgress>(`/ratings/${encodeURIComponent(id)}/answer`, body);
