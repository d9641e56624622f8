import { queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from './client.ts';

export type Verdict = 'keep' | 'amend' | 'repeal' | 'interpret';
export type ReviewLine = {
  readonly verdict: { readonly code: Verdict; readonly title: string };
  readonly reason: string;
  readonly by: string;
  readonly unit?: string;
  readonly at: number;
  readonly matter?: string;
  readonly draft?: string;
};
export type ReviewRow = {
  readonly clause: string;
  readonly title: string;
  readonly article: string;
  readonly policy: { readonly id: string; readonly title: string };
  readonly owner: string;
  readonly standing: string;
  readonly pays: boolean;
  readonly declared: boolean;
  readonly eligible: number;
  readonly near: number;
  readonly told: number;
  readonly claimed: number;
  readonly approved: number;
  readonly refused: number;
  readonly arrived: number;
  readonly approvedSum: number;
  readonly arrivedSum: number;
  readonly spent: number;
  readonly meanDays: number | null;
  readonly late: number;
  readonly budget?: { readonly granted: number; readonly spent: number };
  readonly review?: ReviewLine;
};
export type ReviewedClause = ReviewRow & {
  readonly from: string;
  readonly facts: readonly { readonly name: string; readonly group: string }[];
  /** Of so many, the first, recipients have figures from before and after. */
  readonly ready: number;
  readonly mayConclude: boolean;
  readonly history: readonly ReviewLine[];
};
type Side = { readonly count: number; readonly compared: number; readonly growth: number | null };
export type Effect = {
  readonly fact: string;
  readonly from: string;
  readonly treated: Side;
  readonly comparison: Side;
  readonly cannot?: { readonly code: string; readonly why: string };
  readonly difference?: number;
  readonly interval?: readonly [number, number];
};
export type ReviewFilters = { readonly q?: string; readonly verdict?: string; readonly policy?: string };

export const reviewsQuery = (filters: ReviewFilters) =>
  queryOptions({
    queryKey: ['policy-reviews', filters],
    queryFn: ({ signal }) =>
      get<{ readonly items: readonly ReviewRow[] }>('/policy-reviews', filters, signal).then(({ items }) => items),
  });
export const reviewsFile = (filters: ReviewFilters): string => `/api/policy-reviews/file${queryString(filters)}`;
export const reviewQuery = (clause: string) =>
  queryOptions({
    queryKey: ['policy-reviews', 'one', clause],
    queryFn: ({ signal }) => get<ReviewedClause>(`/policy-reviews/${clause}`, {}, signal),
  });
export const effectQuery = (clause: string, fact: string) =>
  queryOptions({
    queryKey: ['policy-reviews', 'effect', clause, fact],
    queryFn: ({ signal }) => get<Effect>(`/policy-reviews/${clause}/effect`, { fact }, signal),
  });
export const conclude = (
  { clause, ...said }: { readonly clause: string; readonly verdict: Verdict; readonly reason: string },
  key: string,
) => post<{ readonly seq: number }>(`/policy-reviews/${clause}/verdicts`, said, key);
