import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from './client.ts';

export type LedgerImport = {
  readonly rows: number;
  readonly applied: number;
  readonly dryRun: boolean;
  readonly changes: readonly { readonly row: number; readonly number: string; readonly says: readonly string[] }[];
  readonly errors: readonly { readonly row: number; readonly column: string; readonly message: string }[];
};

export type LedgerCall = { readonly file: File; readonly dryRun: boolean; readonly key: string };

/** The ledger that went out as Excel comes back: first tried, then applied. */
export function useImportLedger() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, dryRun, key }: LedgerCall) => {
      const form = new FormData();
      form.append('file', file);
      form.append('dryRun', String(dryRun));
      return post<LedgerImport>('/matters/import', form, key);
    },
    onSuccess: ({ dryRun }) => (dryRun ? undefined : queries.invalidateQueries({ queryKey: ['matters'] })),
  });
}
