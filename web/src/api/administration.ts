import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type AccountRow = {
  readonly login: string;
  readonly kind: 'official' | 'enterprise';
  readonly name?: string;
  readonly personId?: string;
  readonly disabled: boolean;
  readonly lockedUntil?: number;
  readonly passwordChangedAt?: number;
};
export type Issued = { readonly login: string; readonly initialPassword: string };
type Paged<T> = { readonly items: readonly T[]; readonly next?: string };

const paged = { initialPageParam: '', getNextPageParam: (page: Paged<unknown>) => page.next } as const;

export const accountsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['accounts', q],
    queryFn: ({ pageParam, signal }) => get<Paged<AccountRow>>('/accounts', { q, after: pageParam }, signal),
    ...paged,
    placeholderData: (previous) => previous,
  });

export const addAccount = (account: { readonly login: string; readonly personId: string }, key: string) =>
  post<Issued>('/accounts', account, key);
export const resetPassword = (login: string, key: string) =>
  post<Issued>(`/accounts/${encodeURIComponent(login)}/password`, {}, key);
export const setDisabled = ({ login, disabled }: { readonly login: string; readonly disabled: boolean }, key: string) =>
  post<unknown>(`/accounts/${encodeURIComponent(login)}/disabled`, { disabled }, key);

export type AuditEntry = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly actorName?: string;
  readonly unit?: string;
  readonly unitName?: string;
  readonly act: string;
  readonly actTitle: string;
  readonly object?: string;
  readonly objectName?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
};
type AuditFilters = { readonly act?: string; readonly actor?: string };

export const auditQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam, signal }) => get<Paged<AuditEntry>>('/audit-log', { ...filters, after: pageParam }, signal),
    ...paged,
    placeholderData: (previous) => previous,
  });

/** What people do that is written down, in the order in which an auditor looks for it. */
export const auditActsQuery = queryOptions({
  queryKey: ['audit-acts'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly { act: string; title: string }[] }>('/audit-log/acts', {}, signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export type ChartUnit = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly level: number;
  readonly sections: readonly string[];
  /** 牵头单位, of a task force. */
  readonly leadUnit?: Named;
  readonly children: readonly ChartUnit[];
};

export const chartQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['units', 'tree', day],
    queryFn: ({ signal }) => get<{ day: string; nodes: readonly ChartUnit[] }>('/units/tree', { day }, signal),
    placeholderData: (previous) => previous,
  });

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly { readonly id: string; readonly title: string }[] }>('/roles', undefined, signal))
      .items,
  staleTime: 10 * 60_000,
});

type NewPost = {
  readonly person: string | { readonly name: string };
  readonly unit: string;
  readonly role: string;
  readonly section?: string;
  readonly title?: string;
  readonly fromDay?: string;
  /** Of somebody who has a name in common with one who serves. */
  readonly another?: boolean;
};
export const addPost = (given: NewPost, key: string) => post<{ id: string }>('/posts', given, key);

export type NamedDuty = {
  readonly kind: 'aim-measure' | 'special-action';
  readonly object: string;
  readonly title: string;
};
type PostDuties = { readonly named: readonly NamedDuty[]; readonly places: number; readonly stays: boolean };
/** What whoever holds a post answers for by name, and what goes with the post. */
export const postDutiesQuery = (id: string) => ({
  queryKey: ['people', 'duties', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<PostDuties>(`/posts/${encodeURIComponent(id)}/duties`, undefined, signal),
});

export type Taken = Pick<NamedDuty, 'kind' | 'object'> & { readonly person: string };
type PostEnd = {
  readonly id: string;
  readonly lastDay: string;
  readonly successor?: string;
  readonly takes: readonly Taken[];
};
export const endPost = ({ id, ...body }: PostEnd, key: string) =>
  post<{ id: string }>(`/posts/${encodeURIComponent(id)}/end`, body, key);
