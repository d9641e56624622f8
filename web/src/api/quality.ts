import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Coded, MatterRow, Named } from './types/index.ts';

type Left = {
  readonly id: string;
  readonly number: string;
  readonly title?: string;
  readonly openedAt: number;
  readonly dueAt?: number;
  readonly state: 'overdue' | 'shelved' | 'in-time';
  readonly explain: { readonly unit: Named; readonly section?: string; readonly person?: Named };
};
export type UnitMonth = {
  readonly unit: Named;
  readonly carriedIn: number;
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
  readonly carriedOver: number;
  readonly left: readonly Left[];
};
export type Rate = {
  readonly name: string;
  readonly title: string;
  readonly of: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly rate: number | null;
};
export type Monthly = { readonly month: string; readonly units: readonly UnitMonth[]; readonly rates: readonly Rate[] };

export const monthlyQuery = (month: string) =>
  queryOptions({
    queryKey: ['quality', 'monthly', month],
    queryFn: ({ signal }) => get<Monthly>('/appeals/monthly', { month }, signal),
    placeholderData: (previous) => previous,
  });

export type MonthlyAsked = {
  readonly month: string;
  readonly what: string;
  readonly part?: string;
  readonly unit?: string;
};

export const monthlyRecordsQuery = (asked: MonthlyAsked) =>
  queryOptions({
    queryKey: ['quality', 'monthly', 'records', asked],
    queryFn: ({ signal }) =>
      get<{ title: string; total: number; hidden: number; more: number; items: readonly MatterRow[] }>(
        '/appeals/monthly/records',
        asked,
        signal,
      ),
  });

/** A matter as lists name it. */
export type NamedMatter = { readonly id: string; readonly number: string; readonly title: string };
export type Cause = {
  readonly cause: string;
  readonly causeCode?: string;
  readonly item: Coded;
  readonly unit: Named;
  readonly count: number;
  readonly before: number;
  readonly expected: number;
  readonly p: number;
  readonly q: number;
  readonly members: readonly NamedMatter[];
  readonly classMatter?: NamedMatter;
};
export type DigestLine = {
  readonly cause: string;
  readonly item: Coded;
  readonly count: number;
  readonly before: number;
  readonly units: readonly { readonly unit: Named; readonly count: number }[];
  readonly members: readonly NamedMatter[];
};

/** Without a month, the last thirty days. */
export const causesQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: ['quality', 'causes', month],
    queryFn: ({ signal }) =>
      get<{ records: number; tested: number; found: readonly Cause[] }>(
        '/quality/causes',
        month ? { month } : {},
        signal,
      ),
  });
export const digestQuery = (month: string) =>
  queryOptions({
    queryKey: ['quality', 'digest', month],
    queryFn: ({ signal }) =>
      get<{ records: number; lines: readonly DigestLine[] }>('/quality/digest', { month }, signal),
  });

type ClassMatter = {
  readonly title: string;
  readonly cause: string;
  readonly evidence?: string;
  readonly category?: string;
  readonly code?: string;
  readonly unit?: string;
  readonly members: readonly string[];
};
export const openClass = (given: ClassMatter, key: string) =>
  post<{ id: string; linked: number }>('/quality/class-matters', given, key);

type DrawRow = {
  readonly number: number;
  readonly kind: string;
  readonly purpose: string;
  readonly announcedAt: number;
  readonly frameCount: number;
  readonly hash: string;
  readonly drawnAt?: number;
  readonly results: number;
};
export type Draw = Omit<DrawRow, 'frameCount' | 'hash' | 'results'> & {
  readonly announcement: {
    readonly frameRoot: string;
    readonly frameCount: number;
    readonly excludedCount: number;
    readonly rulesHash: string;
    readonly hash: string;
  };
  readonly strata: readonly {
    readonly stratum: string;
    readonly size: number;
    readonly drawn: number;
    readonly probability: number;
  }[];
  readonly exclusions: readonly { readonly code: string; readonly reason: string }[];
  readonly selected: readonly {
    readonly code: string;
    readonly matter: string;
    readonly title?: string;
    readonly passed?: boolean;
    readonly reopened?: boolean;
  }[];
  readonly recordHash?: string;
};

export const drawsQuery = queryOptions({
  queryKey: ['quality', 'draws'],
  queryFn: async ({ signal }) => (await get<{ items: readonly DrawRow[] }>('/quality/draws', undefined, signal)).items,
});
export const drawQuery = (number: string) =>
  queryOptions({
    queryKey: ['quality', 'draws', number],
    queryFn: ({ signal }) => get<Draw>(`/quality/draws/${encodeURIComponent(number)}`, undefined, signal),
  });

export type NewDraw = {
  readonly kind: 'look-back' | 'call-back';
  readonly purpose: string;
  readonly from: string;
  readonly to: string;
  readonly strata: 'none' | 'region' | 'unit' | 'category';
  readonly size: { readonly total: number; readonly minimum?: number };
};
export const announceDraw = (draw: NewDraw, key: string) => post<Draw>('/quality/draws', draw, key);

type Seeding = { readonly number: number; readonly source: string; readonly value: string };
export const seedDraw = ({ number, ...seed }: Seeding, key: string) =>
  post<Draw>(`/quality/draws/${number}/seed`, { seed: { kind: 'public', ...seed } }, key);

type Finding = {
  readonly number: number;
  readonly code: string;
  readonly passed: boolean;
  readonly note: string;
};
export const giveResult = ({ number, ...finding }: Finding, key: string) =>
  post<{ passed: boolean; reopened: boolean; why?: string }>(`/quality/draws/${number}/results`, finding, key);

export const pageUrl = (number: number): string => `/api/quality/draws/${number}/page`;

export const openPostMortem = ({ id, reason }: { readonly id: string; readonly reason: string }, key: string) =>
  post<{ id: string }>(`/matters/${encodeURIComponent(id)}/post-mortem`, { reason }, key);
