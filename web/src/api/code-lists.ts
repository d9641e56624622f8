import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from './client.ts';
import type { CodeItem } from './types/index.ts';

export type CodeListAbout = {
  readonly list: string;
  readonly title: string;
  readonly source?: {
    readonly title: string;
    readonly document?: string;
    readonly date?: string;
    readonly url?: string;
    readonly assumed?: boolean;
  };
  readonly open: boolean;
  readonly codes: number;
};
export type ShownCode = CodeItem & { readonly above: readonly string[]; readonly below: number };
export type CodePage = CodeListAbout & {
  readonly path: readonly CodeItem[];
  readonly items: readonly ShownCode[];
  readonly found: number;
  readonly next?: string;
};
export type CreditCode = {
  readonly code: string;
  readonly authority: string;
  readonly category?: string;
  readonly region: { readonly code: string; readonly title?: string };
  readonly organisationCode: string;
  readonly warnings: readonly string[];
};
export type CodeFilter = { readonly q?: string; readonly under?: string };

export const codeListsQuery = queryOptions({
  queryKey: ['code-lists'],
  queryFn: () => get<{ lists: readonly CodeListAbout[] }>('/code-lists'),
});

export const codesQuery = (list: string, filter: CodeFilter) =>
  infiniteQueryOptions({
    queryKey: ['code-lists', list, filter],
    queryFn: ({ pageParam, signal }) =>
      get<CodePage>(`/code-lists/${encodeURIComponent(list)}`, { ...filter, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: CodePage) => next,
    placeholderData: (previous) => previous,
  });

export const creditCodeQuery = (code: string) =>
  queryOptions({
    queryKey: ['credit-code', code],
    queryFn: () => get<CreditCode>(`/credit-codes/${encodeURIComponent(code)}`),
    enabled: code !== '',
    retry: false,
  });
