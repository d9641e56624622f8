import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type StyleReview = {
  readonly id: string;
  readonly year: string;
  readonly title: string;
  readonly closesAt: number;
  readonly closedAt: number | null;
  readonly invited: number;
  readonly spoken: number;
  readonly mayClose: boolean;
  readonly mine: 'none' | 'waiting' | 'spoken';
  readonly units: readonly (Named & { readonly conflict?: string })[];
  readonly results:
    | readonly {
        readonly unit: Named;
        readonly ballots: number;
        readonly score: number | null;
        readonly problems: readonly { readonly title: string; readonly count: number | null }[];
      }[]
    | null;
};
export type Opinion = { readonly unit: string; readonly grade: number; readonly problems: readonly string[] };

export const styleReviewsQuery = (year: string) =>
  queryOptions({
    queryKey: ['style-reviews', year],
    queryFn: ({ signal }) => get<{ items: readonly StyleReview[] }>('/style-reviews', { year }, signal),
  });
export const openStyleReview = (given: {
  readonly title: string;
  readonly year: string;
  readonly units: readonly string[];
  readonly panel: readonly string[];
  readonly closes: string;
}) => post<{ id: string; invited: number }>('/style-reviews', given);
export const speak = ({ id, opinions }: { readonly id: string; readonly opinions: readonly Opinion[] }) =>
  post<{ spoken: boolean }>(`/style-reviews/${encodeURIComponent(id)}/ballot`, { opinions });
export const closeStyleReview = (id: string) => post<StyleReview>(`/style-reviews/${encodeURIComponent(id)}/close`, {});
