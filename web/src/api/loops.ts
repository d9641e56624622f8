import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { MatterDetail, Need } from './types/index.ts';

export type LoopInfo = {
  readonly id: string;
  readonly title: string;
  readonly version?: string | number;
  readonly help?: string;
  readonly fields?: readonly Need[];
  readonly canOpen?: boolean;
};

export const loopsQuery = queryOptions({
  queryKey: ['loops'],
  queryFn: async ({ signal }) => {
    const answer = await get<{ items: readonly LoopInfo[] } | readonly LoopInfo[]>('/loops', undefined, signal);
    return 'items' in answer ? answer.items : answer;
  },
  staleTime: 10 * 60_000,
});

export const loopQuery = (id: string) =>
  queryOptions({
    queryKey: ['loops', id],
    queryFn: ({ signal }) => get<LoopInfo>(`/loops/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: 10 * 60_000,
  });

export const openMatter = (loop: string, fields: Record<string, unknown>, key: string): Promise<MatterDetail> =>
  post<MatterDetail>('/matters', { loop, fields }, key);
