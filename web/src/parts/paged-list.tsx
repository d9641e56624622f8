import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NextPage, type Paging } from './next-page.tsx';
import styles from './paged-list.module.css';
import { Failure, Loading } from './states.tsx';

type Props<Row> = {
  readonly query: UseInfiniteQueryResult;
  readonly rows: readonly Row[];
  /** What one of them is counted by. */
  readonly unit?: string;
  readonly empty: ReactNode;
  readonly children: (row: Row) => ReactNode;
};

/** A list that is read page by page: while it comes, when it fails, when it holds nothing, its rows, and the rest of it. */
export function PagedList<Row>({ query, rows, unit = '条', empty, children }: Props<Row>) {
  return (
    <>
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && empty}
      <ul>{rows.map(children)}</ul>
      <More shown={rows.length} unit={unit} query={query} />
    </>
  );
}

type MoreProps = { readonly shown: number; readonly unit?: string; readonly query: Paging };

/** How much of a list is shown, and the rest of it. */
export function More({ shown, unit = '件', query }: MoreProps) {
  if (shown === 0) return null;
  return (
    <div className={`no-print ${styles.more}`}>
      <span className="meta">
        已显示&thinsp;{shown}&thinsp;{unit}
        {query.hasNextPage ? '' : '，没有更多了'}
      </span>
      <NextPage query={query}>加载更多</NextPage>
    </div>
  );
}
