import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { matterQuery, mattersQuery, suggestionQuery } from '../../api/matters.ts';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { useSelection } from '../../parts/matter-table/use-selection.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { DeskList } from './desk-list.tsx';
import { DeskMatter } from './desk-matter.tsx';
import styles from './desk-page.module.css';
import { useDesk } from './use-desk.ts';

const route = getRouteApi('/official/desk');

/** The dispatcher's desk: list, matter and suggestion side by side; `a`, Enter, and the next one is there. */
export function DeskPage() {
  useTitle('分办台');
  const { at, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(mattersQuery({ sort: 'due', ...filters, queue: 'dispatch' }));
  const go = (id: string | undefined) =>
    void navigate({ search: id ? { ...filters, at: id } : filters, replace: true, resetScroll: false });
  const desk = useDesk(query.data?.pages.flatMap((page) => page.items) ?? [], at, go);
  const { rows, id } = desk;
  const selection = useSelection(rows);
  useListCursor({
    rows,
    idOf: (row) => row.id,
    current: id,
    onCurrent: desk.choose,
    onMark: (row) => selection.toggle(row.id),
  });
  if (query.isPending) return <Loading rows={10} />;
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (id === undefined) {
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
        current={id}
        selection={selection}
        onChoose={desk.choose}
        query={query}
        filters={filters}
        onFilters={(next) => void navigate({ search: next })}
      />
      <Chosen key={id} id={id} gone={desk.gone} onDone={desk.finish} />
    </div>
  );
}

type Props = { readonly id: string; readonly gone: boolean; readonly onDone: () => void };

function Chosen({ id, gone, onDone }: Props) {
  const matter = useQuery(matterQuery(id));
  const suggestion = useQuery(suggestionQuery(id));
  return (
    <QueryView query={matter} rows={10}>
      {(detail) => <DeskMatter matter={detail} gone={gone} suggestion={suggestion} onDone={onDone} />}
    </QueryView>
  );
}
