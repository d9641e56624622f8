import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';
import type { Named } from './types/index.ts';

export type ClaimMoney = {
  readonly stage?: string;
  readonly item?: string;
  readonly promisedAt?: number;
  readonly unpromised?: string;
  readonly sentAt?: number;
  readonly arrivedAt?: number;
  readonly returned?: string;
  readonly advance?: number;
  /** 预拨 not settled yet, or what was settled as too much and is not back. */
  readonly outstanding?: number;
  readonly owed?: number;
  readonly settleMatter?: string;
  readonly settled?: { readonly how: string; readonly title: string; readonly at: number; readonly why: string };
};
export type Claim = {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly enterprise: Named;
  readonly period: string;
  readonly status: { readonly code: string; readonly title: string };
  readonly amount?: string;
  readonly fen?: number;
  readonly pays: boolean;
  readonly byRule: boolean;
  readonly review?: 'person' | 'appeal';
  readonly firstMatter?: string;
  readonly reason?: string;
  readonly matter?: string;
  readonly supplementing?: boolean;
  readonly batch?: string;
  readonly filedAt: number;
  readonly decidedAt?: number;
  readonly money: ClaimMoney;
  readonly days?: number;
  readonly late: boolean;
  readonly decision: ClaimDecision;
  /** Of one claim by itself: the facts as people read them. */
  readonly shown?: readonly { readonly name: string; readonly value: string; readonly stated: boolean }[];
};
/** The facts and conditions as they stood. */
export type ClaimDecision = {
  readonly day?: string;
  readonly version?: string;
  readonly factsHash?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly stated?: readonly string[];
  readonly conditions?: readonly {
    readonly id: string;
    readonly text: string;
    readonly outcome: 'yes' | 'no' | 'unknown';
    readonly missing: readonly string[];
  }[];
};
export type Batch = {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly period: string;
  readonly status: 'publicity' | 'confirmed' | 'void';
  readonly frozenAt: number;
  readonly publicityUntil: string;
  /** Eligible, and not listed because the budget does not reach them. */
  readonly left?: number;
};
/** A long list that is drawn up in the background; nothing of it is public before it is whole. */
export type Listing = {
  readonly id: string;
  readonly clause: string;
  readonly askedAt: number;
  readonly candidates: number;
  readonly done: number;
  readonly finishedAt?: number;
  readonly refusal?: { readonly code: string; readonly what: string; readonly why?: string; readonly todo?: string };
};
export type BatchView = Batch & {
  readonly count: number;
  readonly total: string;
  readonly lines: readonly {
    readonly id: string;
    readonly enterprise: string;
    readonly amount: string;
    readonly status: string;
  }[];
};

const at = (id: string) => encodeURIComponent(id);

export const myClaimsQuery = queryOptions({
  queryKey: ['claims', 'mine'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly items: readonly Claim[] }>('/my-claims', undefined, signal)).items,
});
export const CLAIM_FILTERS = [
  'unit',
  'policy',
  'clause',
  'from',
  'to',
  'status',
  'batch',
  'q',
  'wait',
  'arrived',
  'late',
  'days',
  'open',
  'kept',
] as const;
export type ClaimFilters = { readonly [key in (typeof CLAIM_FILTERS)[number]]?: string };
type ClaimsPage = { readonly items: readonly Claim[]; readonly next?: string };

