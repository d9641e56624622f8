import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

export const DUE = ['overdue', 'soon', 'ends', 'no-date', 'later', 'ended', 'repealed'] as const;
export type DueWhy = (typeof DUE)[number];
export type ReviewVerdict = 'keep' | 'amend' | 'repeal';
export type ReviewRow = {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly issuer: string;
  readonly to?: string;
  readonly review?: string;
  readonly why: DueWhy;
  readonly days?: number;
  readonly clauses: number;
  readonly last?: { readonly at: number; readonly verdict: ReviewVerdict; readonly note: string };
};
type Reviews = { readonly total: number; readonly items: readonly ReviewRow[] };

type Brief = { readonly clause: string; readonly title: string; readonly policy: string; readonly amount: string };
export type ChainLink = {
  readonly link: string;
  readonly firms: number;
  /** Of whom only the division of the industry is known. */
  readonly broad: number;
  readonly gap: boolean;
  readonly cells: readonly { readonly stage: string; readonly clauses: readonly Brief[] }[];
};
export type Chains = {
  readonly source?: string;
  readonly assumed: boolean;
  readonly general: number;
  readonly stages: readonly { readonly stage: string; readonly plain: string }[];
  readonly chains: readonly {
    readonly chain: string;
    readonly gaps: number;
    readonly clauses: number;
    readonly links: readonly ChainLink[];
  }[];
};

const path = (id: string, rest: string) => `/policies/${encodeURIComponent(id)}/${rest}`;

export const reviewsQuery = (why: DueWhy | undefined) =>
  queryOptions({
    queryKey: ['policies', 'reviews', why],
    queryFn: ({ signal }) => get<Reviews>('/policy-clean-up', { ...(why && { why }), limit: '200' }, signal),
    placeholderData: (before) => before,
  });
export const chainsQuery = queryOptions({
  queryKey: ['policies', 'chains'],
  queryFn: ({ signal }) => get<Chains>('/policy-chains', undefined, signal),
});
type ChainFirms = { readonly items: readonly { readonly id: string; readonly name: string }[]; readonly next?: number };
export type LinkAsked = { readonly chain: string; readonly link: string; readonly broad: boolean };
export const chainFirmsQuery = ({ chain, link, broad }: LinkAsked) =>
  infiniteQueryOptions({
    queryKey: ['policies', 'chain-firms', chain, link, broad],
    queryFn: ({ pageParam, signal }) =>
      get<ChainFirms>(
        '/policy-chains/firms',
        { chain, link, ...(broad && { broad: 'true' }), ...(pageParam > 0 && { after: String(pageParam) }) },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (page: ChainFirms) => page.next,
  });
export const reviewPolicy =
  (id: string) => (said: { verdict: ReviewVerdict; next?: string; note: string }, key: string) =>
    post<{ readonly id: string }>(path(id, 'reviews'), said, key);
export const reinstatePolicy = (id: string) => (why: string, key: string) =>
  post<{ readonly id: string }>(path(id, 'reinstate'), { why }, key);
export const repealPolicy = (id: string) => (said: { on: string; by: string; document: string }, key: string) =>
  post<{ readonly on: string }>(path(id, 'repeal'), said, key);
