import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { MatterRow } from '../../api/types/index.ts';
import { useNow, useWorkday } from '../use-now.ts';
import { matterColumns } from './columns.tsx';
import styles from './matter-table.module.css';
import type { Selection } from './selection.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useListCursor } from './use-list-cursor.ts';

type Props = {
  readonly rows: readonly MatterRow[];
  readonly columns: readonly string[];
  readonly caption: string;
  readonly selection?: Selection;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
};

/** A native table (screen readers, copying and printing work) whose rows outside the window are not built. */
export function MatterTable({ rows, columns, caption, selection, sort, onSort }: Props) {
  const navigate = useNavigate();
  const body = useRef<HTMLTableElement>(null);
  const context = { now: useNow(), workday: useWorkday() };
  const shown = matterColumns.filter((column) => columns.includes(column.key));
  const cursor = useListCursor({
    rows,
    idOf: (row) => row.id,
    onOpen: (row) => void navigate({ to: '/matters/$id', params: { id: row.id } }),
    ...(selection && { onMark: (row: MatterRow) => selection.toggle(row.id) }),
  });
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 57,
    overscan: 20,
    scrollMargin: body.current?.offsetTop ?? 0,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const before = (items[0]?.start ?? virtual.options.scrollMargin) - virtual.options.scrollMargin;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? 0) - virtual.options.scrollMargin);
  const span = shown.length + (selection ? 1 : 0);
  return (
    <div className={styles.scroll}>
      <table ref={body} className={styles.table} aria-rowcount={rows.length}>
        <caption className="sr-only">{caption}</caption>
        <TableHead
          columns={shown}
          rows={rows}
          {...(selection && { selection })}
          sort={sort}
          {...(onSort && { onSort })}
        />
        <tbody>
          <Spacer height={before} span={span} />
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <TableRow
                key={item.key}
                index={item.index}
                measure={virtual.measureElement}
                row={row}
                columns={shown}
                context={context}
                current={cursor.id === row.id}
                {...(selection && { selection })}
              />
            ) : null;
          })}
          <Spacer height={after} span={span} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return height > 0 ? (
    <tr>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  ) : null;
}
