import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Coded } from './types/index.ts';

type Titled = { readonly id: string; readonly title: string; readonly group?: string };
export type FactSource = {
  readonly kind: string;
  readonly title: string;
  readonly department?: { readonly code: string; readonly title: string };
  readonly asOfDay: string;
  readonly observedAt: number;
  readonly confidence: number;
};
type Rival = { readonly shown: string; readonly source?: FactSource };
export type Fact = {
  readonly key: string;
  readonly name: string;
  readonly shown: string;
  readonly sensitivity: 'open' | 'internal' | 'sensitive';
  readonly owner: { readonly code: string; readonly title: string };
  readonly source?: FactSource;
  readonly stale: boolean;
  readonly freshDays: number;
  readonly rivals: readonly Rival[];
};
export type FactGroup = {
  readonly id: string;
  readonly title: string;
  readonly unknown: number;
  readonly facts: readonly Fact[];
};
export type EnterpriseTag = Titled & {
  readonly when: string;
  readonly source?: string;
  readonly assumed?: boolean;
  readonly since: number;
  readonly until?: number;
  readonly because: readonly string[];
  readonly endedBecause?: readonly string[];
};
export type Certificate = {
  readonly id: string;
  readonly title: string;
  readonly state: 'valid' | 'expiring' | 'expired' | 'undated';
  readonly until?: string;
  readonly source?: FactSource;
};
export type EnterpriseRecord = {
  readonly id: string;
  readonly name: string;
  readonly region?: string;
  readonly groups: readonly FactGroup[];
  readonly tags: readonly EnterpriseTag[];
  readonly certificates: readonly Certificate[];
  readonly hidden: number;
  readonly stirredAt?: number;
};
export type EnterpriseRow = {
  readonly id: string;
  readonly name: string;
  readonly region?: string;
  readonly industry?: string;
  readonly scale?: string;
  readonly tags: readonly Titled[];
};
type Page = { readonly items: readonly EnterpriseRow[]; readonly next?: string };
export type FactHistory = {
  readonly key: string;
  readonly name: string;
  readonly shown?: string;
  readonly source?: FactSource;
  readonly rivals: readonly Rival[];
  readonly past: readonly {
    readonly shown: string;
    readonly fromDay: string;
    readonly toDay: string;
    readonly endedAt: number;
    readonly source?: FactSource;
  }[];
};
export type Condition = {
  readonly title: string;
  readonly when: string;
  readonly met: boolean | null;
  readonly missing: readonly string[];
  readonly gap?: string;
};
export type Rung = {
  readonly id: string;
  readonly title: string;
  readonly source?: string;
  readonly assumed?: boolean;
  readonly held: boolean;
  readonly conditions: readonly Condition[];
};
export type EnterpriseFilters = {
  readonly q?: string;
  readonly region?: string;
  readonly industry?: string;
  readonly scale?: string;
  readonly tag?: string;
};

const base = '/enterprise-records';
const at = (id: string) => `${base}/${encodeURIComponent(id)}`;

