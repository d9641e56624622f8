import type { MatterPage, MatterRow } from '../../api/types/index.ts';

/** Fifty sheets: who wants more wants a table to work with, and takes the Excel file. */
export const MOST_PRINTED = 1000;
export const PRINT_PAGE = 200;

export type Paper = {
  readonly rows: readonly MatterRow[];
  /** There are more than stand on the paper. */
  readonly cut: boolean;
};

/**
 * Every page of a list from the first, up to the bound. A page that cannot be had ends it, and the paper says that it
 * is not the whole.
 */
export function allPages(read: (after: string | undefined) => MatterPage | undefined): Paper {
  const rows: MatterRow[] = [];
  let after: string | undefined;
  do {
    const page = read(after);
    if (!page) return { rows, cut: true };
    rows.push(...page.items);
    after = page.next;
  } while (after !== undefined && rows.length < MOST_PRINTED);
  return { rows: rows.slice(0, MOST_PRINTED), cut: after !== undefined || rows.length > MOST_PRINTED };
}
