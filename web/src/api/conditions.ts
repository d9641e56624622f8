import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { DraftCase, DraftClause } from './policy-drafts.ts';

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
  /** Of a code: what may be written, and what it means. */
  readonly codes?: readonly { readonly code: string; readonly title: string }[];
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

export const policyFactsQuery = queryOptions({
  queryKey: ['policy-facts'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly items: readonly PolicyFact[] }>('/policy-facts', undefined, signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the policy calls its numbers and formulas; the text may use the names. */
export type Names = { readonly parameters?: unknown; readonly definitions?: unknown };
type Trial = Names & { readonly conditions: unknown; readonly amount: unknown };
export type BuiltRow = { readonly subject: string; readonly test: string } | { readonly text: string };
export type Built = { readonly join: 'all' | 'any'; readonly rows: readonly BuiltRow[] };

/** A condition as a decision table: any row, and in a row all cells; `-` asks nothing. */
export type RuleTable = {
  readonly inputs: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[] }[];
};
export type Forms = { readonly built?: Built; readonly table?: RuleTable };

type Written = Names & { readonly text: string; readonly quote: string };
export const checkText = (written: Written, signal: AbortSignal) =>
  call<{ readonly ok: boolean; readonly diagnostics: readonly Diagnostic[] }>('POST', '/policies/check-text', {
    body: written,
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
    queryFn: ({ signal }) => call<Forms>('POST', '/policies/build', { body: { text }, signal }),
    enabled: text.trim() !== '',
    placeholderData: (before) => before,
  });
type Bounded = Trial & Pick<DraftClause, 'sample' | 'cases'> & { readonly on: string };
export const boundaryCases = (clause: Bounded) =>
  post<{ readonly cases: readonly DraftCase[] }>('/policies/boundary-cases', clause);
export const buildText = (forms: Forms) => post<Forms & { readonly text: string }>('/policies/build', forms);
