import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from './client.ts';
import type { AppealInput, AppealReceipt, Understanding } from './types/index.ts';

export const useUnderstand = () =>
  useMutation({
    mutationFn: (input: { body: string; place?: string }) => post<Understanding>('/appeals/understand', input),
  });

export function useFileAppeal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ input, key }: { input: AppealInput; key: string }) => post<AppealReceipt>('/appeals', input, key),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['matters'] }),
  });
}
