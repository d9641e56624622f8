import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, queryString } from './client.ts';
import type { Named } from './types/index.ts';

export type FirmStep = {
  readonly grade: string;
  readonly title: string;
  readonly count: number;
  readonly cut: number | null;
};
export type FirmLeaf = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly weight: number;
  readonly own: number;
  readonly direction: 'higher' | 'lower';
  readonly words: string;
  readonly assumed: boolean;
};
export type FirmScheme = {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly caution?: string;
  readonly source: string;
  readonly among: string;
  readonly grading: { readonly source: string; readonly assumed: boolean; readonly atMost: readonly string[] };
  readonly leaves: readonly FirmLeaf[];
  readonly steps: readonly FirmStep[];
  readonly unscored: number;
  readonly regions: readonly { readonly region: Named; readonly counts: readonly number[] }[];
  readonly frozen?: { readonly id: string; readonly on: string; readonly at: number };
};
export type FirmLine = {
  readonly place: number;
  readonly enterprise: Named;
  readonly region: string;
  readonly score: number | null;
  readonly grade: string | null;
  readonly held: number | null;
  readonly coverage: number;
  readonly frozen: string | null;
};
export type FirmParts = {
  readonly score: number | null;
  readonly grade: string | null;
  readonly held: number | null;
  readonly coverage: number;
  readonly of: number;
  readonly next: { readonly grade: string; readonly short: number } | null;
  readonly ceilings: readonly string[];
  readonly parts: readonly {
    readonly id: string;
    readonly title: string;
    readonly unit: string;
    readonly words: string;
    readonly value: number | null;
    readonly score: number | null;
    readonly points: number | null;
    readonly of: number;
    readonly short: number;
    readonly inputs: readonly {
      readonly key: string;
      readonly title: string;
      readonly unit: string;
      readonly value: number | null;
      readonly source?: string;
    }[];
  }[];
};
export type OwnAppraisal = FirmParts & {
  readonly id: string;
  readonly title: string;
  readonly on: string;
  readonly caution?: string;
};
type Stands = { readonly score: number | null; readonly grade: string | null };
export type Regrading = {
  readonly before: readonly FirmStep[];
  readonly after: readonly FirmStep[];
  readonly moved: readonly {
    readonly enterprise: Named;
    readonly region: string;
    readonly before: Stands;
    readonly after: Stands;
    readonly up: boolean;
    readonly why: string;
  }[];
  readonly total: number;
  readonly same: number;
};
export type FirmFilter = { readonly grade?: string; readonly region?: string; readonly q?: string };
export type WeightChange = { readonly node: string; readonly weight: number };

const at = (id: string): string => `/firm-schemes/${encodeURIComponent(id)}`;

export const firmSchemeQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm-schemes', id],
    queryFn: ({ signal }) => get<FirmScheme>(at(id), undefined, signal),
  });
export const firmLinesQuery = (id: string, filter: FirmFilter) =>
  infiniteQueryOptions({
    queryKey: ['firm-schemes', id, 'firms', filter],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: readonly FirmLine[]; total: number; next?: number }>(
        `${at(id)}/firms`,
        { ...filter, after: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
export const firmQuery = (id: string, enterprise: string) =>
  queryOptions({
    queryKey: ['firm-schemes', id, 'firm', enterprise],
    queryFn: ({ signal }) =>
      get<FirmParts & { enterprise: Named; region: string }>(
        `${at(id)}/firms/${encodeURIComponent(enterprise)}`,
        undefined,
        signal,
      ),
  });
export const reweighQuery = (id: string, changes: readonly WeightChange[]) =>
  queryOptions({
    queryKey: ['firm-schemes', id, 'reweigh', changes],
    queryFn: () => post<Regrading>(`${at(id)}/reweigh`, { changes }),
  });
export const ownAppraisalsQuery = queryOptions({
  queryKey: ['firm-schemes', 'own'],
  queryFn: ({ signal }) => get<{ items: readonly OwnAppraisal[] }>('/my-appraisals', undefined, signal),
});

const changesText = (changes: readonly WeightChange[]) =>
  changes.length === 0 ? {} : { changes: changes.map(({ node, weight }) => `${node}:${weight}`).join(',') };
export const firmBook = (id: string, changes: readonly WeightChange[] = []): string =>
  `/api${at(id)}/export${queryString(changesText(changes))}`;
export const firmPaper = (id: string, changes: readonly WeightChange[] = []): string =>
  `/api${at(id)}/paper${queryString(changesText(changes))}`;
