import { getRouteApi, Link } from '@tanstack/react-router';
import type { SupervisionBoard } from '../../api/types/index.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { shortWorkingTime } from '../../parts/time.ts';
import { useWorkday } from '../../parts/use-now.ts';
import styles from './supervision-page.module.css';

const route = getRouteApi('/official/supervision');

type Props = { readonly board: SupervisionBoard | undefined; readonly show: string | undefined };

/** Three numbers, each a door to the rows it counts. */
export function Headline({ board, show }: Props) {
  const workday = useWorkday();
  const filters = route.useSearch();
  if (!board) return <div className={styles.headline} />;
  const longest = Math.min(0, ...board.units.flatMap((unit) => unit.rows.map((row) => row.remainingMinutes ?? 0)));
  const doors = [
    { key: 'today', title: '今天到期', count: board.today },
    { key: 'overdue', title: '已超期', count: board.overdue },
    { key: '3days', title: '三日内', count: board.within3days },
  ] as const;
  return (
    <ul className={styles.headline}>
      {doors.map((door) => (
        <li key={door.key}>
          <Link
            to="/supervision"
            search={{ ...filters, show: show === door.key ? '' : door.key }}
            className={`${styles.door} ${show === door.key ? styles.on : ''}`}
            aria-current={show === door.key ? 'true' : undefined}
          >
            {door.title}
            <span className={styles.number}>{door.count}</span>
            {door.key === 'overdue' && longest < 0 && (
              <Lamp lamp="overdue" word={`最长 ${shortWorkingTime(longest, workday)}`} />
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
