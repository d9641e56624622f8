import { queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from './client.ts';
import type { Interval } from './indicators.ts';
import type { Named } from './types/index.ts';

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
    /** Before an objection was upheld after the freeze. */
    readonly frozenScore?: number | null;
    readonly scoreInterval: Interval;
    readonly tier: number | null;
    readonly few?: true;
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

export type LateMove = {
  readonly unit: Named;
  readonly frozen: number | null;
  readonly now: number | null;
  readonly items: readonly {
    readonly indicator: string;
    readonly title: string;
    readonly records: readonly {
      readonly record: string;
      readonly number?: string;
      readonly title?: string;
      readonly by?: string;
      readonly at?: number;
    }[];
  }[];
};

export const appraisalCheckQuery = (month: string) =>
  queryOptions({
    queryKey: ['appraisal', month, 'check'],
    queryFn: ({ signal }) =>
      get<{
        same: boolean;
        moved: readonly LateMove[];
      }>('/appraisal/check', { month }, signal),
  });

export const proposeAppraisal = (month: string) => post<Appraisal>('/appraisal', { month });

export const freezeAppraisal = (month: string, run: string) => post<Appraisal>('/appraisal/freeze', { month, run });

export type AppraisalItem = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly weight: number;
  readonly assumed: boolean;
  readonly value: number | null;
  readonly points: number | null;
  readonly of: number;
  readonly lost: number;
  readonly credit: boolean;
  readonly words: string;
  readonly rule: string;
  readonly source: string;
  readonly counted: number;
  readonly costs: number;
  readonly hidden: number;
  readonly records: readonly {
    readonly record: string;
    readonly at: number;
    readonly points: number;
    readonly number?: string;
    readonly title?: string;
    readonly matter?: string;
    readonly status?: string;
    readonly clock?: { readonly title: string; readonly share: number; readonly workingDays: number };
    readonly objection?: string;
  }[];
  readonly moves: readonly {
    readonly indicator: string;
    readonly title: string;
    readonly category?: string;
    readonly region?: string;
    readonly place: string;
    readonly before: number | null;
    readonly now: number | null;
    readonly move: number;
  }[];
};

export type UnitAppraisal = {
  readonly month: Omit<Appraisal, 'lines' | 'items'>;
  readonly line: Appraisal['lines'][number];
  readonly items: readonly AppraisalItem[];
  readonly mayObject: boolean;
};

type UnitMonth = { readonly month: string; readonly unit?: string };

export const unitAppraisalQuery = (asked: UnitMonth) =>
  queryOptions({
    queryKey: ['appraisal', 'unit', asked],
    queryFn: ({ signal }) => get<UnitAppraisal>('/appraisal/unit', asked, signal),
  });

export const objectTo = (body: { month: string; indicator: string; record: string; text: string }) =>
  post<{ id: string }>('/appraisal/objections', body);

export const appraisalBook = (month: string): string => `/api/appraisal/export${queryString({ month })}`;
export const unitPaper = (asked: UnitMonth): string => `/api/appraisal/unit/paper${queryString(asked)}`;

export type AppraisalPeriod = {
  readonly period: string;
  readonly status: 'running' | 'open' | 'proposed' | 'published';
  readonly proposedBy?: string;
  readonly publishedAt?: number;
  readonly withdrawn?: { readonly reason: string; readonly by: string; readonly at: number };
  readonly mayPublish: boolean;
  readonly same?: boolean;
  readonly hash: string;
  readonly missing: readonly string[];
  readonly weights: string;
  readonly lines: readonly {
    readonly unit: Named;
    readonly score: number | null;
    readonly counted: number;
    readonly selected: boolean;
    readonly review?: { readonly score: number; readonly weight: number };
    readonly months: readonly { readonly month: string; readonly score: number | null }[];
  }[];
};

export const periodQuery = (period: string) =>
  queryOptions({
    queryKey: ['appraisal', 'period', period],
    queryFn: ({ signal }) => get<AppraisalPeriod>('/appraisal/period', { period }, signal),
  });

export const putForward = (period: string, hash: string) =>
  post<AppraisalPeriod>('/appraisal/period/proposal', { period, hash });

export const withdrawPeriod = (period: string, reason: string) =>
  post<AppraisalPeriod>('/appraisal/period/withdrawal', { period, reason });

export const publishPeriod = (period: string, hash: string) =>
  post<AppraisalPeriod>('/appraisal/period', { period, hash });
