import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

type Titled = { readonly id: string; readonly title: string };
type NamedFact = { readonly key: string; readonly name: string };
export type Consent = {
  readonly id: string;
  readonly unit: Titled;
  readonly facts: readonly NamedFact[];
  readonly purpose: string;
  readonly grantedAt: number;
  readonly until: string;
  readonly withdrawnAt?: number;
  readonly holds: boolean;
};
export type Consents = {
  readonly items: readonly Consent[];
  readonly units: readonly Titled[];
  readonly facts: readonly (NamedFact & { readonly group: string })[];
};
type Reads = {
  readonly items: readonly {
    readonly id: string;
    readonly at: number;
    readonly unit?: string;
    readonly byConsent: boolean;
  }[];
  readonly next?: string;
};

export const consentsQuery = queryOptions({
  queryKey: ['consents', 'list'],
  queryFn: ({ signal }) => get<Consents>('/consents', undefined, signal),
});
export const readsQuery = infiniteQueryOptions({
  queryKey: ['consents', 'reads'],
  queryFn: ({ pageParam, signal }) => get<Reads>('/consents/reads', { ...(pageParam && { after: pageParam }) }, signal),
  initialPageParam: '',
  getNextPageParam: (page: Reads) => page.next,
});

export type NewConsent = {
  readonly unit: string;
  readonly keys: readonly string[];
  readonly purpose: string;
  readonly until: string;
};
export const grantConsent = (body: NewConsent, submit: string) => post<Consent>('/consents', body, submit);
export const withdrawConsent = ({ id }: { readonly id: string }, submit: string) =>
  post<object>(`/consents/${encodeURIComponent(id)}/withdraw`, {}, submit);
