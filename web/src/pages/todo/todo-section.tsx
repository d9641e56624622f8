import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { MatterRow } from '../../api/types/index.ts';
import { More } from '../../parts/paged-list.tsx';
import styles from './todo-page.module.css';
import { TodoRow } from './todo-row.tsx';

type Props = {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly MatterRow[];
  readonly current: string | undefined;
  readonly query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
};

export function TodoSection({ id, title, rows, current, query }: Props) {
  return (
    <section className={`panel ${styles.rest}`} aria-labelledby={id}>
      <h2 id={id} className={styles.then}>
        {title}
      </h2>
      <ul>
        {rows.map((row) => (
          <TodoRow key={row.id} row={row} current={current === row.id} />
        ))}
      </ul>
      {query.hasNextPage && <More shown={rows.length} query={query} />}
    </section>
  );
}
