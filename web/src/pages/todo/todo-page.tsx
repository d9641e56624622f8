import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { countsQuery, mattersQuery } from '../../api/matters.ts';
import { CountStrip } from '../../parts/count-strip.tsx';
import { More } from '../../parts/matter-list.tsx';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { FirstThing } from './first-thing.tsx';
import styles from './todo-page.module.css';
import { TodoRow } from './todo-row.tsx';

const mine = { queue: 'todo', sort: 'due' } as const;

/** The first row is the thing to do first, its button is the next step. */
export function TodoPage() {
  useTitle('我的待办');
  const navigate = useNavigate();
  const query = useInfiniteQuery(mattersQuery(mine));
  const counts = useQuery(countsQuery({ queue: 'todo' }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [first, ...rest] = rows;
  const cursor = useListCursor({
    rows,
    idOf: (row) => row.id,
    onOpen: (row) => void navigate({ to: '/matters/$id', params: { id: row.id } }),
  });
  return (
    <div className={styles.page}>
      <div className={`spread ${styles.title}`}>
        <h1 className="page-title">我的待办</h1>
        <CountStrip filters={{ queue: 'todo' }} counts={counts.data} />
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && !first && (
        <div className="panel">
          <Empty title="手上的都办完了">分给您或本单位的事项会按到期先后排在这里，第一条就是该先办的。</Empty>
        </div>
      )}
      {first && <FirstThing key={first.id} row={first} current={cursor.id === first.id} />}
      {rest.length > 0 && (
        <section className={`panel ${styles.rest}`} aria-labelledby="then">
          <h2 id="then" className={styles.then}>
            接下来
          </h2>
          <ul>
            {rest.map((row) => (
              <TodoRow key={row.id} row={row} current={cursor.id === row.id} />
            ))}
          </ul>
          <More
            shown={rows.length}
            has={query.hasNextPage}
            busy={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </section>
      )}
    </div>
  );
}
