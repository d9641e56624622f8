import { Segmented } from 'antd';
import type { Figures, Line } from '../../api/simulation.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './simulation.module.css';
import { countWords, difference, moneyWords } from './words.ts';

type Props = {
  readonly figures: Figures;
  readonly dimension: string | undefined;
  readonly onDimension: (name: string) => void;
};

/** Short enough for a column of two. */
const few = (cell: Line['now']): string => (cell.count === null ? '<10' : countWords(cell));

/** Where the money goes, now and before, and how many come in and drop out. */
export function Breakdown({ figures, dimension, onDimension }: Props) {
  const shown = figures.by.find((each) => each.name === dimension) ?? figures.by[0];
  if (!shown) return null;
  const most = Math.max(1, ...shown.lines.flatMap(({ now, base }) => [now.amount ?? 0, base.amount ?? 0]));
  const byCount = shown.lines.every(({ now }) => (now.amount ?? 0) === 0);
  const top = Math.max(1, ...shown.lines.flatMap(({ now, base }) => [now.count ?? 0, base.count ?? 0]));
  const part = (cell: Line['now']) => (byCount ? (cell.count ?? 0) / top : (cell.amount ?? 0) / most);
  return (
    <>
      <Segmented
        aria-label="按什么分"
        options={figures.by.map(({ name, title }) => ({ value: name, label: title }))}
        value={shown.name}
        onChange={onDimension}
      />
      {shown.lines.length === 0 ? (
        <p className="meta">没有企业符合。</p>
      ) : (
        <Scroll title="分布">
          <table className={`${page.table} ${styles.breakdown}`}>
            <thead>
              <tr>
                <th scope="col">{shown.title}</th>
                <th scope="col" className={page.number}>
                  户数
                </th>
                <th scope="col">资金</th>
                <th scope="col" className={page.number}>
                  比现行
                </th>
                <th scope="col" className={page.number}>
                  新增 / 退出
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.lines.map((line) => (
                <tr key={line.key ?? ''}>
                  <th scope="row">{line.label}</th>
                  <td className={page.number}>{countWords(line.now)}</td>
                  <td>
                    <span className={styles.bars}>
                      <i className={styles.barNow} style={{ width: `${part(line.now) * 100}%` }} />
                      <i className={styles.barBase} style={{ width: `${part(line.base) * 100}%` }} />
                    </span>
                    <span className="meta">{moneyWords(line.now, figures.guarded)}</span>
                  </td>
                  <td className={page.number}>
                    {difference(line.now, line.base, byCount ? 'count' : 'amount', figures) || '不显示'}
                  </td>
                  <td className={page.number}>{figures.moved ? `${few(line.gained)} / ${few(line.lost)}` : '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <p className="meta">深色为本方案，浅色为现行{figures.guarded && '；<10 为不足 10 户，不显示'}。</p>
    </>
  );
}
