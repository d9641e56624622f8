import { queryOptions } from '@tanstack/react-query';
import { call, get, post, queryString } from './client.ts';
import type { Fault } from './collect.ts';
import type { Named } from './types/index.ts';

export type Standing = 'ahead' | 'behind' | 'level';
export type PeerCell = {
  readonly city: string;
  readonly value: number | null;
  readonly before: number | null;
  readonly gap: number | null;
  readonly standing: Standing | null;
  readonly source: string | null;
  readonly sourceDay: string | null;
  readonly link: string | null;
  readonly checked: boolean;
};
export type PeerLine = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower';
  readonly period: string;
  readonly periodTitle: string;
  readonly running: boolean;
  readonly own: {
    readonly value: number | null;
    readonly before: number | null;
    readonly from: 'events' | 'collected' | 'formula' | null;
  };
  readonly cells: readonly PeerCell[];
};
export type Beside = {
  readonly scheme: string;
  readonly title: string;
  readonly year: string;
  readonly own: Named;
  readonly cities: readonly string[];
  readonly known: readonly { readonly city: string; readonly values: number }[];
  readonly schemes: readonly { readonly id: string; readonly title: string }[];
  readonly counts: readonly ({ readonly city: string } & Readonly<Record<Standing | 'open', number>>)[];
  readonly lines: readonly PeerLine[];
};

export type BesideAsked = {
  /** One or the other: a whole scheme, or a branch of whichever has it. */
  readonly scheme?: string | undefined;
  readonly node?: string | undefined;
  readonly year?: string | undefined;
  readonly cities?: string | undefined;
};
export const besideQuery = (asked: BesideAsked) =>
  queryOptions({
    queryKey: ['benchmarks', asked],
    queryFn: ({ signal }) => get<Beside>('/benchmarks', asked, signal),
    placeholderData: (previous) => previous,
  });
export const besideExportUrl = (asked: BesideAsked) => `/api/benchmarks/export${queryString(asked)}`;
export const benchmarkTemplateUrl = (asked: BesideAsked) => `/api/benchmarks/template${queryString(asked)}`;

type Cell = { readonly city: string; readonly indicator: string; readonly period: string };
export type CellHistory = {
  readonly title: string;
  readonly unit: string;
  readonly years: readonly {
    readonly period: string;
    readonly title: string;
    readonly value: number;
    readonly source: string;
    readonly day: string;
  }[];
  readonly rows: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly source: string;
    readonly sourceDay: string | null;
    readonly link: string | null;
    readonly why: string | null;
    readonly at: number;
    readonly by: string;
    readonly own: boolean;
    readonly checked?: { readonly by: string; readonly at: number };
  }[];
};
export const cellHistoryQuery = (cell: Cell) =>
  queryOptions({
    queryKey: ['benchmarks', 'history', cell],
    queryFn: ({ signal }) => get<CellHistory>('/benchmarks/history', cell, signal),
  });

export type NewBenchmark = Cell & {
  readonly value: number;
  readonly source: string;
  readonly sourceDay: string;
  readonly link?: string;
  readonly why?: string;
};
export const addBenchmark = (given: NewBenchmark, key: string) =>
  post<{ id: string; same: boolean }>('/benchmarks', given, key);
export const withdrawBenchmark = (given: Cell & { readonly why: string }, key: string) =>
  post<{ id: string }>('/benchmarks/withdraw', given, key);

export const checkBenchmark = (given: Cell & { readonly value: number }, key: string) =>
  post<{ id: string }>('/benchmarks/check', given, key);

export type BenchmarksImported = { readonly taken: number; readonly same: number; readonly faults: readonly Fault[] };
export function importBenchmarks({ file }: { readonly file: File }, key: string): Promise<BenchmarksImported> {
  const body = new FormData();
  body.append('file', file);
  return call('POST', '/benchmarks/import', { body, key });
}
