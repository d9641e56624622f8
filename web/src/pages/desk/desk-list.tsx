import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { countsQuery, type MatterFilters } from '../../api/matters.ts';
import type { MatterRow } from '../../api/types/index.ts';
import { BulkBar } from '../../parts/bulk/bulk-bar.tsx';
import { CodePicker } from '../../parts/code-picker.tsx';
import { ShortCountdown } from '../../parts/countdown.tsx';
import { dotted } from '../../parts/dotted.ts';
import { withFilter } from '../../parts/filter-bar.tsx';
import { Lamp } from '../../parts/lamp.tsx';
import { reopenedWord } from '../../parts/matter-table/columns.tsx';
import type { Selection } from '../../parts/matter-table/selection.ts';
import styles from './desk-page.module.css';

type Props = {
  readonly rows: readonly MatterRow[];
  readonly current: string;
  readonly selection: Selection & { readonly clear: () => void };
  readonly onChoose: (id: string) => void;
  readonly query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'>;
  readonly filters: MatterFilters;
  readonly onFilters: (filters: MatterFilters) => void;
};

export function DeskList({ rows, current, selection, onChoose, query, filters, onFilters }: Props) {
  const counts = useQuery(countsQuery({ ...filters, queue: 'dispatch' })).data;
  return (
    <section className={`panel ${styles.list}`} aria-label="待分办">
      <div className={styles.listHead}>
        <div className="spread">
          <h1 className="page-title">待分办&ensp;{counts?.total ?? rows.length}</h1>
          <span className="row">
            {counts?.dueToday !== undefined && <span className="meta">今日应分&thinsp;{counts.dueToday}</span>}
            {(counts?.overdue ?? 0) > 0 && <Lamp lamp="overdue" word={`超期 ${counts?.overdue}`} />}
          </span>
        </div>
        <div className="row" style={{ flexWrap: 'nowrap', paddingTop: 8 }}>
          {(['region', 'category', 'channel'] as const).map((key) => (
            <CodePicker
              key={key}
              list={key === 'category' ? 'appeal-category' : key}
              placeholder={{ region: '地区', category: '类别', channel: '来源' }[key]}
              {...(filters[key] && { value: filters[key] })}
              onChange={(value) => onFilters(withFilter(filters, key, value))}
            />
          ))}
        </div>
      </div>
      <BulkBar rows={rows.filter((row) => selection.ids.has(row.id))} onClear={selection.clear} />
      <ul className={styles.items}>
        {rows.map((row) => (
          <Item key={row.id} row={row} current={row.id === current} selection={selection} onChoose={onChoose} />
        ))}
        {query.hasNextPage && (
          <li className={styles.listHead}>
            <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              加载更多
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

type ItemProps = {
  readonly row: MatterRow;
  readonly current: boolean;
  readonly selection: Selection;
  readonly onChoose: (id: string) => void;
};

function Item({ row, current, selection, onChoose }: ItemProps) {
  const marks = [...(row.reopenings ? [reopenedWord(row.reopenings)] : []), ...row.flags.map((flag) => flag.title)];
  return (
    <li data-row={row.id} className={`${styles.item} ${current ? styles.current : ''}`}>
      <button
        type="button"
        className={styles.choose}
        onClick={() => onChoose(row.id)}
        {...(current && { 'aria-current': 'true' as const })}
      >
        <span className={styles.line}>
          <ShortCountdown row={row} />
          <span className="meta clip">{dotted(row.category?.title, row.region?.title, row.channel?.title)}</span>
        </span>
        <span className="clip">{row.title}</span>
        {marks.length > 0 && <span className="meta">{marks.join('，')}</span>}
      </button>
      <Checkbox
        className={styles.check ?? ''}
        aria-label={`选择 ${row.number}`}
        checked={selection.ids.has(row.id)}
        onChange={() => selection.toggle(row.id)}
      />
    </li>
  );
}
