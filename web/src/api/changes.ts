import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

type Titled = { readonly id: string; readonly title: string };
export type DeliveryState = 'waiting' | 'overdue' | 'acknowledged';
export type Delivery = {
  readonly no: number;
  readonly enterprise: { readonly id: string; readonly name: string };
  readonly registered: boolean;
  readonly changes: readonly {
    readonly key: string;
    readonly name: string;
    readonly from?: string;
    readonly to?: string;
  }[];
  readonly source: string;
  readonly at: number;
  readonly department: Titled;
  readonly unit: Titled;
  readonly state: DeliveryState;
  readonly sentAt: number;
  readonly dueAt?: number;
  readonly acknowledgedAt?: number;
  readonly note?: string;
  readonly matter: { readonly id: string; readonly number: string };
};
export type DepartmentPush = Titled & {
  readonly unit?: Titled;
  readonly mine: boolean;
  readonly keys: readonly string[];
  readonly registered: boolean;
  readonly waiting: number;
  readonly overdue: number;
  readonly acknowledged: number;
};
export type ChangeFilters = { readonly state?: string; readonly department?: string };

type Page = { readonly items: readonly Delivery[]; readonly next?: string };

export const changesQuery = (filters: ChangeFilters) =>
  infiniteQueryOptions({
    queryKey: ['changes', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      get<Page>('/changes', { ...filters, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.next,
  });
export const changesSummaryQuery = queryOptions({
  queryKey: ['changes', 'summary'],
  queryFn: async ({ signal }) =>
    (await get<{ departments: readonly DepartmentPush[] }>('/changes/summary', undefined, signal)).departments,
});
export const enterpriseChangesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['changes', 'of', id],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        `/enterprise-records/${encodeURIComponent(id)}/changes`,
        { ...(pageParam && { after: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.next,
  });
export const acknowledgeChanges = (body: { readonly numbers: readonly number[] }, submit: string) =>
  post<{ readonly acknowledged: number }>('/changes/acknowledge', body, submit);
