import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';

export type Diagnostic = {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly suggestion?: string;
};
export type PolicyFact = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: string;
  readonly unit?: string;
};
export type DraftRow = {
  readonly id: string;
  readonly title: string;
  readonly status: 'draft' | 'issued' | 'dropped';
  readonly clauses: number;
  readonly writtenAt: number;
  readonly left: number;
};
export type Opinion = {
  readonly id: string;
  readonly from: string;
  readonly kind: string;
  readonly text: string;
  readonly at: number;
  readonly answer?: { readonly adopted: boolean; readonly text: string };
};
export type FairLine = {
  readonly clause: string;
  readonly title: string;
  readonly text: string;
  readonly hits: readonly {
    readonly kind: string;
    readonly text: string;
    readonly article: number;
    readonly start: number;
    readonly end: number;
  }[];
  readonly verdict?: { readonly kinds: readonly string[]; readonly text: string };
};
export type DraftView = DraftRow & {
  readonly yaml: string;
  readonly policy?: {
    readonly policy: string;
    readonly clauses: readonly {
      readonly clause: string;
      readonly title: string;
      readonly conditions: readonly { readonly when: string; readonly quote: string }[];
      readonly amount: unknown;
    }[];
    readonly parameters?: unknown;
    readonly definitions?: unknown;
  };
  readonly findings: readonly { readonly line: number; readonly message: string; readonly severity: string }[];
  readonly hurdles: readonly {
    readonly code: string;
    readonly title: string;
    readonly done: boolean;
    readonly why: string;
  }[];
  readonly opinions: readonly Opinion[];
  readonly interpretation?: string;
  readonly notice?: string;
  readonly fair: readonly FairLine[];
  /** What stands above the text: from which scenario, what is to be looked at. */
  readonly notes: readonly string[];
  /** Against the version in force. */
  readonly differences?: readonly Difference[];
};
export type Difference = {
  readonly clause: string;
  readonly title: string;
  readonly what: string;
  readonly from?: string;
  readonly to?: string;
};
export type Tried = {
  readonly yes: number | null;
  readonly unknown: number | null;
  readonly no: number | null;
  readonly fen: number | null;
  readonly people: number;
  /** Over facts that the reader may not see one by one: rounded to tens. */
  readonly guarded: boolean;
};

const base = '/policy-drafts';
const path = (id: string, rest = '') => `${base}/${encodeURIComponent(id)}${rest}`;

export const draftsQuery = queryOptions({
  queryKey: ['policy-drafts'],
  queryFn: async ({ signal }) => (await get<{ readonly items: readonly DraftRow[] }>(base, undefined, signal)).items,
});
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-drafts', id],
    queryFn: ({ signal }) => get<DraftView>(path(id), undefined, signal),
  });
export const policyFactsQuery = queryOptions({
  queryKey: ['policy-facts'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly items: readonly PolicyFact[] }>('/policy-facts', undefined, signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const addDraft = (yaml: string, key: string) => post<{ readonly id: string }>(base, { yaml }, key);
export const writeDraft = (id: string) => (yaml: string) => call<DraftView>('PUT', path(id), { body: { yaml } });
export const addOpinion = (id: string) => (said: { from: string; kind: string; text: string }, key: string) =>
  post<DraftView>(path(id, '/opinions'), said, key);
export const answerOpinion =
  (id: string) =>
  ({ opinion, ...answer }: { opinion: string; adopted: boolean; text: string }, key: string) =>
    post<DraftView>(path(id, `/opinions/${encodeURIComponent(opinion)}/answer`), answer, key);
export const pairDraft = (id: string) => (pair: { interpretation?: string; notice?: string }) =>
  call<DraftView>('PUT', path(id, '/pair'), { body: pair });
export const judgeDraft = (id: string) => (verdict: { clause: string; kinds: string[]; text: string }, key: string) =>
  post<DraftView>(path(id, '/verdicts'), verdict, key);
export const issueDraft = (id: string) => (_: unknown, key: string) =>
  post<{ readonly policy: string }>(path(id, '/issue'), {}, key);
/** What the policy calls its numbers and formulas; the text may use the names. */
export type Names = { readonly parameters?: unknown; readonly definitions?: unknown };
type Trial = Names & { readonly conditions: unknown; readonly amount: unknown };
export type BuiltRow = { readonly subject: string; readonly test: string } | { readonly text: string };
export type Built = { readonly join: 'all' | 'any'; readonly rows: readonly BuiltRow[] };

export const checkText = (text: string, names: Names, signal: AbortSignal) =>
  call<{ readonly ok: boolean; readonly diagnostics: readonly Diagnostic[] }>('POST', '/policies/check-text', {
    body: { text, ...names },
    signal,
  });
export const triedQuery = (trial: Trial) =>
  queryOptions({
    queryKey: ['policy-tried', trial],
    queryFn: ({ signal }) => call<Tried>('POST', '/policies/try', { body: trial, signal }),
    placeholderData: (before) => before,
    retry: false,
  });
export const builtQuery = (text: string) =>
  queryOptions({
    queryKey: ['policy-built', text],
    queryFn: ({ signal }) => call<{ readonly built?: Built }>('POST', '/policies/build', { body: { text }, signal }),
    enabled: text.trim() !== '',
    placeholderData: (before) => before,
  });
export const buildText = (built: Built) => post<{ readonly text: string }>('/policies/build', { built });
