import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { matterQuery, mattersQuery, suggestionQuery } from '../../api/matters.ts';
import type { MatterRow } from '../../api/types/index.ts';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { useSelection } from '../../parts/matter-table/use-selection.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { DeskList } from './desk-list.tsx';
import { DeskMatter } from './desk-matter.tsx';
import styles from './desk-page.module.css';

const route = getRouteApi('/official/desk');

/** The dispatcher's desk: list, matter and suggestion side by side; `a`, Enter, and the next one is there. */
export function DeskPage() {
  useTitle('分办台');
  const { at, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(mattersQuery({ sort: 'due', ...filters, queue: 'dispatch' }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(rows);
  const go = (id: string) => void navigate({ search: { ...filters, at: id }, replace: true, resetScroll: false });
  const current = rows.find((row) => row.id === at) ?? rows[0];
  const cursor = useListCursor({
    rows,
    idOf: (row) => row.id,
    current: current?.id,
    onCurrent: go,
    onMark: (row) => selection.toggle(row.id),
  });
  if (query.isPending) return <Loading rows={10} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (!current) {
    return (
      <div className="panel">
        <Empty title="都分完了">企业、网格员、12345 报来的问题会排在这里，最急的在最上面。</Empty>
      </div>
    );
  }
  return (
    <div className={styles.desk}>
      <DeskList
        rows={rows}
        current={current}
        selection={selection}
        onChoose={go}
        query={query}
        filters={filters}
        onFilters={(next) => void navigate({ search: next })}
      />
      <Chosen key={current.id} row={current} onDone={() => cursor.choose(cursor.index + 1)} />
    </div>
  );
}

function Chosen({ row, onDone }: { readonly row: MatterRow; readonly onDone: () => void }) {
  const matter = useQuery(matterQuery(row.id));
  const suggestion = useQuery(suggestionQuery(row.id));
  return (
    <QueryView query={matter} rows={10}>
      {(detail) => <DeskMatter matter={detail} suggestion={suggestion} onDone={onDone} />}
    </QueryView>
  );
}
