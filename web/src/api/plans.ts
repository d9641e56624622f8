import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Plan, PlanDraft, PlanRow } from './types/index.ts';

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: async ({ signal }) => {
    const answer = await get<{ items: readonly PlanRow[] } | readonly PlanRow[]>('/plans', undefined, signal);
    return 'items' in answer ? answer.items : answer;
  },
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id],
    queryFn: ({ signal }) => get<Plan>(`/plans/${encodeURIComponent(id)}`, undefined, signal),
  });

export type PlanSource = { readonly text: string } | { readonly file: File };

/** Reads a document and keeps what was read as a draft, so that a closed page loses nothing. */
export function useReadPlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ source, key }: { source: PlanSource; key: string }) => {
      const draft = await post<PlanDraft>('/plans/parse', parseBody(source));
      return post<{ id: string }>('/plans', draft, key);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['plans'] }),
  });
}

function parseBody(source: PlanSource): unknown {
  if ('text' in source) return source;
  const form = new FormData();
  form.append('file', source.file);
  return form;
}

export const useSavePlan = () =>
  useMutation({
    mutationFn: ({ id, draft }: { id: string; draft: PlanDraft }) =>
      call<unknown>('PUT', `/plans/${encodeURIComponent(id)}`, { body: draft }),
  });

export function usePublishPlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, key }: { id: string; key: string }) =>
      post<unknown>(`/plans/${encodeURIComponent(id)}/publish`, {}, key),
    onSuccess: (_, { id }) => {
      void queries.invalidateQueries({ queryKey: ['plans'] });
      void queries.invalidateQueries({ queryKey: ['plan', id] });
      void queries.invalidateQueries({ queryKey: ['matters'] });
    },
  });
}
