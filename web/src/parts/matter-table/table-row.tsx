import { Checkbox } from 'antd';
import type { MatterRow } from '../../api/types/index.ts';
import type { Column, ColumnContext } from './columns.tsx';
import styles from './matter-table.module.css';
import type { Selection } from './selection.ts';

type Props = {
  readonly index: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly row: MatterRow;
  readonly columns: readonly Column[];
  readonly context: ColumnContext;
  readonly current: boolean;
  readonly selection?: Selection;
};

export function TableRow({ index, measure, row, columns, context, current, selection }: Props) {
  return (
    <tr
      ref={measure}
      data-index={index}
      data-row={row.id}
      className={current ? styles.current : undefined}
      {...(current && { 'aria-current': 'true' as const })}
    >
      {selection && (
        <td className={styles.check}>
          <Checkbox
            aria-label={`选择 ${row.number}`}
            checked={selection.ids.has(row.id)}
            onChange={() => selection.toggle(row.id)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} data-label={column.title}>
          {column.render(row, context)}
        </td>
      ))}
    </tr>
  );
}
