import { queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { UnitRef } from './types/index.ts';

export type DraftRow = {
  readonly id: string;
  readonly title: string;
  readonly status: 'draft' | 'issued' | 'dropped';
  readonly clauses: number;
  readonly writtenAt: number;
  readonly left: number;
  /** Who drafts it. */
  readonly unit?: UnitRef;
};
export type Opinion = {
  readonly id: string;
  readonly from: string;
  readonly kind: string;
  readonly text: string;
  readonly at: number;
  readonly answer?: { readonly adopted: boolean; readonly text: string };
};
export type FairException = { readonly ground: string; readonly until: string; readonly why: string };
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
  readonly verdict?: {
    readonly kinds: readonly string[];
    readonly text: string;
    readonly by: string;
    readonly at: number;
    readonly exception?: FairException;
  };
};
export type DraftCondition = {
  readonly id?: string;
  readonly when: string;
  readonly quote: string;
  readonly why?: string;
};
export type Band = { readonly upTo?: string; readonly rate?: string; readonly amount?: string };
type Bounds = { readonly cap?: string; readonly floor?: string; readonly note?: string };
export type DraftAmount = Bounds &
  (
    | { readonly kind: 'fixed'; readonly amount: string }
    | { readonly kind: 'share'; readonly of: string; readonly rate: string }
    | { readonly kind: 'per-head'; readonly each: string; readonly count: string }
    | { readonly kind: 'bands'; readonly of: string; readonly bands: readonly Band[]; readonly progressive?: boolean }
    | { readonly kind: 'formula'; readonly formula: string }
    | { readonly kind: 'none'; readonly words: string }
  );
export type Known = string | number | boolean | null;
export type DraftCase = {
  readonly name: string;
  readonly set?: Readonly<Record<string, Known>>;
  readonly expect: '可享' | '不符' | '未知';
  readonly amount?: string;
  readonly missing?: readonly string[];
};
export type DraftClause = {
  readonly clause: string;
  readonly article: string;
  readonly title: string;
  readonly kind: string;
  readonly text: string;
  readonly plain: string;
  readonly mode: string;
  readonly owner: string;
  readonly per: string;
  readonly budget?: string;
  readonly window?: { readonly from: string; readonly to: string };
  readonly ahead?: string;
  readonly materials: readonly string[];
  readonly conditions: readonly DraftCondition[];
  readonly amount: DraftAmount;
  readonly sample: Readonly<Record<string, Known>>;
  readonly cases: readonly DraftCase[];
};
export type DraftPolicy = {
  readonly policy: string;
  readonly title: string;
  readonly number?: string;
  readonly issuer: string;
  readonly level: string;
  readonly issued: string;
  readonly from: string;
  readonly to?: string;
  readonly review?: string;
  readonly clauses: readonly DraftClause[];
  readonly parameters?: unknown;
  readonly definitions?: unknown;
};
export type ClauseSaid = { readonly clause: string; readonly conditions: readonly string[]; readonly amount: string };
export type DraftView = DraftRow & {
  readonly yaml: string;
  /** Who began it. */
  readonly by: string;
  /** What the reader may do to it. */
  readonly may: { readonly write: boolean; readonly judge: boolean; readonly issue: boolean };
  /** Absent while the text cannot be read. */
  readonly policy?: DraftPolicy;
  /** How each clause that can be read is read: codes by their titles. */
  readonly said: readonly ClauseSaid[];
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
  /** Who is in charge of its clauses. */
  readonly units: readonly UnitRef[];
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
export const judgeDraft =
  (id: string) =>
  (verdict: { clause: string; kinds: string[]; text: string; exception?: FairException }, key: string) =>
    post<DraftView>(path(id, '/verdicts'), verdict, key);
export const issueDraft = (id: string) => (_: unknown, key: string) =>
  post<{ readonly policy: string }>(path(id, '/issue'), {}, key);
type FairKind = { readonly code: string; readonly text: string };
export type FairRules = {
  readonly source: string;
  readonly standards: readonly {
    readonly article: number;
    readonly title: string;
    readonly items: readonly FairKind[];
  }[];
  readonly needs: readonly string[];
  readonly grounds: readonly FairKind[];
};
export const fairRulesQuery = queryOptions({
  queryKey: ['fair-competition'],
  queryFn: ({ signal }) => get<FairRules>('/fair-competition', undefined, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** `null` takes a field away; what is not named stays. */
export type ClauseFields = { readonly [K in keyof Omit<DraftClause, 'clause'>]?: DraftClause[K] | null };
export type HeadFields = Readonly<Record<string, string | null>>;
const clausePath = (id: string, clause: string) => path(id, `/clauses/${encodeURIComponent(clause)}`);
export const writeClause =
  (id: string) =>
  ({ clause, fields }: { readonly clause: string; readonly fields: ClauseFields }) =>
    call<DraftView>('PUT', clausePath(id, clause), { body: fields });
export const dropClause = (id: string) => (clause: string) => call<DraftView>('DELETE', clausePath(id, clause));
export const writeHead = (id: string) => (fields: HeadFields) =>
  call<DraftView>('PUT', path(id, '/head'), { body: fields });
export const dropDraft = (id: string) => (reason: string, key: string) =>
  post<DraftView>(path(id, '/drop'), { reason }, key);