export const enterprisesQuery = (filters: EnterpriseFilters) =>
  infiniteQueryOptions({
    queryKey: ['enterprises', 'list', filters],
    queryFn: ({ pageParam, signal }) => get<Page>(base, { ...filters, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.next,
  });
/** Counted apart from the list: of a large city that takes longer than the page of it. */
export const tagsQuery = queryOptions({
  queryKey: ['enterprises', 'tags'],
  queryFn: async ({ signal }) =>
    (
      await get<{ readonly items: readonly (Titled & { readonly count: number })[] }>(
        '/enterprise-tags',
        undefined,
        signal,
      )
    ).items,
  staleTime: 60_000,
});
/** The first few whose name, or code, has these signs. */
export const enterprisesNamedQuery = (q: string) =>
  queryOptions({
    queryKey: ['enterprises', 'named', q],
    queryFn: async ({ signal }) => (await get<Page>(base, { q, limit: 5 }, signal)).items,
    enabled: q.trim().length >= 2,
  });
export const enterpriseQuery = (id: string) =>
  queryOptions({
    queryKey: ['enterprises', id],
    queryFn: ({ signal }) => get<EnterpriseRecord>(at(id), undefined, signal),
  });
export const factHistoryQuery = (id: string, key: string) =>
  queryOptions({
    queryKey: ['enterprises', id, key],
    queryFn: ({ signal }) => get<FactHistory>(`${at(id)}/facts/${encodeURIComponent(key)}`, undefined, signal),
  });
export const rungsQuery = (id: string) =>
  queryOptions({
    queryKey: ['enterprises', id, 'gradient'],
    queryFn: async ({ signal }) =>
      (await get<{ rungs: readonly Rung[] }>(`${at(id)}/gradient`, undefined, signal)).rungs,
  });

type Dispute = { readonly id: string; readonly key: string; readonly claimed: string; readonly reason: string };
export const disputeFact = ({ id, key, ...body }: Dispute, submit: string) =>
  post<{ readonly id: string; readonly number: string }>(
    `${at(id)}/facts/${encodeURIComponent(key)}/dispute`,
    body,
    submit,
  );

type Summary = {
  readonly rungs: readonly (Titled & {
    readonly conditions: number;
    readonly source?: string;
    readonly assumed?: boolean;
    readonly near: readonly { readonly short: number; readonly count: number }[];
  })[];
};
export const gradientQuery = queryOptions({
  queryKey: ['enterprises', 'gradient'],
  queryFn: async ({ signal }) => (await get<Summary>('/gradient', undefined, signal)).rungs,
});
type Near = {
  readonly id: string;
  readonly name: string;
  readonly region?: string;
  readonly short: number;
  readonly lacks: readonly Condition[];
};
type NearPage = { readonly items: readonly Near[]; readonly next?: string };
export const nearQuery = (rung: string, short: number) =>
  infiniteQueryOptions({
    queryKey: ['enterprises', 'gradient', rung, short],
    queryFn: ({ pageParam, signal }) =>
      get<NearPage>(`/gradient/${encodeURIComponent(rung)}`, { short, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page: NearPage) => page.next,
  });

export type CatalogueFact = { readonly key: string; readonly name: string; readonly group: string };
export const factsQuery = queryOptions({
  queryKey: ['facts'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) =>
    get<{ groups: readonly Titled[]; facts: readonly CatalogueFact[] }>('/facts', undefined, signal),
});

export type ImportColumn = {
  readonly heading: string;
  readonly key?: string;
  readonly unit?: string;
  readonly by?: string;
  readonly near?: readonly string[];
  readonly samples?: readonly string[];
};
export type FactImport = {
  readonly id: string;
  readonly name: string;
  readonly state: 'uploading' | 'ready' | 'queued' | 'running' | 'done' | 'failed';
  readonly dryRun: boolean;
  readonly source: { readonly title: string; readonly asOf: string };
  readonly columns: readonly ImportColumn[];
  readonly counts: Readonly<Record<string, number>>;
  readonly failure?: string;
  readonly bytes: number;
  readonly createdAt: number;
  readonly faults?: readonly {
    readonly row: number;
    readonly faults: readonly { readonly column: string; readonly why: string; readonly todo: string }[];
  }[];
};
const imports = '/fact-imports';
export const isUnderWay = ({ state }: FactImport) => state === 'queued' || state === 'running';
export const importsQuery = queryOptions({
  queryKey: ['fact-imports'],
  queryFn: ({ signal }) =>
    get<{ items: readonly FactImport[]; departments: readonly Coded[] }>(imports, undefined, signal),
  refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderWay) ? 2000 : false),
});
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['fact-imports', id],
    queryFn: ({ signal }) => get<FactImport>(`${imports}/${id}`, undefined, signal),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? 1000 : false),
  });
export const faultsUrl = (id: string): string => `/api${imports}/${id}/faults.xlsx`;
export const templateUrl = (group?: string): string => `/api${imports}/template.xlsx${group ? `?group=${group}` : ''}`;

type NewImport = {
  readonly file: File;
  readonly department?: string;
  readonly title: string;
  readonly asOf: string;
  readonly onProgress: (share: number) => void;
};

/** Sends a file piece by piece, then lets the server read the headings. */
export async function uploadTable({ file, title, asOf, department, onProgress }: NewImport) {
  const source = { kind: 'department', title, asOf, ...(department && { department }) };
  const { id, partBytes } = await post<{ id: string; partBytes: number }>(imports, { name: file.name, source });
  for (let part = 0; part * partBytes < file.size; part += 1) {
    const form = new FormData();
    form.append('file', file.slice(part * partBytes, (part + 1) * partBytes), file.name);
    await call('POST', `${imports}/${id}/parts/${part}`, { body: form });
    onProgress(Math.min(1, ((part + 1) * partBytes) / file.size));
  }
  await post(`${imports}/${id}/columns`);
  return id;
}
type Running = { readonly id: string; readonly columns: readonly ImportColumn[]; readonly dryRun: boolean };
export const runImport = ({ id, columns, dryRun }: Running, submit: string) =>
  post<FactImport>(
    `${imports}/${id}/run`,
    { dryRun, columns: columns.map(({ heading, key, unit }) => ({ heading, key, unit })) },
    submit,
  );
