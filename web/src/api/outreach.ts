import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type Seen = Named & { readonly address?: string; readonly lastVisitAt?: number };
export type Mood = 'well' | 'slow' | 'hard';
export type VisitKind = 'visit' | 'call' | 'leader';
export type Visit = {
  readonly id: string;
  readonly enterprise: Named;
  readonly visitor: Named;
  readonly at: number;
  readonly kind: VisitKind;
  readonly place?: string;
  readonly mood?: Mood;
  readonly note?: string;
  readonly files: readonly string[];
  readonly matter?: string;
};
export type NewVisit = {
  readonly enterprise: string;
  readonly kind: VisitKind;
  readonly mood?: Mood;
  readonly note?: string;
  readonly files: readonly string[];
  readonly problem?: { readonly body: string };
};
type Filed = { readonly id: string; readonly number: string };

export const visitsTodayQuery = queryOptions({
  queryKey: ['visits', 'today'],
  queryFn: ({ signal }) => get<{ grids: readonly Named[]; items: readonly Seen[] }>('/visits/today', undefined, signal),
});

type VisitFilters = { readonly visitor?: string; readonly enterprise?: string };

export const visitsQuery = (filters: VisitFilters) =>
  infiniteQueryOptions({
    queryKey: ['visits', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: readonly Visit[]; next?: string }>('/visits', { ...filters, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const addVisit = (visit: NewVisit, key: string) => post<{ id: string; appeal?: Filed }>('/visits', visit, key);
export const fileVisit = (id: string, key: string) => post<Filed>(`/visits/${encodeURIComponent(id)}/appeal`, {}, key);

export type GridStaff = {
  readonly id: string;
  readonly person: Named;
  readonly role: string;
  readonly roleTitle: string;
  readonly sinceDay: string;
};
export type Grid = Named & {
  readonly region: string;
  readonly enterprises: number;
  readonly staff: readonly GridStaff[];
};
export type Communities = {
  readonly day: string;
  readonly communities: readonly (Grid & { readonly grids: readonly Grid[] })[];
  readonly gaps: readonly { readonly grid: Named; readonly day: string }[];
};

export const communitiesQuery = (filters: { readonly day?: string; readonly region?: string }) =>
  queryOptions({
    queryKey: ['communities', filters],
    queryFn: ({ signal }) => get<Communities>('/communities', filters, signal),
    placeholderData: (previous) => previous,
  });

export const gridEnterprisesQuery = (grid: string) =>
  queryOptions({
    queryKey: ['communities', 'enterprises', grid],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly Seen[] }>(`/grids/${encodeURIComponent(grid)}/enterprises`, undefined, signal))
        .items,
  });

type Joining = {
  readonly grid: string;
  readonly person: string;
  readonly role: string;
  readonly fromDay?: string;
  readonly source?: string;
};
export const joinGrid = ({ grid, ...body }: Joining, key: string) =>
  post<{ id: string }>(`/grids/${encodeURIComponent(grid)}/staff`, body, key);

type Leaving = { readonly staff: string; readonly lastDay: string };
export const leaveGrid = ({ staff, lastDay }: Leaving, key: string) =>
  post<{ id: string }>(`/grid-staff/${encodeURIComponent(staff)}/end`, { lastDay }, key);

export type Block = {
  readonly link: string;
  readonly region: string;
  readonly name: string;
  readonly sinceDay: string;
  readonly source?: string;
  readonly openMatters?: number;
};
export type Leader = { readonly person: Named; readonly blocks: readonly Block[]; readonly lastVisitAt?: number };

type Linking = { readonly person: string; readonly region: string; readonly fromDay?: string; readonly source: string };
export const linkLeader = ({ person, ...body }: Linking, key: string) =>
  post<{ id: string }>(`/leaders/${encodeURIComponent(person)}/blocks`, body, key);

type Unlinking = { readonly link: string; readonly lastDay: string };
export const unlinkLeader = ({ link, lastDay }: Unlinking, key: string) =>
  post<{ id: string }>(`/leader-links/${encodeURIComponent(link)}/end`, { lastDay }, key);

type Taking = { readonly grid: string; readonly enterprise: string; readonly fromDay?: string };
export const takeEnterprise = ({ grid, ...body }: Taking, key: string) =>
  post<{ id: string }>(`/grids/${encodeURIComponent(grid)}/enterprises`, body, key);

export const leadersQuery = queryOptions({
  queryKey: ['leaders'],
  queryFn: async ({ signal }) => (await get<{ items: readonly Leader[] }>('/leaders', undefined, signal)).items,
});
