import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { queryString } from '../api/client.ts';
import { type MatterFilters, mattersQuery } from '../api/matters.ts';
import { useAccount, useSite } from '../api/session.ts';
import { can } from '../shell/permissions.ts';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import styles from './matter-list.module.css';
import { ColumnChoice } from './matter-table/column-choice.tsx';
import { usualColumns } from './matter-table/columns.tsx';
import { MatterLines } from './matter-table/matter-lines.tsx';
import { MatterTable } from './matter-table/matter-table.tsx';
import { useSelection } from './matter-table/use-selection.ts';
import { More } from './paged-list.tsx';
import { filterWords } from './print/filter-words.ts';
import { PrintList } from './print/print-list.tsx';
import { usePaper } from './print/use-paper.ts';
import { Empty, Failure, Loading } from './states.tsx';
import { useNarrow } from './use-narrow.ts';
import { usePreference } from './use-preference.ts';

type Props = {
  readonly filters: MatterFilters;
  readonly onFilters: (filters: MatterFilters) => void;
  /** Filters of the page itself, not shown in its address. */
  readonly fixed?: MatterFilters;
  readonly caption: string;
  readonly empty: ReactNode;
  readonly lists?: readonly (keyof MatterFilters)[];
};

/** The generic list: filters in the address, keyset paging, columns, bulk, export; two lines a matter on a phone. */
export function MatterList({ filters, onFilters, fixed, caption, empty, lists }: Props) {
  const narrow = useNarrow();
  const [columns, setColumns] = usePreference('columns', usualColumns);
  const query = useInfiniteQuery(mattersQuery({ sort: 'due', ...filters, ...fixed }));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(rows);
  const paper = usePaper({ sort: 'due', ...filters, ...fixed });
  const site = useSite();
  const filtered = Object.keys(filters).some((key) => key !== 'sort');
  return (
    <section className="panel" aria-label={caption}>
      {paper && (
        <PrintList
          paper={paper}
          columns={columns}
          caption={caption}
          narrowed={filterWords(filters, site?.lists ?? {})}
        />
      )}
      <div className={`no-print ${styles.tools}`}>
        <FilterBar value={filters} onChange={onFilters} search={narrow} {...(lists && { lists })} />
        {!narrow && (
          <div className="row no-print">
            <Export filters={{ ...filters, ...fixed }} />
            <ColumnChoice value={columns} onChange={setColumns} />
          </div>
        )}
      </div>
      <BulkBar rows={rows.filter((row) => selection.ids.has(row.id))} onClear={selection.clear} />
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading rows={8} />}
      {query.isSuccess && rows.length === 0 && (filtered ? <NothingFits onClear={() => onFilters({})} /> : empty)}
      {rows.length > 0 &&
        !paper &&
        (narrow ? (
          <MatterLines rows={rows} />
        ) : (
          <MatterTable
            rows={rows}
            columns={columns}
            caption={caption}
            selection={selection}
            sort={filters.sort ?? 'due'}
            onSort={(sort) => onFilters({ ...filters, sort })}
          />
        ))}
      <More shown={rows.length} query={query} />
    </section>
  );
}

function NothingFits({ onClear }: { readonly onClear: () => void }) {
  return (
    <Empty title="没有符合条件的事项" action={<Button onClick={onClear}>清除筛选</Button>}>
      换一个条件，或清除筛选看全部。
    </Empty>
  );
}

function Export({ filters }: { readonly filters: MatterFilters }) {
  const account = useAccount();
  if (!can(account, 'matters.export')) return null;
  return <Button href={`/api/matters/export${queryString({ ...filters, format: 'xlsx' })}`}>导出</Button>;
}
