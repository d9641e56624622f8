import { useSite } from '../../api/session.ts';
import { figure } from '../figures.ts';
import { matterColumns } from '../matter-table/columns.tsx';
import { moment } from '../time.ts';
import { useNow, useWorkday } from '../use-now.ts';
import { MOST_PRINTED } from './all-pages.ts';
import styles from './print-list.module.css';
import type { PaperList } from './use-paper.ts';

type Props = {
  readonly paper: PaperList;
  readonly columns: readonly string[];
  readonly caption: string;
  /** What the list was narrowed to, in words. */
  readonly narrowed: string;
};

/** A list as paper: landscape, its head on every sheet, every row that was found, and in words how many that is. */
export function PrintList({ paper, columns, caption, narrowed }: Props) {
  const context = { now: useNow(), workday: useWorkday() };
  const shown = matterColumns.filter((column) => columns.includes(column.key));
  return (
    <section className="print-only">
      <style>{'@page { size: A4 landscape; margin: 12mm; }'}</style>
      <table className={styles.table}>
        <caption>
          {[caption, useSite()?.tenant.name, narrowed, countWords(paper), moment(context.now)]
            .filter(Boolean)
            .join('　')}
        </caption>
        <colgroup>
          <col style={{ width: '9mm' }} />
          {shown.map((column) => (
            <col key={column.key} style={column.paper ? { width: `${column.paper}mm` } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">序</th>
            {shown.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {paper.rows.map((row, at) => (
            <tr key={row.id}>
              <td>{at + 1}</td>
              {shown.map((column) => (
                <td key={column.key}>{column.render(row, context)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A paper that is not the whole says so at its head. */
export function countWords({ rows, cut, total }: PaperList): string {
  if (!cut) return `共 ${figure(rows.length)} 件`;
  const of = total === undefined ? '' : `共 ${figure(total)} 件，`;
  return rows.length >= MOST_PRINTED
    ? `${of}只印前 ${figure(rows.length)} 件；全部请用“导出”取 Excel`
    : `${of}只取到前 ${figure(rows.length)} 件，请重新打印`;
}
