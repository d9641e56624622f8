import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Named } from './types/index.ts';

type Pair = readonly [number, number] | null;
export type SchemeRunHead = {
  readonly id: string;
  readonly scheme: Named;
  readonly period: string;
  readonly on: string;
  readonly status: 'proposed' | 'frozen';
  readonly proposedBy: Named;
  readonly proposedAt: number;
  readonly frozenBy?: Named;
  readonly frozenAt?: number;
};
export type LateEdit = {
  readonly indicator: Named;
  readonly subject: Named;
  readonly period: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly at: number;
  readonly by: Named;
  readonly why?: string;
  readonly matter?: string;
  readonly moved: readonly {
    readonly unit: Named;
    readonly scoreBefore: number | null;
    readonly scoreAfter: number | null;
    readonly placeBefore: number | null;
    readonly placeAfter: number | null;
  }[];
};
/** One import that changed facts of enterprises after the run, and whom it moved. */
export type LateFacts = {
  readonly title: string;
  readonly at: number;
  readonly facts: number;
  readonly listed: readonly {
    readonly enterprise: Named;
    readonly fact: string;
    readonly before: number | null;
    readonly after: number | null;
  }[];
  readonly moved: number;
  readonly firms: readonly {
    readonly enterprise: Named;
    readonly gradeBefore: string | null;
    readonly gradeAfter: string | null;
    readonly scoreBefore: number | null;
    readonly scoreAfter: number | null;
    readonly own: boolean;
  }[];
};
export type SchemeRun = SchemeRunHead & {
  readonly mayFreeze: boolean;
  readonly textHash: string;
  readonly same: boolean;
  readonly lines: readonly {
    readonly unit: Named;
    readonly score: number | null;
    readonly scoreInterval: Pair;
    readonly rankInterval: Pair;
    readonly rank: number | null;
    readonly tier: number | null;
    readonly coverage: number;
    readonly grade?: string | null;
    readonly held?: number | null;
  }[];
  readonly total: number;
  readonly lateEdits: readonly LateEdit[];
  readonly lateFacts: readonly LateFacts[];
  readonly left: readonly Named[];
};

export const schemeRunsQuery = (scheme: string, before?: string) =>
  queryOptions({
    queryKey: ['scheme-runs', scheme, before],
    queryFn: ({ signal }) =>
      get<{ items: readonly SchemeRunHead[]; next?: number }>('/scheme-runs', { scheme, before }, signal),
  });
export const schemeRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['scheme-runs', 'one', id],
    queryFn: ({ signal }) => get<SchemeRun>(`/scheme-runs/${encodeURIComponent(id)}`, undefined, signal),
  });
export const proposeRun = (given: { readonly scheme: string; readonly period: string }, key: string) =>
  post<SchemeRun>('/scheme-runs', given, key);
export const freezeRun = ({ id, textHash }: { readonly id: string; readonly textHash: string }, key: string) =>
  post<SchemeRun>(`/scheme-runs/${encodeURIComponent(id)}/freeze`, { textHash }, key);
