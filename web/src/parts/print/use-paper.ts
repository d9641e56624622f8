import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MatterFilters } from '../../api/matters.ts';
import type { MatterCounts, MatterPage } from '../../api/types/index.ts';
import { allPages, type Paper, PRINT_PAGE } from './all-pages.ts';
import { getNow } from './get-now.ts';

export type PaperList = Paper & { readonly total: number | undefined };

/** While a page is being printed: everything that the list found, whatever of it was on the screen. */
export function usePaper(filters: MatterFilters): PaperList | undefined {
  const asked = useRef(filters);
  asked.current = filters;
  const [paper, setPaper] = useState<PaperList>();
  useEffect(() => {
    const before = () => {
      const { sort: _sort, ...counted } = asked.current;
      const read = (after: string | undefined) =>
        getNow<MatterPage>('/matters', { ...asked.current, limit: PRINT_PAGE, ...(after && { after }) });
      const found = allPages(read);
      const total = found.cut ? getNow<MatterCounts>('/matters/counts', counted)?.total : found.rows.length;
      flushSync(() => setPaper({ ...found, total }));
    };
    const after = () => setPaper(undefined);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return paper;
}
