import { Link } from '@tanstack/react-router';
import type { Cockpit } from '../../api/cockpit.ts';
import type { LeagueLine } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { tierWord } from './words.ts';

type Props = { readonly index: NonNullable<Cockpit['index']>; readonly on: string | undefined };

/** Tiers with intervals: who can be told apart, and who cannot. */
export function League({ index, on }: Props) {
  const placed = index.lines.filter((each) => each.tier !== null);
  const tiers = new Set(placed.map((each) => each.tier));
  const few = index.lines.filter((each) => each.few).length;
  return (
    <section className={styles.box} aria-label={index.title}>
      <h2 className={styles.title}>
        {placed.length === 0
          ? few > 0
            ? '各地件数少，不排名'
            : '各地数据不足，不分档'
          : tiers.size === 1
            ? `${placed.length} 地差别都在误差内，同为第 1 档`
            : `${placed.length} 地分 ${tiers.size} 档`}
        {placed.length > 0 && few > 0 && `，另 ${few} 地件数少，不排名`}
      </h2>
      <LeagueRows lines={index.lines} scheme={index.scheme} on={on} />
      <p className={styles.fine}>
        {index.title}，近 90 天；横线为 {figure(index.confidence * 100)}% 区间。{index.caution}
      </p>
    </section>
  );
}

type RowsProps = { readonly lines: readonly LeagueLine[]; readonly scheme: string; readonly on: string | undefined };

function LeagueRows({ lines, scheme, on }: RowsProps) {
  return (
    <table className={styles.league}>
      <thead className="sr-only">
        <tr>
          <th>地方</th>
          <th>得分区间</th>
          <th>得分</th>
          <th>档次</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={line.unit.id} className={at > 0 && line.tier !== lines[at - 1]?.tier ? styles.newTier : ''}>
            <th scope="row">
              <Link
                to="/indicators/schemes/$id"
                params={{ id: scheme }}
                search={{ unit: line.unit.id, ...(on ? { on } : {}) }}
              >
                {line.unit.name}
              </Link>
            </th>
            <td className={styles.plot}>
              <IntervalBar line={line} />
            </td>
            <td className={styles.points}>{line.score === null ? '—' : figure(line.score, 0)}</td>
            <td className={styles.fine}>{tierWord(line)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 0 to 100 from left to right: the line is the interval, the point the score. */
export function IntervalBar({ line }: { readonly line: Pick<LeagueLine, 'score' | 'scoreInterval'> }) {
  if (line.score === null || !line.scoreInterval) return <span className="sr-only">数据不足</span>;
  const [low, high] = line.scoreInterval;
  const within = (value: number) => Math.max(0, Math.min(100, value));
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={styles.bar}
      role="img"
      aria-label={`${figure(low, 0)} 到 ${figure(high, 0)}`}
    >
      <line x1="0" x2="100" y1="5" y2="5" className={styles.axis} />
      <line x1={within(low)} x2={within(high)} y1="5" y2="5" className={styles.interval} />
      <rect x={within(line.score) - 0.8} y="1" width="1.6" height="8" className={styles.dot} />
    </svg>
  );
}
