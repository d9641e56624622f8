import { Link } from '@tanstack/react-router';
import type { ClaimFilters, PaceFigures } from '../../api/claims.ts';
import { FigureTable } from '../../parts/figure-table.tsx';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';

type Row = PaceFigures & { readonly id: string; readonly name: string; readonly of?: string };
type Props = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly searchOf: (id: string) => ClaimFilters;
  readonly within: number;
};

const HEADINGS = ['平均', '到决定', '到送付', '银行', '已到账', '超时', '未到账', '已超时'];
const days = (value: number | undefined): string => (value === undefined ? '—' : figure(value, 1));
const wrongWhen = (wrong: boolean, said: string) => (wrong ? { red: said } : said);

/** The slowest first: mean, its three legs, how many late. */
export function PaceTable({ title, rows, searchOf, within }: Props) {
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-label={title}>
      <h2 className={`section-title ${page.block}`}>{title}</h2>
      <FigureTable
        title={`${title}，工作日和笔数`}
        of={title.slice(1)}
        headings={HEADINGS}
        rows={rows.map(({ id, name, of, mean, legs, arrived, late, running, runningLate }) => ({
          id,
          name: (
            <>
              <Link to="/claims" search={searchOf(id)}>
                {name}
              </Link>
              {of && <span className="meta">&emsp;{of}</span>}
            </>
          ),
          figures: [
            wrongWhen((mean ?? 0) > within, days(mean)),
            days(legs?.decide),
            days(legs?.send),
            days(legs?.bank),
            figure(arrived),
            wrongWhen(late > 0, figure(late)),
            figure(running),
            wrongWhen(runningLate > 0, figure(runningLate)),
          ],
        }))}
      />
    </section>
  );
}
