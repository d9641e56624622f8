import { post } from './client.ts';

export type Unmasked = { readonly name: string; readonly title: string; readonly value: string };
type Asking = { readonly id: string; readonly reason: string };

/** Each look is written to the audit log with its reason before it is answered. */
export const unmask = async ({ id, reason }: Asking, key: string): Promise<readonly Unmasked[]> =>
  (await post<{ fields: readonly Unmasked[] }>(`/matters/${encodeURIComponent(id)}/unmask`, { reason }, key)).fields;
