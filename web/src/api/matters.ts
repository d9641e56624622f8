import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import { isDeep } from './events.ts';
import { Problem } from './problem.ts';
import type {
  BulkMove,
  BulkResult,
  MatterCounts,
  MatterDetail,
  MatterPage,
  MatterRow,
  Suggestion,
  SupervisionBoard,
} from './types/index.ts';

/** The filters of a list, exactly as they stand in the address. */
export type MatterFilters = {
  readonly loop?: string;
  readonly status?: string;
  readonly holder?: string;
  readonly lamp?: string;
  readonly category?: string;
  readonly region?: string;
  readonly grade?: string;
  readonly channel?: string;
  readonly plan?: string;
  readonly tag?: string;
  readonly flag?: string;
  readonly enterprise?: string;
  readonly q?: string;
  readonly closed?: string;
  readonly openedFrom?: string;
  readonly openedTo?: string;
  readonly sort?: string;
  /** `todo`: I have a next step; `dispatch`: my next step is to assign; `approve`: my next step is to sign. */
  readonly queue?: string;
  readonly due?: string;
};

export const mattersQuery = (filters: MatterFilters, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['matters', 'list', filters, limit],
    queryFn: ({ pageParam, signal }) =>
      get<MatterPage>('/matters', { ...filters, limit, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    // A changed filter keeps the old rows on the screen until the new ones are there.
    placeholderData: (previous) => previous,
    refetchInterval: ({ state }) => (isDeep(state.data) ? false : 60_000),
  });

export const countsQuery = (filters: MatterFilters) =>
  queryOptions({
    queryKey: ['matters', 'counts', filters],
    queryFn: ({ signal }) => get<MatterCounts>('/matters/counts', filters, signal),
    placeholderData: (previous) => previous,
  });

export const matterQuery = (id: string) =>
  queryOptions({
    queryKey: ['matter', id],
    queryFn: ({ signal }) => get<MatterDetail>(`/matters/${encodeURIComponent(id)}`, undefined, signal),
    refetchInterval: 60_000,
  });

export const similarQuery = (id: string) =>
  queryOptions({
    queryKey: ['matter', id, 'similar'],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly MatterRow[] }>(`/matters/${encodeURIComponent(id)}/similar`, undefined, signal))
        .items,
    staleTime: 10 * 60_000,
    retry: false,
  });

export const suggestionQuery = (id: string) =>
  queryOptions({
    queryKey: ['matter', id, 'suggestion'],
    queryFn: ({ signal }) => get<Suggestion>(`/matters/${encodeURIComponent(id)}/suggestion`, undefined, signal),
  });

export const supervisionQuery = (filters: { plan?: string; unit?: string; stage?: string }) =>
  queryOptions({
    queryKey: ['board', 'supervision', filters],
    queryFn: ({ signal }) => get<SupervisionBoard>('/board/supervision', filters, signal),
    refetchInterval: 60_000,
    placeholderData: (previous) => previous,
  });

export type MoveCall = {
  readonly id: string;
  readonly move: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly seq?: number;
};

export function useMove() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move, input, key, seq }: MoveCall) =>
      call<MatterDetail>('POST', `/matters/${encodeURIComponent(id)}/moves/${encodeURIComponent(move)}`, {
        body: input,
        key,
        ...(seq !== undefined && { ifMatch: seq }),
      }),
    onSuccess: (detail) => {
      queries.setQueryData(matterQuery(detail.id).queryKey, detail);
      refreshLists(queries);
    },
    // Somebody else was first: show what is true now, so that the next try starts from there.
    onError: (error, { id }) => {
      if (error instanceof Problem && [409, 412].includes(error.body.status))
        void queries.invalidateQueries({ queryKey: ['matter', id] });
    },
  });
}

export type BulkCall = {
  readonly ids: readonly string[];
  readonly move: string;
  readonly input: Record<string, unknown>;
  readonly key: string;
};

/** What can be done with all of these at once. Read anew for every choice: a move may have ended it for one of them. */
export const bulkMovesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['matters', 'bulk', ids],
    queryFn: async ({ signal }) =>
      (await get<{ moves: readonly BulkMove[] }>('/matters/bulk', { ids: ids.join(',') }, signal)).moves,
    placeholderData: (previous) => previous,
  });

export const bulkMove = async ({ key, ...body }: BulkCall): Promise<readonly BulkResult[]> =>
  (await post<{ results: readonly BulkResult[] }>('/matters/bulk', body, key)).results;

export function refreshLists(queries: ReturnType<typeof useQueryClient>): void {
  void queries.invalidateQueries({ queryKey: ['matters'] });
  void queries.invalidateQueries({ queryKey: ['board'] });
  void queries.invalidateQueries({ queryKey: ['plan'] });
  void queries.invalidateQueries({ queryKey: ['inbox'] });
}