export const claimsQuery = (filters: ClaimFilters) =>
  infiniteQueryOptions({
    queryKey: ['claims', 'all', filters],
    queryFn: ({ pageParam, signal }) => get<ClaimsPage>('/claims', { ...filters, limit: 30, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
type ClaimSums = {
  readonly count: number;
  readonly asked: number;
  readonly granted: number;
  readonly arrived: number;
};
export const claimSumsQuery = (filters: ClaimFilters) =>
  queryOptions({
    queryKey: ['claims', 'sums', filters],
    queryFn: ({ signal }) =>
      get<ClaimSums & { readonly months: readonly (ClaimSums & { readonly month: string })[] }>(
        '/claims-sums',
        filters,
        signal,
      ),
  });
export const claimQuery = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'one', id],
    queryFn: ({ signal }) => get<Claim>(`/claims/${at(id)}`, undefined, signal),
  });

export type PaceFigures = {
  readonly arrived: number;
  readonly arrivedSum: number;
  readonly mean?: number;
  readonly late: number;
  readonly running: number;
  readonly runningSum: number;
  readonly runningLate: number;
  readonly legs?: { readonly decide: number; readonly send: number; readonly bank: number };
};
export type Pace = {
  readonly within: number;
  readonly whole: PaceFigures;
  readonly histogram: readonly {
    readonly from: number;
    readonly to?: number;
    readonly arrived: number;
    readonly running: number;
  }[];
  readonly waits: readonly {
    readonly wait: string;
    readonly title: string;
    readonly count: number;
    readonly sum: number;
    readonly late: number;
  }[];
  readonly advances: { readonly count: number; readonly sum: number; readonly owed: number };
  readonly units: readonly (PaceFigures & { readonly unit: Named })[];
  readonly clauses: readonly (PaceFigures & { readonly clause: Named; readonly policy: Named; readonly unit: Named })[];
};
export type PaceFilters = Pick<ClaimFilters, 'unit' | 'policy' | 'clause' | 'from' | 'to'>;
export const paceQuery = (filters: PaceFilters) =>
  queryOptions({
    queryKey: ['claims', 'pace', filters],
    queryFn: ({ signal }) => get<Pace>('/claims-pace', filters, signal),
  });

export type FormFact = {
  readonly name: string;
  readonly type: 'boolean' | 'number' | 'money' | 'percent' | 'string' | 'code' | 'date';
  readonly unit?: string;
  readonly options?: readonly string[];
  readonly value?: string;
  readonly source?: string;
  readonly day?: string;
  readonly sure: boolean;
};
export type ClaimForm = {
  readonly clause: string;
  readonly title: string;
  readonly plain: string;
  readonly mode: string;
  readonly outcome: 'yes' | 'no' | 'unknown';
  readonly atOnce: boolean;
  readonly amount?: string;
  readonly ahead?: string;
  readonly facts: readonly FormFact[];
  readonly missing: readonly FormFact[];
  readonly materials: readonly string[];
  /** Why it cannot be asked for now. */
  readonly closed?: string;
};
export const claimFormQuery = (clause: string) =>
  queryOptions({
    queryKey: ['claims', 'form', clause],
    queryFn: ({ signal }) => get<ClaimForm>(`/clauses/${at(clause)}/claim-form`, undefined, signal),
  });

export const batchesQuery = queryOptions({
  queryKey: ['claims', 'batches'],
  queryFn: async ({ signal }) =>
    (await get<{ readonly items: readonly Batch[] }>('/claim-batches', undefined, signal)).items,
});
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'batches', id],
    queryFn: ({ signal }) => get<BatchView>(`/claim-batches/${at(id)}`, undefined, signal),
  });

type Apply = {
  readonly clause: string;
  readonly stated: Readonly<Record<string, string>>;
  readonly files: readonly string[];
};
export const apply = ({ clause, ...body }: Apply, key: string) =>
  post<Claim>(`/clauses/${at(clause)}/claims`, body, key);
export const withdrawClaim = (id: string, key: string) => post<object>(`/claims/${at(id)}/withdraw`, {}, key);
type Sum = { readonly id: string; readonly fen: number; readonly why: string };
export const settleClaim = ({ id, ...body }: Sum, key: string) => post<Claim>(`/claims/${at(id)}/settle`, body, key);
export const fixAmount = ({ id, ...body }: Sum, key: string) => post<Claim>(`/claims/${at(id)}/amount`, body, key);
export const askReview = ({ id, reason }: { id: string; reason: string }, key: string) =>
  post<Claim>(`/claims/${at(id)}/review`, { reason }, key);
/** `reduce` lists only whom the budget reaches. */
export const openBatch = ({ clause, reduce }: { clause: string; reduce: boolean }, key: string) =>
  post<(Batch & { readonly lines: number }) | { readonly listing: Listing }>(
    `/clauses/${at(clause)}/batches`,
    { reduce },
    key,
  );
/** Asked again while one is being drawn up. */
export const listingsQuery = queryOptions({
  queryKey: ['claims', 'listings'],
  queryFn: () => get<{ readonly items: readonly Listing[] }>('/claim-listings'),
  refetchInterval: ({ state: { data } }) => (data?.items.some((each) => each.finishedAt === undefined) ? 2000 : false),
});
export const confirmBatch = (id: string, key: string) =>
  post<{ readonly approved: number; readonly waiting: number }>(`/claim-batches/${at(id)}/confirm`, {}, key);
export const objectTo = ({ id, text }: { id: string; text: string }, key: string) =>
  post<{ readonly matter: string }>(`/claims/${at(id)}/objections`, { text }, key);
