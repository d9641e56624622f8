import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import type { Plan, PlanDraft, PlanRow } from './types/index.ts';

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: async ({ signal }) => {
    const answer = await get<{ items: readonly PlanRow[] } | readonly PlanRow[]>('/plans', undefined, signal);
    return 'items' in answer ? answer.items : answer;
  },
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id],
    queryFn: ({ signal }) => get<Plan>(`/plans/${encodeURIComponent(id)}`, undefined, signal),
  });

export type PlanSource = { readonly text: string } | { readonly file: File };

/** Reads a document and keeps what was read as a draft, so that a closed page loses nothing. */
export function useReadPlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ source, key, columns }: { source: PlanSource; key: string; columns?: ColumnChoice }) => {
      const draft = await post<PlanDraft>('/plans/parse', parseBody(source, columns && { columns }));
      return post<{ id: string }>('/plans', draft, key);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['plans'] }),
  });
}

/** Which heading of a ledger says what; the server remembers it for the next one with the same headings. */
export type ColumnChoice = Readonly<Record<string, string>>;

type More = Readonly<Record<string, unknown>>;

function parseBody(source: PlanSource, more: More = {}): unknown {
  if ('text' in source) return { ...source, ...more };
  const form = new FormData();
  form.append('file', source.file);
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined) form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form;
}

export type Change<T = string | readonly string[]> = { readonly before: T; readonly after: T };
export type ChangedMeasure = {
  readonly id: string;
  readonly key: string;
  readonly text?: Change<string>;
  readonly lead?: Change<readonly string[]>;
  readonly responsible?: Change<readonly string[]>;
  readonly due?: Change<string>;
  readonly number?: Change<string>;
  readonly task?: Change<string>;
  readonly targets?: Change<string>;
};
type NamedMeasure = { readonly id: string; readonly key: string; readonly text: string };
export type SheetDiff = {
  readonly added: readonly NamedMeasure[];
  readonly removed: readonly NamedMeasure[];
  readonly changed: readonly ChangedMeasure[];
  readonly unchanged: number;
};
export type Reimport = {
  readonly diff: SheetDiff;
  readonly dryRun: boolean;
  readonly moved: number;
  readonly proposed: readonly (NamedMeasure & { readonly matter: string })[];
  readonly failed: readonly { readonly key: string; readonly what: string }[];
  readonly publication?: Publication;
};
export type PlanRevision = {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly byName?: string;
  readonly reason: string;
  readonly changes: SheetDiff;
};

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', id, 'revisions'],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly PlanRevision[] }>(`/plans/${encodeURIComponent(id)}/revisions`, undefined, signal))
        .items,
  });

type Reimporting = {
  readonly id: string;
  readonly source: PlanSource;
  readonly apply: boolean;
  readonly reason?: string;
};

/** Without `apply` it only says what would change. */
export const reimportPlan = ({ id, source, apply, reason }: Reimporting, key: string) =>
  post<Reimport>(
    `/plans/${encodeURIComponent(id)}/reimport`,
    parseBody(source, { apply, reason }),
    // Looking is no act: the plan may have changed since the last look.
    apply ? key : undefined,
  );

export type SaveCall = { readonly id: string; readonly draft: PlanDraft; readonly version: number };

/** The version says which draft was edited: whoever saved in between is not overwritten unseen. */
export const useSavePlan = () =>
  useMutation({
    mutationFn: ({ id, draft, version }: SaveCall) =>
      call<PlanRow>('PUT', `/plans/${encodeURIComponent(id)}`, { body: draft, ifMatch: version }),
  });

export const useDiscardPlan = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      post(`/plans/${encodeURIComponent(id)}/discard`, { reason }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['plans'] }),
  });
};

export type Publication = {
  readonly total: number;
  readonly opened: number;
  readonly existing: number;
  readonly remaining: number;
  readonly reports: number;
  readonly pastDue: number;
  readonly failed: readonly { readonly key: string; readonly what: string }[];
};

const batch = 20;

/** In small batches, so that the page can say how far it is and a lost line loses nothing: what is published stays. */
export function usePublishPlan(onProgress: (done: number, total: number) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string): Promise<Publication> => {
      for (;;) {
        const so = await post<Publication>(`/plans/${encodeURIComponent(id)}/publish`, { limit: batch });
        onProgress(so.total - so.remaining, so.total);
        if (so.remaining === 0 || so.opened === 0) return so;
      }
    },
    onSettled: () => {
      for (const key of ['plans', 'plan', 'matters', 'board']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
