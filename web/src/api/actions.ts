import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type ActionNode = {
  readonly id?: string;
  readonly title: string;
  readonly day: string;
  readonly doneDay?: string;
  readonly note?: string;
};
export type SpecialAction = {
  readonly id: string;
  readonly title: string;
  readonly status: 'running' | 'done' | 'stopped';
  readonly summary: string;
  readonly leader: Named;
  readonly leadUnit: Named;
  readonly team: readonly { readonly unit: Named; readonly person?: Named; readonly part?: string }[];
  readonly plan?: { readonly id: string; readonly title: string };
  readonly nodes: readonly (ActionNode & { readonly id: string; readonly missed: boolean })[];
  readonly next?: { readonly id: string; readonly title: string; readonly day: string; readonly missed: boolean };
  readonly version: number;
  readonly tag: string;
};
export type NewAction = {
  readonly title: string;
  readonly leader: string;
  readonly leadUnit: string;
  readonly team: readonly { readonly unit: string; readonly person?: string; readonly part?: string }[];
  readonly plan?: string;
  readonly summary: string;
  readonly nodes: readonly ActionNode[];
  readonly status?: SpecialAction['status'];
};

export const actionsQuery = queryOptions({
  queryKey: ['actions'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly SpecialAction[] }>('/special-actions', undefined, signal)).items,
});

export const addAction = (action: NewAction, key: string) => post<SpecialAction>('/special-actions', action, key);

type ActionChange = { readonly id: string; readonly version: number; readonly action: NewAction };
export const saveAction = ({ id, version, action }: ActionChange, key: string) =>
  call<SpecialAction>('PUT', `/special-actions/${encodeURIComponent(id)}`, { body: action, ifMatch: version, key });

type NodeDone = { readonly action: string; readonly node: string; readonly note: string };
export const finishNode = ({ action, node, note }: NodeDone, key: string) =>
  post<SpecialAction>(
    `/special-actions/${encodeURIComponent(action)}/nodes/${encodeURIComponent(node)}/done`,
    { note },
    key,
  );

export type ListName = 'reform' | 'problem';
export type ListEntry = {
  readonly list: ListName;
  readonly title: string;
  readonly text: string;
  readonly target: string;
  readonly due: string;
  readonly lead: string;
  readonly firstPerson?: string;
  readonly responsible: readonly string[];
};
export const addEntry = ({ list, ...entry }: ListEntry, key: string) =>
  post<{ id: string }>(`/lists/${list}/entries`, entry, key);
