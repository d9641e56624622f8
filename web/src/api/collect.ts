import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Coded, Named } from './types/index.ts';

export type CellStatus = 'unasked' | 'filed' | 'filling' | 'claimed' | 'published' | 'stopped';
export type Cell = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly subject: Named;
  readonly status: CellStatus;
  readonly overdue: boolean;
  readonly matter?: string;
  readonly number?: string;
  readonly holder?: Named;
  readonly dueAt?: number;
  readonly corrections: number;
  /** Of a quantity: the indicators that are worked out from it. */
  readonly feeds: readonly { readonly id: string; readonly title: string }[];
  readonly value: number | null;
  readonly missing: string | null;
};
export type FillBoard = {
  readonly scheme: { readonly id: string; readonly title: string; readonly caution?: string };
  readonly period: Coded;
  readonly periods: readonly Coded[];
  readonly cells: readonly Cell[];
};
export const fillBoardQuery = (scheme: string, period?: string) =>
  queryOptions({
    queryKey: ['collect', 'board', scheme, period],
    queryFn: ({ signal }) => get<FillBoard>('/collect', { scheme, period }, signal),
    placeholderData: (previous) => previous,
  });

export type SchemeIndicators = {
  readonly id: string;
  readonly title: string;
  readonly indicators: readonly Named[];
};
/** For whoever fills: the names alone, without weights and scores. */
export const collectIndicatorsQuery = queryOptions({
  queryKey: ['collect', 'indicators'],
  queryFn: async ({ signal }) =>
    (await get<{ items: readonly SchemeIndicators[] }>('/collect/indicators', undefined, signal)).items,
});

export type FillTask = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly indicator: string;
  readonly subject: Named;
  readonly period: string;
  readonly unit: string;
  readonly definition: string;
  readonly why?: string;
  readonly status: string;
  readonly dueAt?: number;
  readonly overdue: boolean;
};
export const fillTasksQuery = queryOptions({
  queryKey: ['collect', 'mine'],
  queryFn: ({ signal }) => get<{ items: readonly FillTask[]; next?: string }>('/collect/mine', { limit: 200 }, signal),
});

type Asking = { readonly scheme: string; readonly period: string; readonly due: string; readonly unit?: string };
export type Asked = { readonly opened: number; readonly kept: number; readonly unassigned: readonly string[] };
export const askForValues = (asking: Asking, key: string) => post<Asked>('/collect/ask', asking, key);

type Filling = {
  readonly id: string;
  readonly value?: number;
  readonly missing?: string;
  readonly reply: string;
  readonly files?: readonly string[];
};
export const fillValue = ({ id, ...said }: Filling, key: string) =>
  post<{ id: string }>(`/collect/fills/${encodeURIComponent(id)}`, said, key);

export type Fault = { readonly row: number; readonly column: string; readonly what: string; readonly todo: string };
export type Imported = { readonly taken: number; readonly shown: number; readonly faults: readonly Fault[] };
type Sheet = { readonly file: File; readonly evidence: readonly { readonly id: string; readonly name: string }[] };
/** The files are stored already; their names say which rows they show. */
export function importFilled({ file, evidence }: Sheet, key: string): Promise<Imported> {
  const body = new FormData();
  body.append('file', file);
  body.append('evidence', JSON.stringify(evidence));
  return call('POST', '/collect/import', { body, key });
}
export const fillTemplateUrl = '/api/collect/template';

/** The faulty rows as a file, to be put right and sent back. */
export async function faultySheet(file: File): Promise<Blob> {
  const body = new FormData();
  body.append('file', file);
  const response = await fetch('/api/collect/faults', {
    method: 'POST',
    body,
    headers: { 'x-clearway': '1' },
    credentials: 'same-origin',
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.blob();
}

export type OpenedValue = {
  readonly title: string;
  readonly unit: string;
  readonly scheme: { readonly id: string; readonly title: string };
  readonly subject: Named;
  readonly period: Coded;
  readonly value: number | null;
  readonly missing: string | null;
  readonly definition: string;
  readonly formula?: string;
  /** The formula with the numbers put in. */
  readonly worked?: string;
  readonly feeds: readonly { readonly id: string; readonly title: string }[];
  readonly recomputed: number | null;
  readonly inputs: readonly {
    readonly name: string;
    readonly indicator: string;
    readonly title: string;
    readonly unit: string;
    readonly value: number | null;
    readonly missing: string | null;
    readonly from: 'events' | 'collected';
    readonly counted?: number;
    readonly matter?: string | null;
  }[];
  readonly history: readonly {
    readonly status: 'reported' | 'checked' | 'rejected' | 'withdrawn';
    readonly value: number | null;
    readonly missing: string | null;
    readonly at: number;
    readonly by: Named;
    readonly source: Named;
    readonly why?: string;
    readonly matter?: string;
  }[];
};
export type CellKey = { readonly indicator: string; readonly subject: string; readonly period: string };
export const valueQuery = (cell: CellKey) =>
  queryOptions({
    queryKey: ['collect', 'value', cell],
    queryFn: ({ signal }) => get<OpenedValue>('/collect/value', cell, signal),
  });
type Correcting = CellKey & { readonly why: string; readonly due: string };
export const correctValue = (correcting: Correcting, key: string) =>
  post<{ id: string }>('/collect/correct', correcting, key);

export const MISSING: Readonly<Record<string, string>> = {
  'not-applicable': '不适用',
  'not-collected': '未统计',
  unpublished: '尚未发布',
  late: '逾期未报',
  rejected: '审核退回',
  confidential: '依法不公开',
};

/** What a source may state; the others come about by themselves. */
export const STATABLE: readonly string[] = ['not-applicable', 'not-collected', 'unpublished', 'confidential'];

type ScheduleRule = {
  readonly active: boolean;
  readonly opensAfter: number;
  readonly workingDays: number;
  readonly unit?: Named;
};
export type FillSchedule = ScheduleRule & {
  readonly next: readonly {
    readonly period: string;
    readonly title: string;
    readonly opens: string;
    readonly cells: number;
  }[];
  readonly history: readonly (ScheduleRule & { readonly by: string; readonly at: number })[];
};
export const fillScheduleQuery = (scheme: string) =>
  queryOptions({
    queryKey: ['collect', 'schedule', scheme],
    queryFn: ({ signal }) => get<FillSchedule>('/collect/schedule', { scheme }, signal),
  });
export type NewSchedule = Omit<ScheduleRule, 'unit'> & { readonly scheme: string; readonly unit?: string };
export const setFillSchedule = (given: NewSchedule, key: string) =>
  post<{ active: boolean }>('/collect/schedule', given, key);
