import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client.ts';

export type DocumentRequest = {
  readonly template: 'circular' | 'supervision-order' | 'assignment-order' | 'weekly';
  readonly matters?: readonly string[];
  readonly unit?: string;
  readonly month?: string;
};
export type DocumentRef = {
  readonly id: string;
  readonly template: DocumentRequest['template'] | 'brief';
  readonly title: string;
  readonly number?: string;
  readonly url: string;
  readonly at: number;
  readonly issuer?: string;
  readonly received?: boolean;
  readonly period?: string;
  readonly matters?: readonly string[];
  readonly notes?: readonly string[];
};

export const documentsQuery = queryOptions({
  queryKey: ['documents'],
  queryFn: async ({ signal }) => (await get<{ items: readonly DocumentRef[] }>('/documents', undefined, signal)).items,
});

export const issueDocument = (request: DocumentRequest, key: string) => post<DocumentRef>('/documents', request, key);

/** What was already issued on the same thing: a second number is taken knowingly. */
export const useIssuedBefore = (same: (each: DocumentRef) => boolean): DocumentRef | undefined =>
  useQuery(documentsQuery).data?.find((each) => !each.received && same(each));

/** 通报, 督办单, 交办单, 周报: made as Word by the server, opened by the person who signs. */
export function useDocument() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ request, key }: { request: DocumentRequest; key: string }) => issueDocument(request, key),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['documents'] });
      void queries.invalidateQueries({ queryKey: ['board'] });
    },
  });
}
