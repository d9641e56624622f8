import { Checkbox } from 'antd';
import type { MatterRow } from '../../api/types/index.ts';
import type { Column } from './columns.tsx';
import styles from './matter-table.module.css';
import type { Selection } from './selection.ts';

type Props = {
  readonly columns: readonly Column[];
  readonly rows: readonly MatterRow[];
  readonly selection?: Selection;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
};

export function TableHead({ columns, rows, selection, sort, onSort }: Props) {
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={styles.check}>
            <Checkbox
              aria-label="全选本页"
              checked={rows.length > 0 && selection.ids.size >= rows.length}
              indeterminate={selection.ids.size > 0 && selection.ids.size < rows.length}
              onChange={(event) => selection.all(event.target.checked)}
            />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            style={{ width: column.width }}
            {...(column.sort && sort === column.sort && { 'aria-sort': 'ascending' as const })}
          >
            {column.sort && onSort && column.key !== 'due' ? (
              <button
                type="button"
                className={styles.sort}
                onClick={() => onSort(column.sort ?? '')}
                title={`按${column.title}排序`}
              >
                {column.title}
                <span aria-hidden="true">{sort === column.sort ? ' ↑' : ' ↕'}</span>
              </button>
            ) : (
              column.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
