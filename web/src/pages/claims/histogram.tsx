import { Link } from '@tanstack/react-router';
import type { Pace, PaceFilters } from '../../api/claims.ts';
import { figure } from '../../parts/figures.ts';
import styles from './claims.module.css';

/** How many took so long; each column opens its claims. Past the limit it is red. */
export function Histogram({
  pace: { histogram, within },
  filters,
}: {
  readonly pace: Pace;
  readonly filters: PaceFilters;
}) {
  const most = Math.max(1, ...histogram.map((each) => each.arrived + each.running));
  const high = (count: number) => `${(100 * count) / most}%`;
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
      <section className={styles.histogram} tabIndex={0} aria-label="工作日分布">
        {histogram.map(({ from, to, arrived, running }) => {
          const words = to === undefined ? `${from} 天以上` : `${from}–${to} 天`;
          return (
            <Link
              key={from}
              to="/claims"
              search={{ ...filters, days: `${from}-${to ?? ''}` }}
              className={`${styles.column} ${from > within ? styles.late : ''}`}
              aria-label={`${words}：已到账 ${arrived} 笔，未到账 ${running} 笔`}
            >
              <span>{figure(arrived + running)}</span>
              <span className={styles.stack}>
                {running > 0 && <i className={styles.running} style={{ height: high(running) }} />}
                {arrived > 0 && <i className={styles.arrived} style={{ height: high(arrived) }} />}
              </span>
              <span className={from > within ? styles.red : 'meta'}>{words}</span>
            </Link>
          );
        })}
      </section>
      <p className="meta">
        深色为已到账，浅色为还没有到账、到今天已等了几天；红色超过&thinsp;{within}&thinsp;个工作日。
      </p>
    </div>
  );
}
