import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type Claim = {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly enterprise: Named;
  readonly period: string;
  readonly status: { readonly code: string; readonly title: string };
  readonly amount?: string;
  readonly byRule: boolean;
  readonly reason?: string;
  readonly matter?: string;
  readonly filedAt: number;
  readonly decidedAt?: number;
};
export type Batch = {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly period: string;
  readonly status: 'publicity' | 'confirmed' | 'void';
  readonly frozenAt: number;
  readonly publicityUntil: string;
};
type BatchView = Batch & {
  readonly total: string;
  readonly lines: readonly {
    readonly id: string;
    readonly enterprise: string;
    readonly amount: string;
    readonly status: string;
  }[];
};

const at = (id: string) => encodeURIComponent(id);

export const myClaimsQuery = queryOptions({
  queryKey: ['claims', 'mine'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly items: readonly Claim[] }>('/my-claims', undefined, signal)).items,
});
export const claimsQuery = (status: string | undefined) =>
  queryOptions({
    queryKey: ['claims', 'all', status],
    queryFn: async ({ signal }) =>
      (await get<{ readonly items: readonly Claim[] }>('/claims', { status }, signal)).items,
  });
export const batchesQuery = queryOptions({
  queryKey: ['claims', 'batches'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly items: readonly Batch[] }>('/claim-batches', undefined, signal)).items,
});
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'batches', id],
    queryFn: ({ signal }) => get<BatchView>(`/claim-batches/${at(id)}`, undefined, signal),
  });

export const apply = (clause: string, key: string) => post<Claim>(`/clauses/${at(clause)}/claims`, {}, key);
export const askReview = ({ id, reason }: { id: string; reason: string }, key: string) =>
  post<Claim>(`/claims/${at(id)}/review`, { reason }, key);
export const openBatch = (clause: string, key: string) =>
  post<Batch & { readonly lines: number }>(`/clauses/${at(clause)}/batches`, {}, key);
export const confirmBatch = (id: string, key: string) =>
  post<{ readonly approved: number; readonly waiting: number }>(`/claim-batches/${at(id)}/confirm`, {}, key);
export const objectTo = ({ id, text }: { id: string; text: string }, key: string) =>
  post<{ readonly matter: string }>(`/claims/${at(id)}/objections`, { text }, key);
