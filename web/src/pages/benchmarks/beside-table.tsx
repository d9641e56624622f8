import { Button } from 'antd';
import type { Beside, PeerCell, PeerLine } from '../../api/benchmarks.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './benchmarks.module.css';
import { FROM, plain, STANDINGS, signed } from './figure-words.ts';

type Opened = { readonly city: string; readonly indicator: string; readonly period: string };
type Props = {
  readonly data: Beside;
  readonly lines: readonly PeerLine[];
  readonly onOpen?: ((cell: Opened) => void) | undefined;
};

/** One row an indicator: ours, then each city with the gap in words, a year before, and who says so. */
export function BesideTable({ data, lines, onOpen }: Props) {
  return (
    <Scroll panel title="与标杆城市并排">
      <table className={`${page.table} ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col" className={styles.first ?? ''}>
              指标
            </th>
            <th scope="col" className={page.number ?? ''}>
              {data.own.name}
            </th>
            {data.cities.map((city) => (
              <th key={city} scope="col" className={page.number ?? ''}>
                {city}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.indicator}>
              <th scope="row" className={styles.first ?? ''}>
                {line.title}
                <div className="meta">
                  {[line.periodTitle, line.unit, line.direction === 'lower' ? '越低越好' : '']
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </th>
              <td className={page.number ?? ''}>
                <Own line={line} />
              </td>
              {line.cells.map((cell) => (
                <td key={cell.city} className={page.number ?? ''}>
                  <Theirs line={line} cell={cell} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Own({ line: { own, running } }: { readonly line: PeerLine }) {
  if (own.value === null) return <span className="meta">没有数</span>;
  return (
    <>
      <span className={styles.value}>{plain(own.value)}</span>
      <div className="meta">
        {own.from && FROM[own.from]}
        {running && '，本期至今'}
      </div>
      <Trend now={own.value} before={own.before} />
    </>
  );
}

function Trend({ now, before }: { readonly now: number; readonly before: number | null }) {
  return before === null ? null : <div className="meta">比上年 {signed(Number((now - before).toPrecision(12)))}</div>;
}

type TheirsProps = { readonly line: PeerLine; readonly cell: PeerCell; readonly onOpen: Props['onOpen'] };

function Theirs({ line, cell, onOpen }: TheirsProps) {
  const { city, value, before, gap, standing, source, sourceDay, checked } = cell;
  if (value === null) return <span className="meta">没有录</span>;
  const cellOf = { city, indicator: line.indicator, period: line.period };
  return (
    <>
      {onOpen ? (
        <Button
          type="link"
          className={styles.value ?? ''}
          aria-label={`${city} ${line.title} ${plain(value)}，看来源和历年`}
          onClick={() => onOpen(cellOf)}
        >
          {plain(value)}
        </Button>
      ) : (
        <span className={styles.value}>{plain(value)}</span>
      )}
      {standing && gap !== null && (
        <div className={standing === 'behind' ? styles.behind : ''}>
          {STANDINGS[standing].mark} 本市{STANDINGS[standing].word}
          {standing !== 'level' && ` ${plain(Math.abs(gap))}`}
        </div>
      )}
      <Trend now={value} before={before} />
      <div className={`meta ${styles.source}`}>
        {source}
        {sourceDay && `（${sourceDay}）`}
        {!checked && <strong> 未核对</strong>}
      </div>
    </>
  );
}
