import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Coded, Named } from './types/index.ts';

export type PolicyFilters = {
  readonly q?: string;
  readonly level?: string;
  readonly kind?: string;
  readonly mode?: string;
  readonly standing?: string;
};

export type ClauseRow = {
  readonly clause: string;
  readonly title: string;
  readonly plain: string;
  readonly policy: { readonly id: string; readonly title: string; readonly number?: string; readonly issuer: string };
  readonly article: string;
  readonly level: Coded;
  readonly kind: Coded;
  readonly mode: Coded;
  readonly owner: Named;
  readonly standing: Coded;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly amount: string;
  readonly demo: boolean;
  readonly assumed: boolean;
};

export type CaseView = {
  readonly name: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly expect: string;
  readonly amount?: string;
  /** The sentences of the clause that stand against it. */
  readonly because?: readonly string[];
};
type Condition = { readonly id: string; readonly when: string; readonly quote: string; readonly why?: string };
export type ClauseView = ClauseRow & {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly condition: string }[];
  readonly conditions: readonly Condition[];
  readonly formula?: string;
  readonly materials: readonly string[];
  readonly per: Coded;
  readonly budget?: string;
  readonly quota?: { readonly most: number; readonly by: string };
  readonly rivals: readonly { readonly clause: string; readonly title: string; readonly why: string }[];
  readonly reads: readonly string[];
  readonly version: string;
  readonly doubt?: string;
  readonly cases: readonly CaseView[];
};
export type PolicyView = {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly issuer: string;
  readonly level: Coded;
  readonly issued: string;
  readonly from: string;
  readonly to?: string;
  readonly review?: string;
  readonly repealed?: { readonly on: string; readonly by: string; readonly document?: string };
  readonly replaces?: { readonly id: string; readonly title: string };
  readonly demo: boolean;
  /** Whoever looks at it may review and repeal it. */
  readonly keeps: boolean;
  readonly doubt?: string;
  readonly interpretation?: string;
  readonly notice?: string;
  readonly version: string;
  readonly versions: readonly { readonly version: string; readonly since: number }[];
  readonly history: readonly { readonly at: number; readonly what: string; readonly why: string }[];
  readonly clauses: readonly ClauseView[];
};

type Outcome = 'yes' | 'no' | 'unknown';
export type Gap = {
  readonly text: string;
  readonly have: string;
  readonly need: string;
  readonly short?: string;
  readonly oneOf?: number;
  readonly sentence: string;
};
export type MatchView = {
  readonly clause: ClauseRow;
  readonly outcome: Outcome;
  readonly amount?: string;
  readonly amountMissing: readonly string[];
  readonly missing: readonly string[];
  readonly yields?: { readonly to: string; readonly title: string; readonly why: string };
  readonly cutFrom?: string;
  readonly conditions: readonly (Omit<Condition, 'when'> & {
    readonly text: string;
    readonly outcome: Outcome;
    readonly missing: readonly string[];
    readonly gaps: readonly Gap[];
    readonly reads: readonly string[];
  })[];
};
export type FactSource = { readonly fact: string; readonly source: string; readonly day: string };
type Often = 'each' | 'week' | 'never';
type Guess = { readonly yes: readonly MatchView[]; readonly possible: readonly MatchView[] };
type Mine = Omit<Guess, 'yes'> & {
  readonly yes: readonly (MatchView & { readonly held?: boolean })[];
  readonly enterprise: Named;
  readonly often: Often;
  readonly email?: string;
  readonly pending?: string;
  readonly undelivered?: 'again' | 'over';
  readonly total: number;
  readonly near: readonly MatchView[];
  readonly sources: readonly FactSource[];
};

export type ReachPart = {
  readonly code: string | null;
  readonly title: string;
  readonly count: number;
  readonly fen: number;
};
export type Reach = {
  readonly clause: string;
  readonly title: string;
  readonly eligible: number;
  readonly possible: number;
  readonly expected: number;
  readonly told: number;
  readonly mailed: number;
  readonly unmailed: number;
  readonly read: number;
  readonly claimed: number;
  readonly approved: number;
  readonly paid: number;
  readonly regions: readonly ReachPart[];
  readonly sizes: readonly ReachPart[];
};

const at = (id: string) => encodeURIComponent(id);

export const policiesQuery = (filters: PolicyFilters) =>
  queryOptions({
    queryKey: ['policies', 'list', filters],
    queryFn: ({ signal }) =>
      get<{ readonly total: number; readonly closed: number; readonly items: readonly ClauseRow[] }>(
        '/policies',
        filters,
        signal,
      ),
    placeholderData: (before) => before,
  });
export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', id],
    queryFn: ({ signal }) => get<PolicyView>(`/policies/${at(id)}`, undefined, signal),
  });
export const boundariesQuery = (clause: string) =>
  queryOptions({
    queryKey: ['policies', 'boundaries', clause],
    queryFn: async ({ signal }) =>
      (await get<{ readonly items: readonly CaseView[] }>(`/clauses/${at(clause)}/boundaries`, undefined, signal))
        .items,
    staleTime: Number.POSITIVE_INFINITY,
  });
export const reachQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', id, 'reach'],
    queryFn: async ({ signal }) =>
      (await get<{ readonly items: readonly Reach[] }>(`/policies/${at(id)}/reach`, undefined, signal)).items,
  });
export const REACH_STEPS = ['eligible', 'possible', 'told', 'mailed', 'unmailed', 'read'] as const;
export type ReachStep = (typeof REACH_STEPS)[number];
type Reached = { readonly items: readonly Named[]; readonly next?: string };
export const reachedQuery = (clause: string, step: ReachStep) =>
  infiniteQueryOptions({
    queryKey: ['policies', 'reached', clause, step],
    queryFn: ({ pageParam, signal }) =>
      get<Reached>(`/clauses/${at(clause)}/reach/${step}`, { after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
export const minePoliciesQuery = queryOptions({
  queryKey: ['policies', 'mine'],
  queryFn: ({ signal }) => get<Mine>('/my-policies', undefined, signal),
});
export const firmPoliciesQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', 'firm', id],
    queryFn: ({ signal }) =>
      get<Pick<Mine, 'yes' | 'possible' | 'near' | 'sources'>>(`/policies/matches/${at(id)}`, undefined, signal),
  });
export type Wish = { readonly often: Often; readonly email?: string; readonly pending?: string };
export const confirmEmail = (code?: string) => call<Wish>('POST', '/my-policies/email', { body: code ? { code } : {} });
export const setWish = (wish: Omit<Wish, 'pending'>) => call<Wish>('PUT', '/my-policies/push', { body: wish });

export type Answers = { readonly industry?: string; readonly size?: string; readonly traits: readonly string[] };
/** What else makes a difference under the clauses of the day. */
export const questionsQuery = queryOptions({
  queryKey: ['policies', 'questions'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly traits: readonly string[] }>('/policy-questions', undefined, signal)).traits,
});
export const guessQuery = (answers: Answers) =>
  queryOptions({
    queryKey: ['policies', 'guess', answers],
    queryFn: () => post<Guess>('/policies/guess', answers),
    placeholderData: (before) => before,
  });
