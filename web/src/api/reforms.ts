import { queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from './client.ts';
import type { Named } from './types/index.ts';

export type ReformCase = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unit: Named;
  readonly quarter: string;
  readonly problem: string;
  readonly practice: string;
  readonly effect: string;
  readonly status: string;
  readonly statusTitle: string;
  readonly scores: number;
  readonly mean: number | null;
  readonly own: number | null;
  readonly conflict?: string;
};

export const reformsQuery = (period: string) =>
  queryOptions({
    queryKey: ['reforms', period],
    queryFn: ({ signal }) => get<{ items: readonly ReformCase[] }>('/reforms', { period }, signal),
  });
export type PublicReform = Pick<ReformCase, 'number' | 'title' | 'quarter' | 'problem' | 'practice' | 'effect'> & {
  readonly unit: string;
  readonly awarded: boolean;
};
export const publicReformsQuery = queryOptions({
  queryKey: ['reforms', 'publicity'],
  queryFn: ({ signal }) =>
    get<{ year: string; items: readonly PublicReform[] }>('/reforms/publicity', undefined, signal),
});
export const scoreReform = (id: string, score: number) =>
  post<ReformCase>(`/reforms/${encodeURIComponent(id)}/score`, { score });
export type Nomination = {
  readonly title: string;
  readonly quarter: string;
  readonly problem: string;
  readonly practice: string;
  readonly effect: string;
};
export type QuarterCall = {
  readonly quarter: string;
  readonly opens: string;
  readonly closes: string;
  readonly notice?: string;
};
export const quarterCallQuery = (quarter: string) =>
  queryOptions({
    queryKey: ['reforms', 'call', quarter],
    queryFn: ({ signal }) => get<QuarterCall>('/reforms/call', { quarter }, signal),
  });
export const setQuarterCall = (given: Required<QuarterCall>, key: string) =>
  post<QuarterCall>('/reforms/call', given, key);
export const nominateReform = (given: Nomination, key: string) => post<{ id: string }>('/reforms', given, key);
export const recuseFrom = (given: { readonly id: string; readonly reason: string }, key: string) =>
  post<{ recused: boolean }>(`/reforms/${encodeURIComponent(given.id)}/recusal`, { reason: given.reason }, key);
export type ReformVote = {
  readonly judge: string;
  readonly score: number | null;
  readonly note: string | null;
  readonly at: number;
};
export const reformVotesQuery = (id: string) =>
  queryOptions({
    queryKey: ['reforms', 'votes', id],
    queryFn: async ({ signal }) =>
      (await get<{ votes: readonly ReformVote[] }>(`/reforms/${encodeURIComponent(id)}/votes`, undefined, signal))
        .votes,
  });
export const casebook = (period: string): string => `/api/reforms/casebook${queryString({ period })}`;
