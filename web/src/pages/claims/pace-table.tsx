import { Link } from '@tanstack/react-router';
import type { ClaimFilters, PaceFigures } from '../../api/claims.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './claims.module.css';

type Row = PaceFigures & { readonly id: string; readonly name: string; readonly of?: string };
type Props = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly searchOf: (id: string) => ClaimFilters;
  readonly within: number;
};

const HEADINGS = ['平均', '到决定', '到送付', '银行', '已到账', '超时', '未到账', '已超时'];
const days = (value: number | undefined): string => (value === undefined ? '—' : figure(value, 1));

/** The slowest first: mean, its three legs, how many late. */
export function PaceTable({ title, rows, searchOf, within }: Props) {
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-label={title}>
      <h2 className={`section-title ${page.block}`}>{title}</h2>
      <Scroll title={`${title}，工作日和笔数`}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{title.slice(1)}</th>
              {HEADINGS.map((each) => (
                <th key={each} scope="col" className={page.number ?? ''}>
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" style={{ fontWeight: 400, whiteSpace: 'normal', minWidth: 160 }}>
                  <Link to="/claims" search={searchOf(row.id)}>
                    {row.name}
                  </Link>
                  {row.of && <span className="meta">&emsp;{row.of}</span>}
                </th>
                <td className={`${page.number} ${(row.mean ?? 0) > within ? styles.red : ''}`}>{days(row.mean)}</td>
                <td className={page.number ?? ''}>{days(row.legs?.decide)}</td>
                <td className={page.number ?? ''}>{days(row.legs?.send)}</td>
                <td className={page.number ?? ''}>{days(row.legs?.bank)}</td>
                <td className={page.number ?? ''}>{figure(row.arrived)}</td>
                <td className={`${page.number} ${row.late > 0 ? styles.red : ''}`}>{figure(row.late)}</td>
                <td className={page.number ?? ''}>{figure(row.running)}</td>
                <td className={`${page.number} ${row.runningLate > 0 ? styles.red : ''}`}>{figure(row.runningLate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
