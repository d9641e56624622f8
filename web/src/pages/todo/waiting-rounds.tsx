import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { WaitingRound } from '../../api/panels.ts';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './todo-page.module.css';

/** 问题征询 that ask this person and have not heard him yet: for an observer that is the day's work. */
export function WaitingRounds({ rounds }: { readonly rounds: readonly WaitingRound[] }) {
  const now = useNow();
  if (rounds.length === 0) return null;
  return (
    <section className={`panel ${styles.rest}`} aria-labelledby="asked">
      <h2 id="asked" className={styles.then}>
        等您反映的征询
      </h2>
      <ul>
        {rounds.map((round) => (
          <li key={round.id} className={styles.row}>
            <span className="meta">{moment(round.closesAt, now)}&thinsp;截止</span>
            <div className={styles.what}>
              <Link to="/panels/$id" params={{ id: round.id }}>
                {round.title}
              </Link>
            </div>
            <Link to="/panels/$id" params={{ id: round.id }}>
              <Button>去反映</Button>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
