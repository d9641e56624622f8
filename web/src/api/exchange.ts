import { post } from './client.ts';

export type OrderImport = {
  readonly opened: number;
  readonly existed: number;
  readonly wrong: readonly { readonly row: number; readonly column: string; readonly message: string }[];
};

/** A repeated import opens nothing twice: the peer's numbers are the key. */
export function importOrders({ peer, file }: { readonly peer: string; readonly file: File }): Promise<OrderImport> {
  const form = new FormData();
  form.append('peer', peer);
  form.append('file', file);
  return post<OrderImport>('/exchange/import', form);
}

export const exportOrdersUrl = (from: string, to: string): string =>
  `/api/exchange/export?${new URLSearchParams({ from, to })}`;
