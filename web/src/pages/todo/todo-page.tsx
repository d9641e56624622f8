import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { countsQuery, mattersQuery } from '../../api/matters.ts';
import { roundsQuery } from '../../api/panels.ts';
import { CountStrip } from '../../parts/count-strip.tsx';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { FirstThing } from './first-thing.tsx';
import styles from './todo-page.module.css';
import { TodoSection } from './todo-section.tsx';
import { WaitingRounds } from './waiting-rounds.tsx';

const mine = { queue: 'todo', sort: 'due' } as const;
/** Held but with no step that waits: still one's own, so it stands below. */
const inHand = { holder: 'myUnit', closed: 'false', sort: 'due' } as const;

/** The first row is the thing to do first, its button is the next step. */
export function TodoPage() {
  useTitle('我的待办');
  const navigate = useNavigate();
  const query = useInfiniteQuery(mattersQuery(mine));
  const counts = useQuery(countsQuery({ queue: 'todo' }));
  const held = useInfiniteQuery({ ...mattersQuery(inHand), retry: false });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const others = (held.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (row) => !rows.some((one) => one.id === row.id),
  );
  const asked = (useQuery(roundsQuery).data ?? []).filter((round) => round.waiting);
  const [first, ...rest] = rows.length > 0 ? rows : others;
  const below = rows.length > 0 ? others : [];
  const cursor = useListCursor({
    rows: [...rows, ...others],
    idOf: (row) => row.id,
    onOpen: (row) => void navigate({ to: '/matters/$id', params: { id: row.id } }),
  });
  return (
    <div className={styles.page}>
      <div className={`spread ${styles.title}`}>
        <h1 className="page-title">我的待办</h1>
        <CountStrip filters={{ queue: 'todo' }} counts={counts.data} />
      </div>
      <WaitingRounds rounds={asked} />
      {query.isPending && <Loading />}
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && !held.isPending && !first && asked.length === 0 && (
        <div className="panel">
          <Empty title="手上的都办完了">分给您或本单位的事项会按到期先后排在这里，第一条就是该先办的。</Empty>
        </div>
      )}
      {first && <FirstThing key={first.id} row={first} current={cursor.id === first.id} />}
      {rest.length > 0 && <TodoSection id="then" title="接下来" rows={rest} current={cursor.id} query={query} />}
      {below.length > 0 && <TodoSection id="held" title="在手上的" rows={below} current={cursor.id} query={held} />}
    </div>
  );
}
