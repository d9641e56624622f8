import { queryOptions } from '@tanstack/react-query';
import { call, get } from './client.ts';

export type Against = 'reached' | 'close' | 'behind' | 'unknown';
export type TableLine = {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly month: string | null;
  readonly plan: number | null;
  readonly actual: number | null;
  readonly against: Against;
};
export type BlockTables = {
  readonly title: string;
  readonly source: { readonly title: string; readonly assumed?: boolean };
  readonly tables: readonly { readonly id: string; readonly title: string; readonly lines: readonly TableLine[] }[];
};
export const blockTablesQuery = (region: string) =>
  queryOptions({
    queryKey: ['blocks', region, 'tables'],
    queryFn: async ({ signal }) =>
      (await get<{ tables: BlockTables | null }>(`/blocks/${encodeURIComponent(region)}/tables`, undefined, signal))
        .tables,
  });

export const blockSheetUrl = (month: string): string => `/api/block-tables/sheet?month=${month}`;
type Imported = {
  readonly figures: number;
  readonly errors: readonly { readonly row: number; readonly column: string; readonly message: string }[];
};
export function importBlockSheet({ file, month }: { readonly file: File; readonly month: string }, key: string) {
  const body = new FormData();
  body.append('file', file);
  body.append('month', month);
  return call<Imported>('POST', '/block-tables/import', { body, key });
}
