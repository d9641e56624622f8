import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
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
