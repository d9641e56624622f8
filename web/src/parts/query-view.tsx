import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, Loading } from './states.tsx';

type Props<T> = {
  readonly query: UseQueryResult<T>;
  readonly rows?: number;
  /** What to say instead, when a failure has something better to offer than 重试. */
  readonly failed?: (error: unknown, retry: () => void) => ReactNode;
  readonly children: (data: T) => ReactNode;
};

/** One place for the three faces of a query; data once shown stays while it is refreshed. */
export function QueryView<T>({ query, rows, failed, children }: Props<T>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return failed?.(query.error, retry) ?? <Failure error={query.error} onRetry={retry} />;
  return <Loading {...(rows !== undefined && { rows })} />;
}
