import { queryOptions } from '@tanstack/react-query';
import { call, get, post, queryString } from './client.ts';
import type { Named } from './types/index.ts';

export type MaterialKind = 'file' | 'picture' | 'link' | 'statistic';
export type Material = {
  readonly id: string;
  readonly number: string;
  readonly kind: MaterialKind;
  readonly title: string;
  readonly supports: string;
  readonly source: string;
  readonly day: string;
  readonly indicators: readonly Named[];
  readonly url?: string;
  readonly figure?: string;
  readonly file?: { readonly name: string; readonly size: number };
  readonly unit: Named;
  readonly at: number;
  readonly mine: boolean;
};
export type MaterialFilter = {
  readonly q?: string;
  readonly indicators?: string;
  readonly kind?: string;
  readonly before?: string;
};
export const materialsQuery = (filter: MaterialFilter) =>
  queryOptions({
    queryKey: ['materials', filter],
    queryFn: ({ signal }) => get<{ items: readonly Material[]; next?: number }>('/materials', filter, signal),
    placeholderData: (previous) => previous,
  });
export const materialFile = (id: string): string => `/api/materials/${encodeURIComponent(id)}/file`;
export const bundleUrl = (scheme: string, indicators?: string): string =>
  `/api/material-bundle${queryString({ scheme, indicators })}`;

export type NewMaterial = Readonly<Record<'kind' | 'title' | 'supports' | 'source' | 'day' | 'indicators', string>> & {
  readonly url?: string;
  readonly figure?: string;
  readonly file?: File;
};
export function addMaterial(given: NewMaterial, key: string): Promise<Material> {
  const body = new FormData();
  for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== '') body.append(name, value);
  return call('POST', '/materials', { body, key });
}
export const withdrawMaterial = ({ id, why }: { readonly id: string; readonly why: string }, key: string) =>
  post<{ id: string }>(`/materials/${encodeURIComponent(id)}/withdraw`, { why }, key);
