import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, get, post } from './client.ts';
import { Problem } from './problem.ts';
import type { Account, Site } from './types/index.ts';

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => get<Site>('/site', undefined, signal),
  staleTime: 60_000,
  // Another visitor may have moved the demo clock.
  refetchInterval: (query) => (query.state.data?.tenant.demo ? 30_000 : false),
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Account | null> => {
    try {
      return await get<Account>('/sessions/current', undefined, signal);
    } catch (error) {
      if (error instanceof Problem && error.body.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const useSite = (): Site | undefined => useQuery(siteQuery).data;
export const useAccount = (): Account | null | undefined => useQuery(sessionQuery).data;

export type Credentials =
  | { readonly login: string; readonly password: string }
  | { readonly phone: string; readonly code: string }
  | { readonly number: string; readonly code: string };

/**
 * What the previous person saw must not flash up for the next one. Reset, not removed: whoever presses 进入 twice has the
 * next page open already when the second answer comes, and a page whose query is taken away waits forever.
 */
export function enterAs(queries: QueryClient, account: Account): void {
  queries.setQueryData(sessionQuery.queryKey, account);
  void queries.resetQueries({
    predicate: ({ queryKey: [first] }) => first !== siteQuery.queryKey[0] && first !== sessionQuery.queryKey[0],
  });
}

const PHONE = 'clearway.phone';

/** The site keeps only a hash of it; until he signs out, this browser can fill it in for whoever signed in with it. */
function rememberPhone(phone: string): void {
  try {
    sessionStorage.setItem(PHONE, phone);
  } catch {
    // Forbidden in some webviews: then he types it.
  }
}

export function signedInPhone(): string {
  try {
    return sessionStorage.getItem(PHONE) ?? '';
  } catch {
    return '';
  }
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => post<{ account: Account }>('/sessions', credentials),
    onSuccess: ({ account }, credentials) => {
      if ('phone' in credentials) rememberPhone(credentials.phone);
      enterAs(queries, account);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call<void>('DELETE', '/sessions/current'),
    onSuccess: () => {
      rememberPhone('');
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

export function useChoosePost() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (postId: string) => post<Account>('/sessions/post', { postId }),
    onSuccess: () => queries.invalidateQueries(),
  });
}

export const useSmsCode = () =>
  useMutation({ mutationFn: (phone: string) => post<{ demoCode?: string }>('/sms-codes', { phone }) });

export type ClockStep = {
  readonly advanceMinutes?: number;
  readonly advanceWorkingDays?: number;
  readonly to?: number;
};

export function useDemoClock() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: ClockStep) => post<{ now: number }>('/demo/clock', step),
    onSuccess: () => queries.invalidateQueries(),
  });
}

export const useChangePassword = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (passwords: { old: string; new: string }) => post<unknown>('/password', passwords),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
};
