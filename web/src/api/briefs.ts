import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Money } from './cockpit.ts';
import type { Coded, Named } from './types/index.ts';

export type Brief = {
  readonly title: string;
  readonly on: string;
  readonly period: { readonly key: string; readonly label: string };
  readonly summary: string;
  readonly week: readonly { readonly indicator?: string; readonly words: string; readonly good: boolean | null }[];
  readonly moved: readonly {
    readonly indicator: string;
    readonly title: string;
    readonly words: string;
    readonly why: string;
    readonly good: boolean | null;
  }[];
  readonly still: readonly string[];
  readonly gaps: readonly {
    readonly region: Named;
    readonly indicator: string;
    readonly title: string;
    readonly points: number;
    readonly score: number;
    readonly holders: readonly { readonly unit: Named; readonly missed: number; readonly person?: Named }[];
    readonly doing: number;
  }[];
  readonly clocks: {
    readonly open: number;
    readonly overdue: number;
    readonly near: number;
    readonly oldestDays?: number;
    readonly units: readonly { readonly unit: Named; readonly overdue: number; readonly near: number }[];
  };
  readonly causes: readonly { readonly category: Coded; readonly count: number; readonly before: number }[];
  readonly money: Money | null;
  readonly plans: readonly {
    readonly id: string;
    readonly title: string;
    readonly overdue: number;
    readonly near: number;
    readonly open: number;
    readonly done: number;
  }[];
};

export const briefQuery = (on: string | undefined) =>
  queryOptions({
    queryKey: ['briefs', 'current', on ?? 'today'],
    queryFn: ({ signal }) => get<Brief>('/briefs/current', { on }, signal),
  });
export const briefDocument = (on: string | undefined): string => `/api/briefs/current/docx${on ? `?on=${on}` : ''}`;

export type IssuedBrief = {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly day: string;
  readonly at: number;
};
export const issuedBriefsQuery = queryOptions({
  queryKey: ['briefs', 'issued'],
  queryFn: async ({ signal }) => (await get<{ items: readonly IssuedBrief[] }>('/briefs', undefined, signal)).items,
});
export const issuedBrief = (id: string): string => `/api/briefs/issued/${encodeURIComponent(id)}`;
export const issueBrief = () => post<IssuedBrief>('/briefs', {});
