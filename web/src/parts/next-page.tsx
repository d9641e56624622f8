import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';

/** A list that is read page by page. */
export type Paging = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

type Props = { readonly query: Paging; readonly className?: string | undefined; readonly children?: ReactNode };

/** The next page of a list; nothing where there is none. */
export function NextPage({ query, className, children = '再看一些' }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <div className={className}>
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {children}
      </Button>
    </div>
  );
}
