import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { MatterDetail, Need } from './types/index.ts';

export type LoopInfo = {
  readonly id: string;
  readonly title: string;
  readonly version?: string | number;
  readonly summary?: string;
  readonly help?: string;
  /** Whether a matter of this kind concerns an enterprise: always, maybe, never. */
  readonly subject?: 'enterprise' | 'optional' | 'none';
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

/** The kinds of matters that this person may open by hand; undefined while it is not known yet. */
export const useOpenable = (): readonly LoopInfo[] | undefined =>
  useQuery(loopsQuery).data?.filter((loop) => loop.canOpen);

export type Opening = {
  readonly loop: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly region?: string;
  readonly enterprise?: string;
  readonly files?: readonly string[];
};

export const openMatter = (opening: Opening, key: string): Promise<MatterDetail> =>
  post<MatterDetail>('/matters', opening, key);
