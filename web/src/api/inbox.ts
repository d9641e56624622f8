import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { InboxItem } from './types/index.ts';

type Inbox = { readonly items: readonly InboxItem[]; readonly unread: number };

export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: async ({ signal }): Promise<Inbox> => {
    const answer = await get<{ items: readonly InboxItem[]; unread?: number }>('/inbox', undefined, signal);
    return { items: answer.items, unread: answer.unread ?? answer.items.filter((item) => !item.readAt).length };
  },
  refetchInterval: 60_000,
});

const page = 30;

/** The whole inbox, page after page: each goes on after the last one shown. */
export const inboxPagesQuery = infiniteQueryOptions({
  queryKey: ['inbox', 'pages'],
  queryFn: async ({ pageParam, signal }) =>
    (await get<Inbox>('/inbox', { limit: page, after: pageParam }, signal)).items,
  initialPageParam: '',
  getNextPageParam: (items) => (items.length === page ? items.at(-1)?.id : undefined),
});

export function useRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<unknown>(`/inbox/${encodeURIComponent(id)}/read`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inbox'] }),
  });
}
