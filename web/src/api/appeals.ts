import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from './client.ts';
import type { AppealInput, AppealReceipt, Understanding } from './types/index.ts';

export const useUnderstand = () =>
  useMutation({
    mutationFn: (input: { body: string; place?: string }) => post<Understanding>('/appeals/understand', input),
  });

/** The same while somebody else registers it: read again only when the words change. */
export const understandingQuery = (body: string, place: string) =>
  queryOptions({
    queryKey: ['understanding', body, place],
    queryFn: () => post<Understanding>('/appeals/understand', { body, ...(place && { place }) }),
    staleTime: 60_000,
  });

export const fileAppeal = (input: AppealInput, key: string): Promise<AppealReceipt> =>
  post<AppealReceipt>('/appeals', input, key);

export function useFileAppeal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ input, key }: { input: AppealInput; key: string }) => fileAppeal(input, key),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['matters'] }),
  });
}
