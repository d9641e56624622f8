import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSubmitKey } from './submit-key.ts';

/** A submit: one key for the same words, so that a retry is no second act; then what it touches is read afresh. */
export function useSend<I, O>(send: (input: I, key: string) => Promise<O>, touched: readonly string[]) {
  const queries = useQueryClient();
  const key = useSubmitKey();
  return useMutation({
    mutationFn: (input: I) => send(input, key.keyFor(input)),
    onSuccess: () => {
      key.accepted();
      return Promise.all(touched.map((one) => queries.invalidateQueries({ queryKey: [one] })));
    },
  });
}
