import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, get, post } from './client.ts';

export type Literal = string | number | boolean | readonly (string | number)[];
export type Values = Readonly<Record<string, Literal>>;
export type How =
  | { readonly by: 'share' }
  | { readonly by: 'amount' | 'arrival' }
  | { readonly by: 'fact'; readonly fact: string };
export type Budget = { readonly most: number; readonly how: How };
export type Variant = { readonly name: string; readonly values: Values; readonly budget?: Budget };

export type SetRow = {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly status: 'live' | 'ended' | 'draft';
  readonly clauses: number;
};
export type Movable = {
  /** The words before the number in the sentence. */
  readonly said?: string;
  readonly parameter: string;
  readonly clause: string;
  readonly part: 'condition' | 'amount';
  readonly type: string;
  readonly list: boolean;
  readonly fact?: string;
  readonly value: Literal;
  readonly at?: { readonly start: number; readonly end: number };
  readonly codes?: readonly { readonly code: string; readonly title: string }[];
  readonly scale?: {
    readonly value: number;
    readonly unit: string;
    readonly min: number;
    readonly max: number;
    readonly step: number;
  };
};
export type TrialClause = {
  readonly id: string;
  readonly article: string;
  readonly title: string;
  readonly plain: string;
  readonly text: string;
  readonly terms: readonly string[];
};
export type TrialSet = Omit<SetRow, 'clauses'> & {
  readonly day: string;
  readonly size: number;
  readonly hidden: readonly string[];
  readonly clauses: readonly TrialClause[];
  readonly movables: readonly Movable[];
  readonly orders: readonly string[];
};
export type Cell = { readonly count: number | null; readonly amount: number | null };
export type Changes = Readonly<Record<'gained' | 'lost' | 'more' | 'less', Cell>>;
export type Line = Changes & {
  readonly key: string | null;
  readonly label: string;
  readonly now: Cell;
  readonly base: Cell;
};
export type Figures = Changes & {
  readonly guarded: boolean;
  readonly moved: boolean;
  readonly now: Cell;
  readonly base: Cell;
  readonly possible: Cell;
  readonly rules: readonly {
    readonly rule: string;
    readonly guarded: boolean;
    readonly certain: Cell;
    readonly unknown: Cell;
    readonly paid: Cell;
    readonly open: number | null;
    readonly nothing: number | null;
    readonly yields: number | null;
    readonly cut: number | null;
  }[];
  readonly by: readonly { readonly name: string; readonly title: string; readonly lines: readonly Line[] }[];
};
export type Curve = {
  readonly clause: string;
  readonly unit: string;
  readonly guarded: boolean;
  readonly points: readonly { readonly x: number; readonly now: Cell; readonly possible: Cell }[];
};
export type Which = 'gained' | 'lost' | 'more' | 'less';
export type Firm = {
  readonly id: string;
  readonly name: string;
  readonly now: number | null;
  readonly base: number | null;
};
export type Asked = {
  readonly set: string;
  readonly clauses: readonly string[];
  readonly values: Values;
  readonly budget?: Budget;
};

/** Figures of a moment ago stay on the page while the next ones are on their way. */
const steady = { placeholderData: keepPreviousData, staleTime: 30_000 } as const;

export const setsQuery = queryOptions({
  queryKey: ['simulations', 'sets'],
  queryFn: ({ signal }) =>
    get<{ readonly items: readonly SetRow[] }>('/simulations/sets', {}, signal).then(({ items }) => items),
});
export const setQuery = (id: string) =>
  queryOptions({
    queryKey: ['simulations', 'set', id],
    queryFn: ({ signal }) => get<TrialSet>(`/simulations/sets/${encodeURIComponent(id)}`, {}, signal),
    staleTime: 60_000,
  });
export const tryQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['simulations', 'try', asked],
    queryFn: ({ signal }) => call<Figures>('POST', '/simulations/try', { body: asked, signal }),
    ...steady,
  });
export const curveQuery = (asked: Asked, parameter: string) => {
  // Where one stands on the curve does not change the curve, and a budget is for the whole set.
  const { [parameter]: _, ...values } = asked.values;
  const { set, clauses } = asked;
  const body = { set, clauses, values, parameter };
  return queryOptions({
    queryKey: ['simulations', 'curve', body],
    queryFn: ({ signal }) => call<Curve>('POST', '/simulations/curve', { body, signal }),
    ...steady,
  });
};
export const firmsQuery = (asked: Asked, which: Which) =>
  queryOptions({
    queryKey: ['simulations', 'firms', asked, which],
    queryFn: ({ signal }) =>
      call<{ readonly items: readonly Firm[] }>('POST', '/simulations/firms', {
        body: { ...asked, which, limit: 200 },
        signal,
      }).then(({ items }) => items),
  });

export type ScenarioRow = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly set: { readonly id: string; readonly title: string };
  readonly variants: readonly string[];
  readonly by: string;
  readonly unit?: string;
  readonly mine: boolean;
  readonly at: number;
};
export type Scenario = ScenarioRow & {
  readonly note: string;
  readonly clauses: readonly string[];
  readonly settings: readonly Variant[];
  readonly changed: boolean;
  readonly versions: readonly {
    readonly version: number;
    readonly title: string;
    readonly by: string;
    readonly at: number;
  }[];
};
export type ScenarioFilters = { readonly q?: string; readonly set?: string; readonly mine?: string };
export const scenariosQuery = (filters: ScenarioFilters) =>
  infiniteQueryOptions({
    queryKey: ['scenarios', filters],
    queryFn: ({ pageParam, signal }) =>
      get<{ readonly items: readonly ScenarioRow[]; readonly next?: string }>(
        '/scenarios',
        { ...filters, after: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
export const scenarioQuery = (id: string, version?: string) =>
  queryOptions({
    queryKey: ['scenarios', 'one', id, version],
    queryFn: ({ signal }) => get<Scenario>(`/scenarios/${id}`, { version }, signal),
    staleTime: 60_000,
  });

export type Kept = {
  readonly title: string;
  readonly note: string;
  readonly set: string;
  readonly clauses: readonly string[];
  readonly variants: readonly Variant[];
};
type Saved = { readonly id: string; readonly version: number };
/** Without an id a new one; with one its next version. */
export const saveScenario = ({ id, version, ...kept }: Kept & { id?: string; version?: number }, key: string) =>
  id === undefined
    ? post<Saved>('/scenarios', kept, key)
    : call<Saved>('PUT', `/scenarios/${id}`, { body: { ...kept, version }, key });
export const scenarioFile = (id: string, format: 'xlsx' | 'docx' | 'yaml', variant = 1): string =>
  `/api/scenarios/${id}/file?format=${format}&variant=${variant}`;

type Drafted = { readonly draft: string; readonly moved: number; readonly left: readonly string[] };
export const draftScenario = (
  { id, ...of }: { readonly id: string; readonly version: number; readonly variant: number },
  key: string,
) => post<Drafted>(`/scenarios/${id}/draft`, of, key);
